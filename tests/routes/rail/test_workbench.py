"""A planner's project on the workbench, as plain forms: made, changed, mended, undone, handed on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlmodel import delete

from planner.saved import SavedRailway
from planner.store import transaction
from tests.support.published import forget_projects
from tests.support.site import Shelf, StrictClient, read_strictly, reader, text_of

BENCH = "/rail/workbench"
LATE = "大连 -- 21:26\n普兰店 22:19 22:20\n瓦房店 22:41 22:44\n熊岳城 23:36 23:54\n大石桥 00:39 00:42\n盘锦 01:44 --"
SHUT = "新开-盘锦@1:42-4:30"


@pytest.fixture(autouse=True)
def _none_kept(shelf: Shelf) -> Iterator[None]:
    yield
    with transaction(shelf.settings.database_url) as session:
        forget_projects(session)
        session.execute(delete(SavedRailway))


def begin(client: StrictClient, name: str = "Red beach") -> str:
    answer = client.submit(BENCH, BENCH, name=name)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def page(client: StrictClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
    return answer.get_data(as_text=True)


def act(client: StrictClient, address: str, what: str, **fields: str) -> str:
    """Send one form of the page as it stands, and read the page that comes of it."""
    text = page(client, address)
    base = re.search(r'name="base" value="(\d+)"', text)
    assert base
    answer = client.submit(address, f"{address.split('?')[0]}/{what}", **{"base": base[1], **fields})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return page(client, answer.headers["Location"])


def cells(text: str) -> dict[str, str]:
    return dict(re.findall(r'id="((?:arrive|depart)-\d+)" name="[^"]+" value="([^"]*)"', text))


def conflicts(text: str) -> int:
    return len(re.findall(r'<li id="conflict-\d+"', text))


@pytest.fixture
def bench(client: StrictClient) -> str:
    """A project with one train in conflict."""
    address = begin(client)
    act(client, address, "conditions", possessions=SHUT)
    text = act(client, address, "add-train", number="y502", calls=LATE, stock="25G")
    assert conflicts(text) == 2
    return address


def test_a_train_is_typed_judged_mended_and_all_is_undone(client: StrictClient, bench: str) -> None:
    before = page(client, bench)
    assert "K580" in before
    assert 'class="ring"' in before
    mended = act(client, bench, "mend")
    assert conflicts(mended) == 0
    assert "不能再少了" in mended
    assert cells(mended)["depart-0"] != "21:26"
    undone = act(client, bench, "undo")
    assert cells(undone) == cells(before)
    assert conflicts(act(client, bench, "redo")) == 0


def test_each_remedy_is_one_press(client: StrictClient, bench: str) -> None:
    text = page(client, bench)
    minutes = re.search(r'name="train" value="Y502"><input type="hidden" name="minutes" value="(-?\d+)"><', text)
    first = re.search(r'name="minutes" value="(-?\d+)"><input type="hidden" name="part" value="whole">', text)
    assert minutes or first
    eased = act(client, bench, "move", train="Y502", minutes="3", part="whole")
    assert conflicts(eased) < 2 or "K580" not in eased.split("h-conf")[1]


def test_cells_take_what_planners_type(client: StrictClient, bench: str) -> None:
    text = act(client, bench, "cells", train="Y502", follow="1", **{"depart-2": "+3"})
    assert cells(text)["depart-2"] == "22:47"
    assert cells(text)["arrive-3"] == "23:39"
    text = act(client, bench, "cells", train="Y502", **{"arrive-5": "0145"})
    assert cells(text)["arrive-5"] == "01:45+1"
    text = act(client, bench, "cells", train="Y502", follow="1", **{"stay-3": "15"})
    assert cells(text)["depart-3"] == "23:54"
    refused = act(client, bench, "cells", train="Y502", **{"depart-2": "22:10"})
    assert "开点会比到点早" in refused or "没有改" in refused
    refused = act(client, bench, "cells", train="Y502", **{"depart-2": "soon"})
    assert "看不懂时间" in refused
    pasted = act(client, bench, "paste", train="Y502", place="1", end="arrive", block="22:21\t22:23\n22:43\t22:50")
    assert [cells(pasted)[key] for key in ("arrive-1", "depart-1", "arrive-2", "depart-2")] == [
        "22:21", "22:23", "22:43", "22:50",
    ]  # fmt: skip


def test_from_a_station_on_and_up_to_it(client: StrictClient, bench: str) -> None:
    text = act(client, bench, "move", train="Y502", minutes="2", part="from", place="3")
    assert (cells(text)["arrive-3"], cells(text)["depart-3"], cells(text)["arrive-5"]) == ("23:36", "23:56", "01:46+1")
    text = act(client, bench, "move", train="Y502", minutes="-2", part="upto", place="3")
    assert (cells(text)["depart-0"], cells(text)["arrive-3"], cells(text)["depart-3"]) == ("21:24", "23:34", "23:56")


def test_a_change_from_an_old_state_is_merged_or_refused(client: StrictClient, bench: str) -> None:
    old = re.search(r'name="base" value="(\d+)"', page(client, bench))
    assert old
    act(client, bench, "move", train="Y502", minutes="1", part="whole")
    answer = client.submit(bench, f"{bench}/move", base=old[1], train="Y502", minutes="5", part="whole")
    text = page(client, answer.headers["Location"])
    assert "别人刚改了同一处" in text
    assert cells(text)["depart-0"] == "21:27"
    answer = client.submit(bench, f"{bench}/add-train", base=old[1], number="Y504", calls=LATE, stock="25G")
    text = page(client, answer.headers["Location"])
    assert "已经和您的改动合在一起" in text
    assert "Y504" in text


def test_versions_copies_files(client: StrictClient, bench: str) -> None:
    act(client, bench, "version", name="draft one")
    act(client, bench, "move", train="Y502", minutes="9", part="whole")
    number = re.search(r'name="number" value="(\d+)"', page(client, f"{bench}?dock=versions"))
    assert number
    text = act(client, bench, "restore", number=number[1])
    assert cells(text)["depart-0"] == "21:26"
    answer = client.submit(bench, f"{bench}/copy")
    assert answer.headers["Location"].split("?")[0] != bench
    content = client.get(f"{bench}/file").get_data()
    assert json.loads(content)["silverway_project"] == 1
    token = re.search(r'name="csrf_token" value="([^"]+)"', page(client, BENCH))
    assert token
    answer = client.post(f"{BENCH}/file", data={"csrf_token": token[1], "file": (BytesIO(content), "x.json")})
    assert answer.status_code == 303
    text = page(client, f"{answer.headers['Location']}?dock=versions")
    assert "draft one" in text
    assert cells(text)["depart-0"] == "21:26"


def test_what_a_drag_would_come_to_is_told_and_not_kept(client: StrictClient, bench: str) -> None:
    text = page(client, bench)
    base = re.search(r'name="base" value="(\d+)"', text)
    assert base
    answer = client.submit(bench, f"{bench}/try", base=base[1], train="Y502", minutes="3", part="whole")
    tried = answer.get_json()
    assert tried["before"] == 2
    assert tried["cells"][0] == ["", "21:29"]
    assert len(tried["conflicts"]) < 2
    assert cells(page(client, bench)) == cells(text)
    wrong = client.submit(bench, f"{bench}/try", base=base[1], train="Y502", minutes="-30", part="from", place="2")
    assert "开点会比到点早" in wrong.get_json()["wrong"]


def test_paths_are_found_shown_and_taken(client: StrictClient, bench: str) -> None:
    text = page(client, f"{bench}?dock=insert&wishes=%E5%A4%A7%E8%BF%9E@20:00-23:00%0A%E7%9B%98%E9%94%A6&stock=25G")
    found = len(re.findall(r'<tr id="ghost-\d+"', text))
    assert 1 <= found <= 5
    assert text.count('class="ghost g') >= 1
    taken = act(client, bench, "take", wishes="大连@20:00-23:00\n盘锦", stock="25G", path="1", number="Y504")
    assert "Y504" in taken
    assert "插入 Y504" in taken


def test_late_trains_are_put_in_order(client: StrictClient, bench: str) -> None:
    text = page(client, f"{bench}?dock=late&late=K580%2B25&at=22:00&horizon=120")
    assert "K580 次最多晚 25 分钟" in text
    assert "请写成" in page(client, f"{bench}?dock=late&late=K580")


def test_others_may_look_and_copy_but_not_change(app: Flask, bench: str) -> None:
    other = reader(app, "en")
    text = page(other, bench)
    assert "Y502" in text
    token = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert token
    form = {"csrf_token": token[1], "base": "3", "train": "Y502", "minutes": "3", "part": "whole"}
    assert other.post(f"{bench}/move", data=form).status_code == 403
    answer = other.post(f"{bench}/copy", data=form)
    assert 'name="minutes"' in page(other, answer.headers["Location"])


def test_bad_answers_are_told(client: StrictClient, bench: str) -> None:
    assert "已经有 Y502 次" in act(client, bench, "add-train", number="Y502", calls=LATE, stock="25G")
    assert "至少要写两行" in act(client, bench, "add-train", number="Y506", calls="大连", stock="25G")
    assert "看不懂" in act(client, bench, "conditions", possessions="大连")
    assert client.get(f"{BENCH}/nothing").status_code == 404
    assert client.submit(BENCH, BENCH, name=" ").status_code == 422
    for view in (
        "from=a&to=9",
        "from=0&to=99999",
        "kinds=&sent=1",
        "solo=1",
        "along=大连、沈阳",
        "along=月球",
        "low=2&high=1",
    ):
        page(client, f"{bench}?{view}")


def test_a_railway_that_is_brought_is_the_traffic(client: StrictClient) -> None:
    rows = ["车次,站名,到点,开点"]
    for number, begin_min in (("K1", 600), ("K3", 640)):
        for n, station in enumerate("甲乙丙丁"):
            at = begin_min + 15 * n
            clock = f"{at // 60:02d}:{at % 60:02d}"
            rows.append(f"{number},{station},{'' if n == 0 else clock},{'' if n == 3 else clock}")
    content = "\n".join(rows).encode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page(client, BENCH))
    assert token
    answer = client.post(f"{BENCH}/file", data={"csrf_token": token[1], "file": (BytesIO(content), "x.csv")})
    assert answer.status_code in (303, 422)
    answer = client.post(f"{BENCH}/file", data={"csrf_token": token[1], "file": (BytesIO(b"\x00\x01"), "x.bin")})
    assert answer.status_code == 422
    assert "能读的有" in text_of(read_strictly(answer.get_data(as_text=True)))


def test_a_conflict_out_of_sight_is_led_to(client: StrictClient, bench: str) -> None:
    text = page(client, f"{bench}?train=Y502&from=0&to=360")
    assert re.search(r'href="[^"]*from=1184&amp;to=1544[^"]*" data-in-place>22:44', text)
    assert "from=1184" not in page(client, bench)
    assert "大连@20:26-22:26\n盘锦" in page(client, f"{bench}?dock=insert")


def test_trains_move_together_and_possessions_by_an_end(client: StrictClient, bench: str) -> None:
    act(client, bench, "add-train", number="Y504", calls="沈阳 -- 10:00\n铁岭 10:50 --", stock="25G")
    address = f"{bench}?train=Y502&also=Y504"
    text = act(client, address, "move", train="Y502", minutes="4", part="whole", **{"with": "Y504"})
    assert cells(text)["depart-0"] == "21:30"
    assert cells(page(client, f"{bench}?train=Y504"))["depart-0"] == "10:04"
    assert cells(page(client, f"{act(client, bench, 'undo') and bench}?train=Y504"))["depart-0"] == "10:00"
    at = {"shut": "0", "dock": "possessions"}
    assert "新开-盘锦@01:50-04:30" in act(client, bench, "move-possession", **at, edge="begin", minutes="8")
    assert "新开-盘锦@01:40-04:20" in act(client, bench, "move-possession", **at, edge="", minutes="-10")
    assert "至少 1 分钟" in act(client, bench, "move-possession", **at, edge="end", minutes="-160")
    assert "请写移几分钟" in act(client, bench, "move-possession", shut="7", edge="end", minutes="1")


def test_a_published_train_is_told_about_and_copied(client: StrictClient, bench: str) -> None:
    text = page(client, f"{bench}?card=k580")
    assert 'id="h-card"' in text
    assert "抄成自己的车" in text
    assert "没有 K0 这趟车" in page(client, f"{bench}?card=K0")
    copied = act(client, bench, "copy-train", number="K580")
    assert 'data-pick="K580"' in copied
    assert "这里只排机车拉的车" in act(client, bench, "copy-train", number="C1101")
    assert "没有这趟公布的车" in act(client, bench, "copy-train", number="nothing")


def test_a_path_is_asked_for_by_two_stations_and_a_time(client: StrictClient, bench: str) -> None:
    asked = "dock=insert&pick-from=大连&pick-to=盘锦&pick-by=120"
    text = page(client, f"{bench}?{asked}&pick-at=2130")
    rows = re.findall(r'<tr id="ghost-\d">(.*?)</tr>', text, re.S)
    assert 1 <= len(rows) <= 5
    assert text.count('class="ghost g') == len(rows)
    assert 'name="wishes" value="大连@19:30-23:30\n盘锦"' in text
    taken = act(client, bench, "take", wishes="大连@19:30-23:30\n盘锦", stock="25G", path="1", number="Y510")
    assert 'data-pick="Y510"' in taken
    assert "写成" in page(client, f"{bench}?{asked}&pick-at=soon")


def with_train(client: StrictClient, calls: str = LATE) -> str:
    address = begin(client)
    act(client, address, "add-train", number="Y502", calls=calls)
    return address


def step(text: str) -> str:
    found = re.search(r'name="base" value="(\d+)"', text)
    assert found
    return found[1]


def test_delays_are_simulated_marked_and_a_minute_is_added_where_it_helps(client: StrictClient) -> None:
    address = with_train(client)
    asked = f"{address}?train=Y502&dock=robust"
    assert 'class="weak"' not in page(client, asked)
    number = step(page(client, asked))
    text = page(client, f"{asked}&robust={number}")
    assert 'class="weak"' in text
    assert "模拟了 2,000 次" in text
    rows = re.findall(r'name="(arrive-\d+)" value="(\+\d)"', text)
    assert rows
    before, (field, by) = cells(text), rows[0]
    seen = {"train": "Y502", "dock": "robust", "robust": number}
    after = act(client, f"{asked}&robust={number}", "cells", follow="1", **seen, **{field: by})
    assert cells(after)[field] != before[field]
    assert f"第 {number} 步的结果" in after
    assert cells(act(client, asked, "undo")) == before


def test_delays_of_a_train_whose_way_is_not_known_are_refused_in_words(client: StrictClient) -> None:
    address = with_train(client, "大连 -- 21:26\n世博园 23:50 --")
    text = page(client, f"{address}?train=Y502&dock=robust&robust={step(page(client, address))}")
    assert 'class="weak"' not in text
    assert re.search(r'<p role="status">[^<]+</p>', text)


@pytest.mark.parametrize("robust", ["0", "99999999", "x", "-1"])
def test_a_step_there_is_not_shows_no_delays_or_says_so(client: StrictClient, robust: str) -> None:
    answer = client.get(f"{with_train(client)}?train=Y502&dock=robust&robust={robust}")
    assert answer.status_code in (200, 404)
    assert 'class="weak"' not in answer.get_data(as_text=True)


def test_a_station_with_one_track_too_few_is_a_conflict_until_it_is_undone(client: StrictClient) -> None:
    address = with_train(client, LATE.replace("23:36 23:54", "23:36 23:59"))
    asked = f"{address}?train=Y502&dock=stations&station=熊岳城"
    text = page(client, asked)
    assert 'class="occupation"' in text
    assert "有几条股道没有公布" in text
    before = conflicts(text)
    full = act(client, asked, "assume", station="熊岳城", train="Y502", **{"fact-tracks": "0"})
    assert conflicts(full) == before + 1
    assert "股道不够" in full
    assert "改熊岳城的假定" in full
    wrong = act(client, asked, "assume", station="熊岳城", train="Y502", **{"fact-tracks": "many"})
    assert conflicts(wrong) == before + 1
    assert 'class="told refused"' in wrong
    assert conflicts(act(client, asked, "undo")) == before


def test_a_station_nobody_knows_is_not_assumed_of(client: StrictClient) -> None:
    address = with_train(client)
    answer = client.submit(address, f"{address}/assume", base=step(page(client, address)), station="月球")
    assert answer.status_code == 422


def test_versions_are_compared_and_drawn_over_each_other(client: StrictClient) -> None:
    address = with_train(client)
    act(client, address, "version", name="First")
    first = step(page(client, address))
    later = act(client, address, "move", train="Y502", minutes="7", part="whole")
    text = page(client, f"{address}/compare?train=Y502&n={first}&n={step(later)}")
    assert text.count('class="ghost g') == 2
    assert "First" in text
    assert "晚 7 分" in text
    only = page(client, f"{address}/compare?train=Y502&n={first}&n={step(later)}&only=1")
    assert "晚 7 分" in only
    assert len(only) < len(text)


@pytest.mark.parametrize("asked", ["", "?train=Y502", "?train=Y999&n=1&n=2", "?train=Y502&n=2&n=x&n=³"])
def test_too_few_versions_to_compare_lead_back_with_a_reason(client: StrictClient, asked: str) -> None:
    answer = client.get(f"{with_train(client)}/compare{asked}", follow_redirects=True)
    assert answer.status_code == 200
    assert "请勾两到四个版本" in answer.get_data(as_text=True)


def test_a_grid_of_paths_is_searched_and_one_is_taken(client: StrictClient) -> None:
    address = with_train(client)
    form = page(client, f"{address}/sweep?train=Y502")
    assert "大连 普兰店/1 瓦房店/3 熊岳城/18 大石桥/3 盘锦" in form
    fields = {"ways": "大连 盘锦\n大连 瓦房店/5 盘锦", "from": "2:00", "to": "3:00", "every": "20", "stock": "25G"}
    waits = client.submit(f"{address}/sweep", f"{address}/sweep", **fields)
    assert waits.status_code == 303, waits.get_data(as_text=True)[:2000]
    found = client.follow(waits.headers["Location"])
    assert found.status_code == 303
    text = page(client, found.headers["Location"])
    assert "试了 6 条" in text
    cells_ = re.findall(r'<td class="h\d"><a href="([^"]+)"[^>]*>(\d:\d\d)</a>', text)
    assert len(cells_) == 6
    link, journey = unescape(cells_[0][0]), cells_[0][1]
    assert journey in page(client, link)
    wishes = parse_qs(urlsplit(link).query)["wishes"][0]
    seen = {"dock": "insert", "train": "", "wishes": wishes, "stock": "25G", "path": "1", "number": "Y777"}
    assert 'data-pick="Y777"' in act(client, address, "take", **seen)
    again = re.search(r'href="([^"]+/sweep\?[^"]+)"', text)
    assert again
    assert "大连 瓦房店/5 盘锦" in page(client, unescape(again[1]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ways": "大连 月球"}, "第 1 行"),
        ({"ways": "大连"}, "第 1 行"),
        ({"ways": ""}, "走法写"),
        ({"from": "25:99"}, "时间请写成"),
        ({"from": "22:00", "to": "21:00"}, "最早和最晚"),
        ({"every": "5", "ways": "大连 盘锦\n" * 6}, "最多 3000 次"),
    ],
)
def test_a_grid_that_cannot_be_searched_is_refused_in_words(
    client: StrictClient, wrong: dict[str, str], words: str
) -> None:
    address = with_train(client)
    fields = {"ways": "大连 盘锦", "from": "0:00", "to": "24:00", "every": "10", "stock": ""} | wrong
    answer = client.submit(f"{address}/sweep", f"{address}/sweep", **fields)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
