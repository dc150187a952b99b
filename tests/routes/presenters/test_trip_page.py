"""What is shown around a trip's days: numbers, reasons, effort, weather, gates, hospitals, and the buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from planner.catalog import Catalog, MonthClimate
from planner.itinerary.metrics import admissions
from planner.itinerary.types import Itinerary, Spot, Visit
from planner.people import profile
from planner.rules import RulePack
from routes.presenters.admission import gate_lines, gate_rows
from routes.presenters.trip_days import effort_words, visit_lines
from routes.presenters.trip_page import near_hospitals, trip_texts
from routes.presenters.weather import clothes, degrees, weather_lines
from tests.support.results import HOTEL, make_itinerary, make_request
from tests.support.site import Shelf, StrictClient, read_strictly, text_of
from tests.support.words import speaking


@contextmanager
def reading(app: Flask, language: str = "zh") -> Iterator[None]:
    """Inside, the site speaks that language."""
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        yield


def trip_to(catalog: Catalog, *ids: str, start: date = date(2027, 10, 12), ages: tuple[int, ...] = ()) -> Itinerary:
    """One day for each place."""
    trip = make_itinerary(make_request(days=len(ids), start=start, ages=ages))
    days = []
    for day, key in zip(trip.days, ids, strict=True):
        place = catalog.places[key]
        spot = Spot("place", key, place.name, place.name_en, place.lat, place.lon)
        items = tuple(replace(item, place=spot) if isinstance(item, Visit) else item for item in day.items)
        days.append(replace(day, items=items))
    return replace(trip, days=tuple(days))


def test_weather_is_reported_by_month_with_what_to_wear(app: Flask, catalog: Catalog) -> None:
    with reading(app):
        lines = weather_lines(catalog, trip_to(catalog, "shenyang-imperial-palace", "beiling-park"))
    assert lines == (
        "10月的沈阳，白天 16 度左右，夜里 4 度左右。",
        "带一件厚外套，里面多穿一层。",
        "这是往年的平均。临走再看看天气预报。",
    )


def test_what_a_near_city_is_like_is_called_an_estimate(app: Flask, catalog: Catalog) -> None:
    with reading(app):
        alone = weather_lines(catalog, trip_to(catalog, "benxi-water-cave"))
        beside = weather_lines(catalog, trip_to(catalog, "beiling-park", "benxi-water-cave"))
        unknown = weather_lines(catalog, trip_to(catalog, "yalu-park"))
    assert alone[0] == "10月的本溪没查到，按 63 公里外的沈阳估计：白天 16 度左右，夜里 4 度左右。"
    assert beside[1] == "本溪没查到，估计和 63 公里外的沈阳差不多。"
    assert unknown == ("丹东冷热没查到。", "在室外待多久，暂按最近的大长山岛估计。")


def test_weather_in_english(app: Flask, catalog: Catalog) -> None:
    with reading(app, "en"):
        lines = weather_lines(catalog, trip_to(catalog, "beiling-park", start=date(2027, 1, 12)))
    assert lines[0] == "Shenyang in January: about −5 °C by day, about −16 °C by night."


@pytest.mark.parametrize(
    ("high", "low", "words"),
    [
        (29, 20, "穿薄衣服，带一件长袖。中午热，带遮阳帽和水。"),
        (23, 12, "带一件外套，早晚凉。"),
        (7, -4, "穿厚棉衣，戴帽子和手套。"),
        (-5, -16, "穿羽绒服和棉鞋，戴帽子和手套。鞋底要防滑。"),
    ],
)
def test_clothes_for_the_coldest_night_and_the_hottest_day(high: int, low: int, words: str) -> None:
    with speaking("zh"):
        assert "".join(clothes([MonthClimate("沈阳", 1, high, low, "沈阳", 0, "")])) == words


def test_degrees_below_zero_are_said_as_people_say_them() -> None:
    with speaking("zh"):
        assert [degrees(c) for c in (5, 0, -5)] == ["5 度", "0 度", "零下 5 度"]


def test_a_visit_tells_how_often_one_can_sit_only_where_seats_are_known(catalog: Catalog) -> None:
    visit = make_itinerary().days[0].visits[0]
    seats, none = catalog.places["qingnian-park"], catalog.places["beiling-park"]
    with speaking("zh"):
        assert "约走 900 米，中间可以坐 3 次。" in visit_lines(replace(visit, sits=3), seats)[0]
        assert "约走 900 米，留了坐下歇 3 次的时间。" in visit_lines(replace(visit, sits=3), none)[0]
        assert "约走 900 米。约爬高 5 米。" in visit_lines(visit, none)[0]
        assert visit_lines(replace(visit, toilets=1, pauses=0))[1] == "留了上 1 次厕所的时间。"


def test_gates_tell_price_document_and_whom_to_ask(app: Flask, catalog: Catalog) -> None:
    ids = ("shenyang-imperial-palace", "dalian-forest-zoo", "baiyushan", "labor-park-dalian", "tiexi-workers-village")
    reported = admissions(catalog, trip_to(catalog, *ids, ages=(68, 72)))
    with reading(app):
        palace, zoo, hill = ("".join(gate_lines(one, (68, 72))) for one in reported[:3])
        rows = dict(gate_rows(reported, (68, 72)))
    assert palace == "门票：68 岁 25 元；72 岁 免费。要带：身份证。"
    assert zoo.startswith(
        "票价没查到。大连森林动物园：60至69岁半价。大连森林动物园：70岁以上免费。要带：身份证。不清楚的，"
    )
    assert "老年票价没查到" in hill
    assert rows["大连劳动公园"] == "不要门票。"
    assert rows["铁西工人村生活馆"] == "不要门票。要带：身份证。"


def test_a_day_with_the_same_hospital_is_reported_once(catalog: Catalog) -> None:
    near = near_hospitals(catalog, trip_to(catalog, "beiling-park", "xinle-site", "labor-park-dalian"))
    assert [one.days for one in near] == [(1, 2), (3,)]  # two nights at the same hotel, then on the way
    assert near[0].spot == HOTEL
    assert near[1].spot.id == "labor-park-dalian"


def test_numbers_follow_the_trip(app: Flask, catalog: Catalog, rules: RulePack) -> None:
    trip = trip_to(catalog, "beiling-park", "labor-park-dalian")
    with reading(app):
        reported = trip_texts(catalog, trip, profile(rules, "gentle"))
        assert "离一天的上限还有 1,100 米" in effort_words(reported.efforts[0])
    assert reported.numbers == {"beiling-park": 1, "labor-park-dalian": 2}
    assert reported.why["beiling-park"].startswith("1978年的北陵，松树底下有小伙子弹吉他")
    assert [who for who, _cost in reported.costs] == ["60 岁以下", "60 到 64 岁", "65 到 69 岁", "70 岁以上"]


def test_the_page_shows_it_all(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    page = client.get(f"/trips/{shelf.trip}").get_data(as_text=True)
    visits = [visit for day in itinerary.days for visit in day.visits]
    for number, visit in enumerate(visits, 1):
        assert f'id="visit-{number}"' in page
        assert re.search(rf"data-sign>{number}</span>\s*<span><span data-name>{re.escape(visit.place.name)}<", page)
    assert page.count("为什么来：") == len(visits)
    assert page.count('class="effort-bar"') == len(itinerary.days)
    for words in ("5月的大连，白天 20 度左右", "累不累", "万一不舒服", 'href="tel:120"', "老年人权益保障法》2018年"):
        assert words in page


def test_the_buttons_stand_together_at_the_top_and_at_the_end(client: StrictClient, shelf: Shelf) -> None:
    tree = read_strictly(client.get(f"/trips/{shelf.trip}").get_data(as_text=True))
    boxes = [box for box in tree.iter("div") if (box.get("class") or "").startswith("actions")]
    wanted = ["大声读给我听", "打印大字版", "发给家人", "加入日历", "换一个方案", "轻松一点", "想报名"]
    for box in boxes[:2]:
        assert [text_of(each) for each in box.iter() if each.tag in ("a", "button")] == wanted


def test_swapping_and_dropping_are_one_tap_each(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    tree = read_strictly(client.get(f"/trips/{shelf.trip}").get_data(as_text=True))
    hidden = {id(button) for details in tree.iter("details") for button in details.iter("button")}
    seen = [b.get("value") for b in tree.iter("button") if b.get("name") == "kind" and id(b) not in hidden]
    visits = sum(len(day.visits) for day in itinerary.days)
    assert (seen.count("swap"), seen.count("drop")) == (visits, visits)


def test_the_way_back_after_a_change_is_among_the_buttons(client: StrictClient, shelf: Shelf) -> None:
    tree = read_strictly(client.get(f"/trips/{shelf.changed}").get_data(as_text=True))
    undo = [a for a in tree.iter("a") if a.get("href") == f"/trips/{shelf.trip}" and "回到原来的" in text_of(a)]
    assert len(undo) == 3  # shown with the change, and in both boxes
