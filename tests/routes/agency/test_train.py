"""A published train taken for a departure: berths in the costs, days on the quote, changes told and taken over."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.accounts import change_office, load_office, make_token
from planner.product import load_published
from planner.settings import Settings
from planner.store import transaction
from tests.support.api import Program
from tests.support.departures import Departure
from tests.support.operators import become, logged_in
from tests.support.published import AGENCY, BUREAU, DAYS, moved, published
from tests.support.site import StrictClient, reader


@pytest.fixture
def train(own: Settings) -> str:
    with transaction(own.database_url) as session:
        become(session, "li", "planner", AGENCY)
        become(session, "guest", "viewer", AGENCY)
    return published(own)[2]


@pytest.fixture
def project(own: Settings, train: str) -> str:
    with transaction(own.database_url) as session:
        return load_published(session, train).project


@pytest.fixture
def li(desk: Flask, train: str) -> StrictClient:  # noqa: ARG001  # with it comes the member
    return logged_in(desk, "li")


@pytest.fixture
def departure(li: StrictClient, train: str) -> Departure:
    berths = {"berths-lower": "30个", "berths-upper": "20"}
    made = li.submit("/agency/trains", f"/agency/trains/{train}", day=DAYS[0].isoformat(), **berths)
    assert made.status_code == 303, made.get_data(as_text=True)
    return Departure(li, str(made.location).removesuffix("/train"))


def test_trains_are_offered_to_whoever_is_logged_in_and_taken_by_who_may_change(
    desk: Flask, li: StrictClient, train: str
) -> None:
    page = li.get("/agency/trains").get_data(as_text=True)
    for words in (
        "红海滩慢游专列",
        BUREAU,
        "1,280 元",
        "走得慢、坐轮椅的客人：坐车看红海滩",
        "盘锦：上午 8:00 到，下午 4:30 开",
    ):
        assert words in page
    assert "berths-lower" not in logged_in(desk, "guest").get("/agency/trains").get_data(as_text=True)
    for sent, told in (
        ({"berths-lower": "41"}, "只剩 40 个"), ({"day": "x", "berths-lower": "1"}, "请选一个开车的日子"),
        ({"berths-lower": "几个"}, "铺位数请写整数"), ({}, "请写要多少铺位"),
    ):  # fmt: skip
        answer = li.submit("/agency/trains", f"/agency/trains/{train}", **({"day": DAYS[0].isoformat()} | sent))
        assert (answer.status_code, told in answer.get_data(as_text=True)) == (422, True), told
    assert "红海滩慢游专列" not in li.get("/agency/").get_data(as_text=True)  # nothing was made


def test_agencies_read_what_is_published_and_never_the_project(li: StrictClient, project: str) -> None:
    for page in ("", "/publish?train=Y501", "/requests.pdf?train=Y501", "/file"):
        assert li.get(f"/rail/workbench/{project}{page}").status_code == 404, page


def test_berths_stand_in_the_costs_with_who_published_them_and_when(departure: Departure) -> None:
    page = departure.page("cost")
    assert re.search(rf"{BUREAU} \d{{4}}-\d\d-\d\d 公布", page)
    assert "30 个铺位" in page
    assert "38,400.00" in page
    assert "19,600.00" in page
    assert 'name="cost.berth.lower.fen"' not in page
    for step in ("train", "group", "price", "quote", "sale", "bookings", "berths", "seats", "duties", "tour"):
        assert "盘锦" in departure.page(step) or step != "train"
    assert departure.client.get(f"{departure.address}/trip").status_code == 302


def test_a_quote_has_the_stops_and_what_both_groups_do_ashore(departure: Departure, own: Settings) -> None:
    assert departure.save("train", **{"ashore.盘锦.gentle": "轮椅车看滩", "group.people": "46"}).status_code == 303
    priced_and_quoted(departure)
    link = re.search(r'href="(/agency/quotes/[^"]+)"', departure.page("quote"))
    assert link
    page = departure.client.get(link[1]).get_data(as_text=True)
    for words in ("盘锦：上午 8:00 到，下午 4:30 开", "走得稳的客人：走红海滩栈道", "轮椅车看滩", "列车铺位"):
        assert words in page
    assert "坐车看红海滩" not in page
    assert "不超过" not in page  # nothing is promised of stretches that nobody planned
    assert departure.client.get(f"{link[1]}/paper.pdf").data.startswith(b"%PDF")
    moved(own, 30)
    assert "盘锦：上午 8:00 到，改成上午 8:30 到" in departure.client.get(link[1]).get_data(as_text=True)


def priced_and_quoted(departure: Departure) -> None:
    keys = re.findall(r'name="cost\.([^"]+)\.fen"', departure.page("cost"))
    assert departure.save("cost", **{f"cost.{key}.fen": "100" for key in keys}).status_code == 303
    own = {"quote.agency": AGENCY, "quote.licence": "L-1", "quote.phone": "024-22896699"}
    assert departure.save("quote", **own).status_code == 303
    answer = departure.save("quote", freeze="1")
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_a_moved_call_is_told_before_and_after_and_counts_when_taken_over(departure: Departure, own: Settings) -> None:
    moved(own, 30)
    assert "铁路改了时刻" in departure.client.get("/agency/").get_data(as_text=True)
    assert "铁路改了这趟车" in departure.page("cost")
    page = departure.page("train")
    assert "第 2 天 盘锦：上午 8:00 到，改成上午 8:30 到" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    where = f"{departure.address}/train-berths"
    assert (
        departure.client.submit(f"{departure.address}/train", where, act="over", version=version[1]).status_code == 303
    )
    after = departure.page("train")
    assert "铁路改了这趟车" not in after
    assert "上午 8:30 到" in after


def test_guests_read_the_stops_ask_for_berths_and_are_told_what_moves(
    departure: Departure, desk: Flask, own: Settings
) -> None:
    with transaction(own.database_url) as session:
        change_office(session, load_office(session, AGENCY), AGENCY, "L-1", "024-22896699")
    priced_and_quoted(departure)
    sale = {"sale.least": "2", "sale.most": "50", "sale.override": "上岸的车已签合同"}
    assert departure.save("sale", **sale).status_code == 303
    assert departure.save("sale", publish="1").status_code == 303
    guest, li = reader(desk, "zh"), departure.client
    place = re.search(r'href="(/departures/[^"]+)"', guest.get("/departures").get_data(as_text=True))
    assert place
    page = guest.get(place[1]).get_data(as_text=True)
    for words in ("盘锦：上午 8:00 到，下午 4:30 开", "走得慢、坐轮椅的客人：坐车看红海滩", "还有 50 个位子"):
        assert words in page
    assert "时间改了" not in page
    asked = [enquire(guest, place[1], "王奶奶", "2", "lower"), enquire(guest, place[1], "李爷爷", "40", "any")]
    asked.append(enquire(guest, place[1], "赵姐", "9", "lower"))
    for thanks in asked:
        li.submit("/agency/enquiries", "/agency/departures", enquiry=thanks.rpartition("/")[2])
    bookings = departure.page("bookings")
    assert "下铺 2" in bookings
    assert "下铺 28，上铺 12" in bookings
    assert "候补" in bookings[bookings.index("赵姐") - 600 :]  # nine lower berths are not left
    moved(own, 30)
    for address in (place[1], asked[0]):
        page = guest.get(address).get_data(as_text=True)
        assert "第 2 天 盘锦：上午 8:00 到，改成上午 8:30 到" in page
        assert "旅行社正在核对" in page
    where = f"{departure.address}/train-berths"
    assert "您好，“红海滩慢游专列”的火车时间改了。" in departure.page("train")
    li.submit(f"{departure.address}/train", where, act="over", version="2")
    assert "订了以后改过的" in departure.page("train")
    page = guest.get(place[1]).get_data(as_text=True)
    assert "已经照新的时间走" in page
    assert "盘锦：上午 8:30 到，下午 4:30 开" in page


def enquire(guest: StrictClient, place: str, name: str, people: str, berths: str) -> str:
    form = {"name": name, "phone": "13800001234", "people": people, "preferred": "", "agree": "yes", "rooms": berths}
    answer = guest.submit(f"{place}/enquiry", f"{place}/enquiry", key=name.ljust(43, "x"), **form)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def test_berths_can_be_more_or_fewer_as_far_as_there_are(departure: Departure) -> None:
    page, where = f"{departure.address}/train", f"{departure.address}/train-berths"
    departure.client.submit(page, where, act="berths", **{"berths-lower": "41", "berths-upper": "20"})
    assert "只剩 40 个" in departure.page("train")
    departure.client.submit(page, where, act="berths", **{"berths-lower": "40", "berths-upper": "20"})
    assert "40 个铺位" in departure.page("cost")
    assert departure.save("sale", **{"sale.quota_lower": "41"}).status_code == 303
    assert "只订了 40 个" in departure.page("sale")


def test_another_date_is_taken_from_the_railway_not_copied(departure: Departure) -> None:
    answer = departure.client.submit(
        f"{departure.address}/sale", f"{departure.address}/dates", start=DAYS[1].isoformat()
    )
    assert answer.status_code == 422
    assert "另订铺位" in answer.get_data(as_text=True)


def test_the_manifest_has_berths_and_seats(departure: Departure) -> None:
    people = [("王奶奶", "78"), ("李爷爷", "80"), ("张姐", "66")]
    for number, (name, age) in enumerate(people, 1):
        form = {"name": name, "age": age, "role": "guest"}
        client, page = departure.client, f"{departure.address}/group"
        assert client.submit(page, f"{departure.address}/group/people/p{number}", **form).status_code == 303
    assert departure.save("berths", **{"berths.cars": "7 11", "allocate": "1"}).status_code == 422
    assert departure.save("berths", **{"berths.cars": "7 11 3", "allocate": "1"}).status_code == 303
    page = departure.page("berths")
    assert "没有问题" in page
    assert len(re.findall(r"7 车 \d+ 室 [AB] 下铺</td>", page)) >= 2
    assert departure.save("seats", **{"seats.coaches": "33", "allocate": "1"}).status_code == 303
    table = departure.client.get(f"{departure.address}/papers/manifest.csv").get_data(as_text=True)
    header, *rows = (line.split(",") for line in table.lstrip("\ufeff").splitlines())
    berth, seat = header.index("铺位"), header.index("座位")
    assert all("车" in row[berth] and row[seat] for row in rows)
    assert len(rows) == 3
    moved_to = re.search(r'<option value="([^"]+)">7 车 11 室 A 上铺', page)
    assert moved_to
    departure.save("berths", who="p3", berth=moved_to[1])
    assert "过了六十，排在上铺" in departure.page("berths")


def test_another_program_reads_published_trains_and_what_was_taken(
    departure: Departure, desk: Flask, own: Settings
) -> None:
    with transaction(own.database_url) as session:
        office = load_office(session, AGENCY).id
        token = make_token(session, office, "测试", ("departures:read",), 1, "li")[1]
    moved(own, 30)
    program = Program(desk, token)
    (found,) = program.ask("GET", "/published-trains").get_json()["items"]
    assert (found["office"], found["version"], found["train"]["berths"][0]["fen"]) == (BUREAU, 2, 128_000)
    assert found["left"][DAYS[0].isoformat()] == {"lower": 10, "upper": 20}
    taken = program.ask("GET", departure.address.removeprefix("/agency")).get_json()["train"]
    assert (taken["version"], taken["newest"], taken["berths"]) == (1, 2, {"lower": 30, "upper": 20})


def test_everything_is_there_in_english(departure: Departure, desk: Flask, own: Settings, project: str) -> None:
    assert departure.save("train", title="Red Beach").status_code == 303
    priced_and_quoted(departure)
    moved(own, 30)
    li = logged_in(desk, "li", "en")
    steps = ("train", "cost", "quote", "sale", "berths", "tour")
    for page in ("/agency/trains", *(f"{departure.address}/{step}" for step in steps)):
        assert li.get(page).status_code == 200, page
    paper = li.get(f"{departure.address}/papers/guide.pdf")
    assert paper.data.startswith(b"%PDF")
    zhou = logged_in(desk, "zhou", "en")
    assert "Published: version 2" in zhou.get(f"/rail/workbench/{project}/publish?train=Y501").get_data(as_text=True)
    assert zhou.get("/agency/trains").status_code == 200
