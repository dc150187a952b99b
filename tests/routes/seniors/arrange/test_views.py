"""帮我安排: eight questions, any of them skipped, none forgotten; a wish that follows from the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from planner.catalog import is_holiday, month_climate
from planner.clock import today
from planner.facts import Facts
from planner.itinerary.inputs import mild_months
from planner.itinerary.metrics import day_effort
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Connection, Infeasible, Leg, Reason, TripRequest, Visit
from planner.jobs import Job
from planner.jobs.records import INFEASIBLE_JSON
from planner.people import profile
from planner.saved import TRIP_REQUEST_JSON
from planner.solving import SolveOptions
from planner.store import transaction
from routes.forms import ages_of
from routes.seniors.arrange.steps import ORDER
from routes.seniors.arrange.wish import Answers, Usual, answers_to, wish_of
from tests.support.calendar import SPRING
from tests.support.results import accepted
from tests.support.site import Shelf, StrictClient, read_strictly, text_of

NOW = date(2026, 11, 25)
SOONEST = date(2026, 12, 9)  # a fortnight later
USUAL = Usual("nostalgia", "沈阳")
ANSWERS: dict[str, dict[str, str]] = {
    "who": {"ages": "74、70"}, "walk": {"km": "2", "pace": "slow"}, "aid": {"aid": "none"},
    "see": {"themes": "youth", "decade": "1970"}, "when": {"days": "1", "month": "5"}, "from": {"home": "鞍山"},
    "budget": {"budget": "200"}, "avoid": {"kinds": "temple"},
}  # fmt: skip


def answer_all(client: StrictClient, answers: dict[str, dict[str, str]]) -> str:
    """Go through the questions in order; the address of the summary."""
    address = "/arrange/who"
    for step in ORDER:
        assert address == f"/arrange/{step}"
        address = client.submit(address, address, **answers.get(step, {"unsure": "1"})).location
    return address


def test_answers_are_reported_again_and_planned(client: StrictClient) -> None:
    assert answer_all(client, ANSWERS) == "/arrange/check"
    page = client.get("/arrange/check").get_data(as_text=True)
    for words in (
        "74 岁、70 岁",
        "两公里，绕公园两圈",
        "都不用",
        "青春",
        "1970 年代",
        "1 天",
        "从鞍山出发",
        "200 元",
        "寺观",
    ):
        assert words in page
    at = client.submit("/arrange/check", "/arrange/check").location
    answer = client.follow(at)
    assert answer.location.startswith("/arrange/plans/")
    assert "最合您心意的一个" in client.get(answer.location).get_data(as_text=True)


def test_nothing_need_be_known(client: StrictClient) -> None:
    answer_all(client, {})
    page = client.get("/arrange/check").get_data(as_text=True)
    assert page.count("没说") == 7  # all but what to avoid, which may simply be nothing
    assert client.submit("/arrange/check", "/arrange/check").status_code == 303


def test_who_knows_no_more_skips_the_rest_and_keeps_what_was_said(client: StrictClient) -> None:
    client.submit("/arrange/who", "/arrange/who", ages="74")
    assert client.submit("/arrange/walk", "/arrange/walk", rest="1").location == "/arrange/check"
    page = client.get("/arrange/check").get_data(as_text=True)
    assert "74 岁" in page
    assert page.count("没说") == 6


def test_back_and_change_lose_nothing(client: StrictClient) -> None:
    answer_all(client, ANSWERS)
    tree = read_strictly(client.get("/arrange/see").get_data(as_text=True))
    checked = {(e.get("name"), e.get("value")) for e in tree.iter("input") if e.get("checked") is not None}
    assert checked == {("themes", "youth"), ("decade", "1970")}
    back = client.submit("/arrange/when?then=check", "/arrange/when", then="check", days="3", month="6")
    assert back.location == "/arrange/check"
    page = client.get(back.location).get_data(as_text=True)
    assert "3 天" in page
    assert "74 岁、70 岁" in page
    assert client.submit("/arrange/check", "/arrange/again").location == "/arrange/who"
    fresh = read_strictly(client.get("/arrange/who").get_data(as_text=True))
    entered = [e for e in fresh.find(".//main").iter("input") if e.get("name") != "csrf_token"]
    assert not any("74" in e.get("value", "") for e in entered)


def test_young_years_are_offered_by_age(client: StrictClient) -> None:
    client.submit("/arrange/who", "/arrange/who", ages="74")
    page = client.get("/arrange/see").get_data(as_text=True)
    year = today().year - 74 + 20
    assert f"74 岁的那位，20 岁那年大约是 {year} 年" in page
    assert f"{year // 10 * 10} 年代" in page


def test_a_station_names_its_city(client: StrictClient) -> None:
    client.submit("/arrange/from", "/arrange/from", station="丹东站", come="下午2点半", leave="")
    page = client.get("/arrange/check").get_data(as_text=True)
    assert "在丹东站上下火车" in page
    assert "14:30 到站" in page


def test_a_theme_may_come_along(client: StrictClient) -> None:
    client.get("/arrange?theme=food")
    assert 'value="food" checked' in client.get("/arrange/see").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/arrange/nothing", "/arrange/plans/nothing"])
def test_what_is_not_asked_is_not_there(client: StrictClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_wish_follows_from_the_answers() -> None:
    answers = {
        "who": {"ages": "75 78", "people": "3"}, "walk": {"km": "1", "pace": "slow"}, "aid": {"aid": "wheelchair"},
        "see": {"themes": ["nature", "food"], "decade": "1960"}, "when": {"days": "3", "month": "5"},
        "from": {"home": "沈阳", "station": "沈阳北", "come": "上午10点一刻"},
        "budget": {"budget": "100"}, "avoid": {"kinds": ["zoo_aquarium"], "places": "太原街、中街"},
    }  # fmt: skip
    assert wish_of(answers, SOONEST, USUAL) == TripRequest(
        theme="nature", also=("food",), home="沈阳", days=3, profile="wheelchair", companions=("cane",), pace="slow",
        start=date(2027, 5, 4), ages=(75, 78), people=3, birth_year=1945, budget_fen=10_000,
        kinds_out=("zoo_aquarium",), bans=("太原街", "中街"), arrival=Connection("沈阳北", 615),
    )  # fmt: skip


def test_no_answers_are_a_wish_too() -> None:
    wish = wish_of({}, SOONEST, USUAL)
    assert (wish.theme, wish.home, wish.days, wish.profile, wish.people) == ("nostalgia", "沈阳", 2, "gentle", 1)
    assert wish.pace == "slow"
    assert wish.start - NOW >= timedelta(14)
    assert wish.start.weekday() == 1


def mild(facts: Facts) -> Usual:
    """What the site takes where nothing was answered."""
    months = mild_months(facts.catalog, facts.rules, "沈阳")
    return Usual("nostalgia", "沈阳", months, facts.rules.whole("quiet-days"))


def test_knowing_nothing_is_a_mild_and_gentle_trip_in_any_week(facts: Facts) -> None:
    """Asked in each of 52 weeks: warm days and no frost, no holiday, a fortnight ahead and within the year."""
    usual = mild(facts)
    for asked in (NOW + timedelta(weeks=week) for week in range(52)):
        soonest = asked + timedelta(14)
        wish = wish_of({step: {} for step in ORDER}, soonest, usual)
        climate = month_climate(facts.catalog, "沈阳", wish.start.month)
        assert climate is not None
        assert 18 <= climate.high_c <= 26
        assert climate.low_c > 5
        assert soonest <= wish.start < soonest + timedelta(366)
        assert (wish.profile, wish.pace, wish.days) == ("gentle", "slow", 2)
        assert not any(is_holiday(wish.start + timedelta(number)) for number in range(-4, wish.days + 4))


@pytest.mark.parametrize("asked", [date(2026, 11, 28), date(2027, 7, 10)])
def test_what_is_planned_for_those_who_know_nothing_is_gentle(facts: Facts, asked: date) -> None:
    wish = wish_of({}, asked + timedelta(14), mild(facts))
    trip = accepted(plan_trip(replace(facts, today=asked), wish, SolveOptions()))
    person = profile(facts.rules, wish.profile)
    for day in trip.days:
        assert day_effort(day, person).word != "tiring"
        assert all(item.end - item.start <= 150 for item in day.items if isinstance(item, Leg))
        visits = [item for item in day.items if isinstance(item, Visit)]
        assert all(visit.start >= 8 * 60 and visit.end <= 17 * 60 for visit in visits)


def test_a_month_that_was_said_is_not_made_milder(facts: Facts) -> None:
    assert wish_of({"when": {"days": "2", "month": "1"}}, SOONEST, mild(facts)).start == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("typed", "ages"),
    [("68、72", (68, 72)), ("68岁 72岁", (68, 72)), ("６８，７２", (68, 72)), ("68和72", (68, 72)), ("", ()),
     ("六十八", (68,)), ("68-72", None), ("1" * 50, None)],
)  # fmt: skip
def test_ages_are_read_as_people_write_them(typed: str, ages: tuple[int, ...] | None) -> None:
    assert ages_of(typed) == ages


@pytest.mark.parametrize(
    ("step", "typed", "field", "reported"),
    [
        ("who", {"ages": "150"}, "ages", "年龄要在 1 到 110 岁之间"),
        ("who", {"ages": "5"}, "ages", "要有一位大人一起去"),
        ("who", {"ages": "六十多"}, "ages", "年龄请写数字"),
        ("who", {"ages": "😀"}, "ages", "年龄请写数字"),
        ("who", {"ages": ""}, "ages", "还没有回答"),
        ("who", {"people": "0"}, "people", "人数请写 1 到 60"),
        ("who", {"people": "200"}, "people", "人数请写 1 到 60"),
        ("who", {"people": "<b>两</b>"}, "people", "人数请写 1 到 60"),
        ("who", {"ages": "70、71、72", "people": "2"}, "people", "写了 3 个年龄"),
        ("who", {"ages": "7" * 300}, "ages", "这里最多写 200 个字"),
        ("walk", {}, "km", "还没有回答"),
        ("walk", {"km": "100"}, "km", "请从下面选一个"),
        ("walk", {"km": "2", "pace": "racing"}, "pace", "请从下面选一个"),
        ("aid", {"aid": "rocket"}, "aid", "请从下面选一个"),
        ("see", {"themes": "sport"}, "themes", "请从下面选一个"),
        ("see", {"themes": "food", "decade": "1066"}, "decade", "请从下面选一个"),
        ("when", {"days": "99"}, "days", "请从下面选一个"),
        ("when", {"days": "3", "month": "13"}, "month", "请从下面选一个"),
        ("when", {"days": "3", "start": "明天"}, "start", "出发日期请选一天"),
        ("when", {"days": "3", "start": "2001-01-01"}, "start", "已经过去了"),
        ("when", {"days": "3", "month": "13", "start": SPRING}, "month", "请从下面选一个"),
        ("when", {"days": "3", "month": "12", "start": SPRING}, "month", "月份和出发的日子对不上"),
        ("from", {}, "home", "还没有回答"),
        ("from", {"home": "北京"}, "home", "请从下面选一个"),
        ("from", {"station": "月球"}, "station", "没有找到叫“月球”的车站"),
        ("from", {"station": "<script>alert(1)</script>"}, "station", "没有找到叫"),
        ("from", {"station": "😀"}, "station", "没有找到叫"),
        ("from", {"station": "站" * 500}, "station", "这里最多写 30 个字"),
        ("from", {"come": "10:15"}, "station", "还要写车站"),
        ("from", {"station": "沈阳北", "come": "吃过早饭"}, "come", "时间请写成"),
        ("from", {"station": "沈阳北", "come": "23:30"}, "come", "到达最晚写 22:30"),
        ("from", {"station": "沈阳北", "leave": "25点"}, "leave", "时间请写成"),
        ("from", {"station": "沈阳北", "leave": "05:00"}, "leave", "返程最早写 08:00"),
        ("budget", {"budget": "-5"}, "budget", "请从下面选一个"),
        ("avoid", {"kinds": "casino"}, "kinds", "请从下面选一个"),
        ("avoid", {"places": "月球"}, "places", "没找到“月球”这个地方"),
        ("avoid", {"places": "很" * 5000}, "places", "这里最多写 200 个字"),
    ],
)
def test_a_slip_is_reported_twice_and_kept(
    client: StrictClient, step: str, typed: dict[str, str], field: str, reported: str
) -> None:
    answer = client.submit(f"/arrange/{step}", f"/arrange/{step}", **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(reported) == 2  # at the top and beside the field
    tree = read_strictly(page)
    assert text_of(next(tree.iter("title"))).startswith("出错：")
    assert any(a.get("href") == f"#f-{field}" for a in tree.iter("a"))
    shown = {e.get("name"): e.get("value") or e.text for kind in ("input", "textarea") for e in tree.iter(kind)
             if e.get("type") in (None, "text")}  # fmt: skip
    for name, text in typed.items():
        if name in shown:
            assert (shown[name] or "") == text
    assert client.get(f"/arrange/{step}").status_code == 200  # what was wrong was not kept as an answer


def keep_job(shelf: Shelf, key: str, **values: Any) -> None:
    """A job for a day in 沈阳, as it stands."""
    wish = TripRequest("nostalgia", "沈阳", 1, "gentle", date.fromisoformat(SPRING))
    payload, now = TRIP_REQUEST_JSON.dump_json(wish).decode(), datetime.now(UTC)
    with transaction(shelf.settings.database_url) as session:
        session.add(Job(id=key, kind="trip", payload=payload, submitted_at=now, **values))


def test_a_remedy_is_taken_up_with_one_press(client: StrictClient, shelf: Shelf) -> None:
    conflict = INFEASIBLE_JSON.dump_json(Infeasible((Reason("together"), Reason("help_days", {"more": 1})))).decode()
    keep_job(shelf, "remedied", state="conflict", conflict_json=conflict)
    page = "/plan/progress/remedied?way=arrange"
    assert client.get(page).get_data(as_text=True).count("多加 1 天就能排下") == 1
    answer = client.submit(page, "/plan/progress/remedied/remedy?way=arrange")
    assert answer.status_code == 303
    assert "way=arrange" in answer.location
    with transaction(shelf.settings.database_url) as session:
        following = session.get(Job, answer.location.split("/")[-1].partition("?")[0])
        assert following is not None
        assert TRIP_REQUEST_JSON.validate_json(following.payload).days == 2


def test_any_of_several_remedies_is_taken_up(client: StrictClient, shelf: Shelf) -> None:
    helps = Reason("help_start", {"start": "2027-05-12"}), Reason("help_days", {"more": 2})
    keep_job(shelf, "several", state="conflict", conflict_json=INFEASIBLE_JSON.dump_json(Infeasible(helps)).decode())
    page, press = "/plan/progress/several", "/plan/progress/several/remedy"
    assert client.get(page).get_data(as_text=True).count("好，就这样排") == 2
    answer = client.submit(page, press, number="1")
    with transaction(shelf.settings.database_url) as session:
        following = session.get(Job, answer.location.split("/")[-1])
        assert following is not None
        assert TRIP_REQUEST_JSON.validate_json(following.payload).days == 3
    assert "/plan?" in client.submit(page, press, number="2").location


def test_the_answers_are_then_those_to_the_new_wish(client: StrictClient, shelf: Shelf) -> None:
    conflict = INFEASIBLE_JSON.dump_json(Infeasible((Reason("together"), Reason("help_days", {"more": 5})))).decode()
    keep_job(shelf, "longer", state="conflict", conflict_json=conflict)
    answer_all(client, ANSWERS)
    client.submit("/plan/progress/longer?way=arrange", "/plan/progress/longer/remedy?way=arrange")
    page = client.get("/arrange/check").get_data(as_text=True)
    assert "6 天" in page
    for words in ("74 岁、70 岁", "从鞍山出发", "200 元"):
        assert words in page
    tree = read_strictly(client.get("/arrange/when").get_data(as_text=True))  # six days are not among the usual ones
    assert {e.get("value") for e in tree.iter("input") if e.get("checked") is not None} == {"6"}
    assert client.submit("/arrange/when", "/arrange/when", days="6", month="5").status_code == 303


def test_a_strangers_remedy_leaves_no_answers(client: StrictClient, shelf: Shelf) -> None:
    conflict = INFEASIBLE_JSON.dump_json(Infeasible((Reason("together"), Reason("help_days", {"more": 1})))).decode()
    keep_job(shelf, "strange", state="conflict", conflict_json=conflict)
    client.submit("/plan/progress/strange?way=arrange", "/plan/progress/strange/remedy?way=arrange")
    assert client.get("/arrange/check").get_data(as_text=True).count("没说") == 7


SAID: Answers = {
    "who": {"ages": "75、78"}, "walk": {"km": "2", "pace": "slow"}, "aid": {"aid": "wheelchair"}, "see": {},
    "when": {"days": "3", "month": "5"}, "budget": {"budget": "100"},
    "from": {"home": "沈阳", "station": "沈阳北", "come": "10:00", "leave": "17:00"}, "avoid": {"kinds": ["temple"]},
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"days": 6}, {"start": date(2027, 5, 6)}, {"start": date(2027, 6, 1)}, {"budget_fen": None}, {"kinds_out": ()},
        {"companions": ()}, {"pace": "normal"}, {"arrival": None}, {"departure": None},
        {"arrival": Connection("沈阳北", 540)}, {"departure": Connection("沈阳北", 1080)},
    ],
)  # fmt: skip
def test_answers_changed_by_a_remedy_are_those_to_its_wish(change: dict[str, Any]) -> None:
    before = wish_of(SAID, SOONEST, USUAL)
    after = replace(before, **change)
    assert wish_of(answers_to(SAID, before, after), SOONEST, USUAL) == after


@pytest.mark.parametrize(
    ("aid", "km", "profile", "walks"),
    [("stick", "2", "gentle", "gentle"), ("none", "2", "steady", "steady"), ("wheelchair", "4", "cane", "cane"),
     ("wheelchair", "2", "steady", "gentle")],
)  # fmt: skip
def test_walking_farther_is_reported_by_the_one_who_walks_least(aid: str, km: str, profile: str, walks: str) -> None:
    answers = {**SAID, "walk": {"km": km}, "aid": {"aid": aid}}
    before = wish_of(answers, SOONEST, USUAL)
    changed = wish_of(answers_to(answers, before, replace(before, profile=profile)), SOONEST, USUAL)
    assert changed == replace(before, profile=walks, companions=())


def test_a_day_to_set_out_is_kept_until_it_is_deleted(client: StrictClient) -> None:
    day = date.fromisoformat(SPRING)
    client.submit("/arrange/when", "/arrange/when", days="3", start=SPRING)
    assert f'value="{SPRING}"' in client.get("/arrange/when").get_data(as_text=True)
    assert f"{day.year}年{day.month}月{day.day}日" in client.get("/arrange/check").get_data(as_text=True)
    client.submit("/arrange/when", "/arrange/when", days="3", month="6", start="")
    assert SPRING not in client.get("/arrange/when").get_data(as_text=True)


def test_going_back_keeps_what_holds(client: StrictClient) -> None:
    back = client.submit("/arrange/walk", "/arrange/walk", km="4", back="1")
    assert back.location == "/arrange/who"
    assert 'value="4" checked' in client.get("/arrange/walk").get_data(as_text=True)
    slip = client.submit("/arrange/from", "/arrange/from", station="月球", back="1")
    assert slip.location == "/arrange/when"
    assert "月球" not in client.get("/arrange/from").get_data(as_text=True)


def test_progress_tells_what_is_found(client: StrictClient, shelf: Shelf) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)  # another process is at it for as long as the test needs
    keep_job(shelf, "halfway", state="running", runner="elsewhere", seen_at=tomorrow, step="choose", found=3,
             worth=95.0, bound=100.0)  # fmt: skip
    page = client.get("/plan/progress/halfway?way=arrange").get_data(as_text=True)
    assert "已经找到 3 个走得通的方案。还在找更好的" in page
    assert "已经找到 3 个" in client.get("/plan/progress/halfway.json?way=arrange").get_json()["words"]
    stopped = client.submit("/plan/progress/halfway?way=arrange", "/plan/progress/halfway/cancel?way=arrange")
    assert stopped.location == "/arrange/check"


@pytest.mark.parametrize(
    ("language", "reported"),
    [
        ("zh", ("从本溪出发，这几天排不出行程", "改在 2027年5月6日 星期四 出发就能排下")),
        ("en", ("Benxi", "Thursday, 6 May 2027")),
    ],
)
def test_why_not_is_reported_in_the_readers_words(
    client: StrictClient, english_client: StrictClient, shelf: Shelf, language: str, reported: tuple[str, str]
) -> None:
    reasons = (Reason("no_way", {"city": "本溪"}), Reason("wish_arrival", {"station": "沈阳北"}),
               Reason("help_start", {"start": "2027-05-06"}))  # fmt: skip
    why = INFEASIBLE_JSON.dump_json(Infeasible(reasons)).decode()
    keep_job(shelf, f"why-{language}", state="conflict", conflict_json=why)
    page = {"zh": client, "en": english_client}[language].get(f"/plan/progress/why-{language}").get_data(as_text=True)
    for words in reported:
        assert words in page
