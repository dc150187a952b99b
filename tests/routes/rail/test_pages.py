"""A planner types a timetable and learns what is wrong with it, where, by how much."""

from __future__ import annotations

import pytest

from tests.support.site import StrictClient


def check(client: StrictClient, calls: str, own: str = "", status: int = 200) -> str:
    answer = client.submit("/rail/", "/rail/", calls=calls, own=own)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_the_sheet_can_be_filled_with_a_published_train(client: StrictClient) -> None:
    text = client.get("/rail/?train=k5081").get_data(as_text=True)
    assert "大连 -- 19:50" in text
    assert 'value="K5081"' in text


def test_a_train_nobody_publishes_leaves_the_sheet_empty(client: StrictClient) -> None:
    answer = client.get("/rail/?train=X1")
    assert answer.status_code == 200
    assert 'value="X1"' not in answer.get_data(as_text=True)


def test_too_quick_a_train_is_reported_by_how_much_and_what_to_do(client: StrictClient) -> None:
    text = check(client, "大连 -- 21:40\n沈阳 23:00 --")
    assert "大连 → 沈阳：运行时间少了" in text
    assert "请把沈阳的到点推后，或者把大连的开点提前。" in text
    assert "发现" in text
    assert "graph-ours" in text  # drawn
    assert "大连 -- 21:40" in text  # kept


def test_a_train_on_an_empty_line_has_no_conflict(client: StrictClient) -> None:
    text = check(client, "锦州 -- 03:00\n义县 04:10 --")
    assert "没有发现冲突" in text
    assert "graph-ours" in text


@pytest.mark.parametrize(
    ("calls", "own", "says"),
    [
        ("", "", "至少要写两行"),
        ("大连 -- 21:40\n沈杨 02:10 --", "", "第 2 行：没有“沈杨”这个车站"),
        ("大连 -- 25:40\n沈阳 x --", "", "第 2 行：看不懂时间“x”"),
        ("大连 -- 21:40\n沈阳 02:10 --", "X1", "没有“X1”这趟车"),
    ],
)
def test_what_cannot_be_read_is_reported_and_kept(client: StrictClient, calls: str, own: str, says: str) -> None:
    text = check(client, calls, own, 422)
    assert says in text
    assert "<title>出错：" in text
    for line in calls.splitlines():
        assert line in text


def test_stations_without_a_conventional_line_are_reported_and_not_drawn(client: StrictClient) -> None:
    text = check(client, "大连 -- 21:40\n伯官 23:40 --")
    assert "没有普通列车能走的线路" in text
    assert "graph-ours" not in text


def test_everything_reads_in_english(english_client: StrictClient) -> None:
    assert "Dalian -- 19:50" in english_client.get("/rail/?train=K5081").get_data(as_text=True)
    assert "Dalian" in check(english_client, "Dalian -- 21:40\nShenyang 23:00 --")
    check(english_client, "Dalian 20:00 21:40\nShenyan x 23:00\nShenyang", "X1", 422)


def test_a_timetable_without_the_pages_token_is_refused(client: StrictClient) -> None:
    assert client.post("/rail/", data={"calls": "大连 -- 21:40\n沈阳 02:10 --"}).status_code == 400
