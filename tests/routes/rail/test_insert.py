"""A planner asks for a path and gets paths, or the reason why there is none, or what to mend."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.support.site import StrictClient

NIGHT = "大连@20:30-23:00\n鞍山/5-20\n沈阳@-08:00"


def find(client: StrictClient, calls: str, status: int = 200, **changed: str) -> str:
    fields = {"stock": "25G", "date": "2027-05-10", "objective": "arrival", "paths": "1"} | changed
    answer = client.submit("/rail/insert", "/rail/insert", calls=calls, **fields)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_a_path_is_reported_with_its_figures_and_drawn(client: StrictClient) -> None:
    text = find(client, NIGHT)
    assert "找到 1 条运行线" in text
    assert "2027年5月10日 星期一" in text
    assert "graph-ours" in text
    assert "鞍山/5-20" in text  # kept
    for figure in ("全程", "比必需的间隔至少多", "打扰的车"):
        assert figure in text
    calls, every = re.findall(r"<tbody>(.*?)</tbody>", text, re.S)
    assert calls.count("<tr") == 3 + calls.count("待避")
    assert every.count("<tr") > 10


def test_a_train_that_does_not_stop_has_one_time(client: StrictClient) -> None:
    calls, every = re.findall(r"<tbody>(.*?)</tbody>", find(client, NIGHT), re.S)
    assert "通过" not in calls
    assert every.count("通过") == every.count("<tr") - calls.count("<tr")
    passed = [re.findall(r"\d\d:\d\d", row) for row in every.split("<tr")[1:] if "通过" in row]
    assert {len(clocks) for clocks in passed} == {1}


def test_calls_may_stand_in_one_line(client: StrictClient) -> None:
    assert "找到 1 条运行线" in find(client, NIGHT.replace("\n", " "))


@pytest.mark.parametrize("objective", ["arrival", "buffer", "disturbance"])
def test_several_paths_are_several_tables(client: StrictClient, objective: str) -> None:
    text = find(client, NIGHT, objective=objective, paths="3")
    assert "找到 3 条运行线" in text
    assert text.count('class="graph"') == 3


def test_where_there_is_none_the_smallest_changes_are_reported_and_enough(client: StrictClient) -> None:
    text = find(client, "大连@08:00-08:05\n沈阳@-10:00")
    assert "没有找到运行线" in text
    later = re.search(r"到沈阳晚 (\d+) 分钟", text)
    assert later
    hours, minutes = divmod(10 * 60 + int(later[1]), 60)
    assert "找到 1 条运行线" in find(client, f"大连@08:00-08:05\n沈阳@-{hours}:{minutes:02d}")


@pytest.mark.parametrize(
    ("calls", "changed", "says"),
    [
        ("", {}, "停站要写 2 到 40 个，您写了 0 个"),
        ("大连@20:30\n沈杨\n沈阳@8点", {}, "第 2 站：没有找到叫“沈杨”的车站"),
        ("大连@20:30\n沈杨\n沈阳@8点", {}, "第 3 站：看不懂“沈阳@8点”"),
        ("大连\n大连", {}, "看不懂“大连”"),
        ("大连\n伯官", {}, "两站之间没有普通列车能走的线路"),
        (NIGHT, {"stock": "CR400"}, "没有“CR400”这种车底"),
        (NIGHT, {"date": "明天"}, "出发日期请选一天"),
        (NIGHT, {"objective": "cheap"}, "没有“cheap”这种找法"),
        (NIGHT, {"paths": "99"}, "请填 1 到 10 的数字"),
        (NIGHT, {"paths": "x"}, "请填 1 到 10 的数字"),
    ],
)
def test_what_cannot_be_read_is_reported_twice_and_kept(
    client: StrictClient, calls: str, changed: dict[str, str], says: str
) -> None:
    text = find(client, calls, 422, **changed)
    assert text.count(says) == 2  # on top, and at its field
    assert "<title>出错：" in text
    for typed in (*calls.splitlines(), *(value for name, value in changed.items() if name in ("date", "paths"))):
        assert typed in text


@pytest.mark.thorough
def test_everything_reads_in_english(english_client: StrictClient) -> None:
    text = find(english_client, "Dalian@20:30-23:00\nAnshan/5-20\nShenyang@-08:00", paths="2")
    assert "Paths found: 2" in text
    assert "There is no path" in find(english_client, "Dalian@08:00-08:05\nShenyang@-10:00")
    assert "like this: Anshan@22:00-23:30/5-20" in find(english_client, "Dalian@8\nShenyan", 422, paths="0")
    find(english_client, "Dalian\nDalian", 422)
    find(english_client, "Dalian\nBoguan", 422)


def test_a_wish_without_the_pages_token_is_refused(client: StrictClient) -> None:
    assert client.post("/rail/insert", data={"calls": NIGHT}).status_code == 400


def test_a_possession_closes_the_way_and_a_train_taken_out_frees_it(client: StrictClient) -> None:
    text = find(client, NIGHT, possessions="大连-金州@20:00-08:30")
    assert "没有找到运行线" in text
    assert "大连-金州@20:00-08:30" in text  # kept
    assert "找到 1 条运行线" in find(client, NIGHT, possessions="大连>金州@09:00-10:00\n", away="k682")


@pytest.mark.parametrize(
    ("changed", "reported"),
    [
        ({"possessions": "大连-金州"}, "看不懂"),
        ({"possessions": "大连-金洲@20:00-21:00"}, "金州"),
        ({"away": "K0"}, "f-away"),
        ({"away": "K682、K580"}, "只能先拿掉一趟车"),
    ],
)
def test_a_possession_or_a_train_that_cannot_be_read_is_reported(
    client: StrictClient, changed: dict[str, str], reported: str
) -> None:
    text = find(client, NIGHT, 422, **changed)
    assert reported in text
    assert next(iter(changed.values())) in text


@pytest.mark.parametrize("stock", ["25B", "25G", "25T"])
def test_a_path_opens_as_a_timetable_to_be_edited_and_loses_nothing(client: StrictClient, stock: str) -> None:
    """Its stations, times and what was asked beside go into the form; checked at once, and without a conflict."""
    closed = "沈阳-铁岭@00:00-04:00"
    text = find(client, NIGHT, stock=stock, possessions=closed, away="K682")
    form = re.search(r'<form method="post" action="/rail/">(.*?)</form>', text, re.S)
    assert form
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[1])
    sent = {name: unescape(value) for name, value in hidden if name != "csrf_token"}
    assert (sent["own"], sent["stock"], sent["possessions"]) == ("K682", stock, closed)
    assert len(sent["calls"].splitlines()) == 30
    answer = client.submit("/rail/", "/rail/", **sent)
    assert answer.status_code == 200
    checked = answer.get_data(as_text=True)
    assert "没有发现冲突" in checked
    assert sent["calls"].splitlines()[1] in checked
