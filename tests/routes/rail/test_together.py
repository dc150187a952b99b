"""Several trains typed at once are judged together, mended together, and taken back."""

from __future__ import annotations

import re

import pytest

from tests.support.site import StrictClient

TWO = "Y501\n锦州 -- 03:00\n义县 04:10 --\n\nY503\n锦州 -- 03:00\n义县 04:10 --"


def posted(client: StrictClient, status: int = 200, **fields: str) -> str:
    answer = client.submit("/rail/together", "/rail/together", **fields)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def area(text: str) -> str:
    found = re.search(r'<textarea[^>]*name="trains"[^>]*>\s*(.*?)</textarea>', text, re.DOTALL)
    assert found
    return found[1].strip()


def test_two_at_the_identical_minute_are_told_mended_and_taken_back(
    client: StrictClient, english_client: StrictClient
) -> None:
    text = posted(client, trains=TWO)
    assert "第 1 天 03:00 和 Y503 次隔得太近，差 8 分钟" in text
    assert "发现 1 处冲突" in text
    mended = posted(client, trains=TWO, mend="yes")
    assert "一共挪 8 分钟，不能再少了" in mended
    assert "没有发现冲突。" in mended
    assert area(mended) != TWO
    assert f'name="trains" value="{TWO}"' in mended
    again = posted(client, trains=area(mended), before=TWO)
    assert "没有发现冲突。" in again
    assert "撤销：换回原来的时刻" in again
    assert "no less would do" in posted(english_client, trains=TWO, mend="yes")


def test_what_stands_in_the_way_is_said(client: StrictClient) -> None:
    text = posted(client, trains=TWO, possessions="锦州-义县@00:00-23:59", mend="yes")
    assert "挡在前面的至少有这几样" in text
    assert area(text) == TWO


@pytest.mark.parametrize(
    ("trains", "says"),
    [
        ("锦州 -- 03:00\n义县 04:10 --", "第 1 行：先单独一行写车次"),
        ("Y1\n锦州 -- 03:00\n沈杨 04:10 --", "Y1：第 3 行：没有“沈杨”这个车站"),
        (TWO + "\nY501\n", "第 8 行：Y501 写了两次"),
        ("", "现在有 0 趟"),
    ],
)
def test_what_cannot_be_read_is_named_and_kept(client: StrictClient, trains: str, says: str) -> None:
    text = posted(client, 422, trains=trains)
    assert says in text
    assert area(text) == trains.strip()
