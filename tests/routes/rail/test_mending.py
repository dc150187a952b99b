"""A planner has conflicts mended on the page, sees what was moved, and can take it back."""

from __future__ import annotations

import re

from tests.support.site import StrictClient

CALLS = "大连 -- 21:40\n鞍山 01:40 01:50\n沈阳 03:05 --"


def posted(client: StrictClient, action: str, **fields: str) -> str:
    answer = client.submit("/rail/", action, **fields)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def area(text: str) -> str:
    found = re.search(r'<textarea[^>]*name="calls"[^>]*>\s*(.*?)</textarea>', text, re.DOTALL)
    assert found
    return found[1].strip()


def test_conflicts_are_mended_shown_and_taken_back(client: StrictClient, english_client: StrictClient) -> None:
    checked = posted(client, "/rail/", calls=CALLS, cars="16")
    assert "改好这些冲突" in checked
    mended = posted(client, "/rail/mend", calls=CALLS, cars="16")
    assert "一共挪" in mended
    assert "避开" in mended
    assert "没有发现冲突。" in mended
    assert "改好这些冲突" not in mended
    assert area(mended) != CALLS
    assert 'name="cars" value="16"' in mended
    before = re.findall(r'<input type="hidden" name="calls" value="([^"]*)"', mended)
    assert CALLS in before
    assert "撤销：换回原来的时刻" in mended
    undone = posted(client, "/rail/", calls=CALLS, cars="16")
    assert area(undone) == CALLS
    assert "Mended" in posted(english_client, "/rail/mend", calls=CALLS)


def test_the_old_times_stay_at_hand_while_the_new_ones_are_worked_on(client: StrictClient) -> None:
    text = posted(client, "/rail/", calls="锦州 -- 03:00\n义县 04:10 --", before="锦州 -- 02:00\n义县 03:10 --")
    assert "撤销：换回原来的时刻" in text
    assert 'name="before" value="锦州 -- 02:00' in text


def test_what_no_shift_mends_is_said_and_the_form_stays(client: StrictClient) -> None:
    text = posted(client, "/rail/mend", calls="大连 -- 21:40\n沈阳 23:00 --")
    assert "没有改：有 1 处问题挪时间改不好" in text
    assert "请把沈阳的到点推后" in text
    assert area(text) == "大连 -- 21:40\n沈阳 23:00 --"
    blocked = posted(client, "/rail/mend", calls="锦州 -- 03:00\n义县 04:10 --", possessions="锦州-义县@00:00-23:59")
    assert "挡在前面的至少有这几样" in blocked
    assert client.submit("/rail/", "/rail/mend", calls="沈杨 -- 1").status_code == 422
