"""What is shown around a trip's days: numbers, reasons, effort, weather, gates, hospitals, and the buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from planner.catalog import Catalog, MonthClimate
from planner.itinerary.metrics import Admission, TicketCost, admissions
from planner.itinerary.types import Change, Difference, Edit, Itinerary, Spot, Visit
from planner.people import profile
from planner.rules import RulePack
from planner.saved import save_itinerary
from planner.store import transaction
from routes.presenters.admission import cost_rows, free_lines, gate_lines, gate_rows, paid_together
from routes.presenters.cards.visit_card import visit_card
from routes.presenters.cards.wishes import wish_words
from routes.presenters.trip_page import near_hospitals, trip_texts
from routes.presenters.weather import clothes, degrees, weather_lines
from tests.support.pages import MORE, TRIP_PAGES
from tests.support.results import HOTEL, make_itinerary, make_request
from tests.support.site import Shelf, StrictClient, read_strictly, text_of, whole_trip
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
    assert unknown == ("丹东那几天多冷多热，我们还没查到。", "在室外待多久，先照最近的大长山岛估。")


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


def test_a_visit_tells_how_often_one_can_sit_only_where_seats_are_known(app: Flask, catalog: Catalog) -> None:
    visit = make_itinerary().days[0].visits[0]
    with reading(app):
        for key, words in (("qingnian-park", "中间能坐下歇三回。"), ("beiling-park", "留了歇三回的工夫。")):
            place = catalog.places[key]
            spot = Spot("place", key, place.name, place.name_en, place.lat, place.lon)
            card = visit_card(replace(visit, place=spot, sits=3, pauses=0, toilets=1), catalog, date(2027, 5, 4))
            assert card.facts[0] == f"里头走两里地。{words}也留了上厕所的工夫。"


def test_gates_tell_price_document_and_whom_to_ask(app: Flask, catalog: Catalog) -> None:
    ids = ("shenyang-imperial-palace", "dalian-forest-zoo", "baiyushan", "labor-park-dalian", "tiexi-workers-village")
    reported = admissions(catalog, trip_to(catalog, *ids, ages=(68, 72)))
    with reading(app):
        palace, zoo, hill = ("".join(gate_lines(one, (68, 72))) for one in reported[:3])
        rows, free = dict(gate_rows(reported, (68, 72))), free_lines(reported)
    assert palace == "门票：68 岁 25 元；72 岁 免费。要带：身份证。"
    assert zoo.startswith("票价还没问到。大连森林动物园：60至69岁半价。大连森林动物园：70岁以上免费。要带：身份证。")
    assert "老人多少钱还没问到" in hill
    assert "大连劳动公园" not in rows
    assert free == ["大连劳动公园不要门票。", "铁西工人村生活馆不要门票。要带：身份证。"]


def test_what_is_known_alike_is_told_once(app: Flask, catalog: Catalog) -> None:
    unpriced = replace(catalog.places["labor-park-dalian"], ticket_fen=None, phone=None)
    gates = [Admission(replace(unpriced, id=key), "unknown", None, None, ()) for key in ("one", "other")]
    alone = Admission(replace(unpriced, id="third", phone="0411-82689356"), "unknown", None, None, ())
    with reading(app):
        assert [len(some) for some in paid_together((*gates, alone), ())] == [2, 1]
        sums = [("甲", TicketCost("full", 3000, ("one",), ())), ("乙", TicketCost("65", 0, ("one",), ()))]
        assert cost_rows([*sums, ("丙", TicketCost("70", 0, (), ()))]) == [
            ("甲", "至少 30 元"),
            ("乙", "还没问到"),
            ("丙", "免费"),
        ]


def test_each_number_stands_once_among_whom_to_call(client: StrictClient, shelf: Shelf) -> None:
    tree = read_strictly(client.get(f"/trips/{shelf.trip}/call").get_data(as_text=True))
    (main,) = tree.iter("main")
    numbers = [a.get("href") for a in main.iter("a") if (a.get("href") or "").startswith("tel:")]
    assert {"tel:120", "tel:95128", "tel:96110", "tel:12306", "tel:12345"} <= set(numbers)
    known = [number for number in numbers if number != "tel:"]
    assert len(known) == len(set(known))


def test_a_day_with_the_same_hospital_is_reported_once(catalog: Catalog) -> None:
    near = near_hospitals(catalog, trip_to(catalog, "beiling-park", "xinle-site", "labor-park-dalian"))
    assert [one.days for one in near] == [(1, 2), (3,)]  # two nights at the same hotel, then on the way
    assert near[0].spot == HOTEL
    assert near[1].spot.id == "labor-park-dalian"


def test_numbers_follow_the_trip(app: Flask, catalog: Catalog, rules: RulePack) -> None:
    trip = trip_to(catalog, "beiling-park", "labor-park-dalian")
    with reading(app):
        reported = trip_texts(catalog, trip, profile(rules, "gentle"))
        assert reported.efforts[0].left_m == 1100
    assert reported.numbers == {"beiling-park": 1, "labor-park-dalian": 2}
    assert reported.why["beiling-park"].startswith("1978年的北陵，松树底下有小伙子弹吉他")
    assert [who for who, _cost in reported.costs] == ["60 岁以下", "60 到 64 岁", "65 到 69 岁", "70 岁以上"]


def test_the_pages_show_it_all(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    page = whole_trip(client, shelf.trip)
    visits = [visit for day in itinerary.days for visit in day.visits]
    for number, visit in enumerate(visits, 1):
        assert f'id="v-{visit.place.id}"' in page
        assert re.search(rf"data-sign>{number}</span>\s*<span><span data-name>{re.escape(visit.place.name)}<", page)
    for words in ("5月的大连，白天 20 度左右", "三格里占", 'href="tel:120"', "老年人权益保障法》2018年"):
        assert words in page


def test_what_is_wanted_less_often_has_pages_of_its_own(client: StrictClient, shelf: Shelf) -> None:
    tree = read_strictly(client.get(f"/trips/{shelf.trip}/more").get_data(as_text=True))
    linked = {a.get("href") for a in tree.iter("a")}
    for name in (*(f"more/{one}" for one in MORE), "family", "enquiry", "now", "call"):
        assert f"/trips/{shelf.trip}/{name}" in linked
    assert client.get(f"/trips/{shelf.trip}/more/nothing").status_code == 404


def test_every_page_has_the_same_four_at_the_bottom(client: StrictClient, shelf: Shelf) -> None:
    for page in TRIP_PAGES:
        tree = read_strictly(client.get(f"/trips/{shelf.trip}{page}").get_data(as_text=True))
        (bar,) = (nav for nav in tree.iter("nav") if (nav.get("class") or "").startswith("trip-bar"))
        assert [text_of(a) for a in bar.iter("a")] == ["今天", "打电话", "给司机看", "念给我听"]


def test_a_page_has_one_filled_button_at_most(client: StrictClient, shelf: Shelf) -> None:
    for page in TRIP_PAGES:
        (main,) = read_strictly(client.get(f"/trips/{shelf.trip}{page}").get_data(as_text=True)).iter("main")
        buttons = [one for one in _shown(main) if one.tag == "button" or "button" in (one.get("class") or "").split()]
        filled = [one for one in buttons if "second" not in (one.get("class") or "").split()]
        assert len(filled) <= 1, (page, [text_of(one) for one in filled])


def _shown(element: Element) -> Iterator[Element]:
    """It and what is in it, but for what is hidden until a script shows it."""
    if element.get("hidden") is None:
        yield element
        for child in element:
            yield from _shown(child)


def test_a_place_is_changed_for_named_ones_or_left_out(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, catalog: Catalog
) -> None:
    for number, day in enumerate(itinerary.days, 1):
        tree = read_strictly(client.get(f"/trips/{shelf.trip}/days/{number}").get_data(as_text=True))
        for visit in day.visits:
            card = next(one for one in tree.iter("li") if one.get("id") == f"v-{visit.place.id}")
            named = [b for b in card.iter("button") if b.get("name") == "instead"]
            assert 2 <= len(named) <= 3
            assert all(catalog.places[b.get("value", "")].name in text_of(b) for b in named)
            assert all(text_of(next(iter(b.iter("small")))) for b in named)
            assert [b.get("value") for b in card.iter("button") if b.get("value") == "drop"] == ["drop"]


def test_the_way_back_after_a_change_is_one_tap(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    for page, back in (("", "?whole=1"), ("/days/1", f"/days/1#v-{itinerary.days[0].visits[0].place.id}")):
        tree = read_strictly(client.get(f"/trips/{shelf.changed}{page}").get_data(as_text=True))
        (undo,) = (a for a in tree.iter("a") if "回到原来的" in text_of(a))
        assert undo.get("href") == f"/trips/{shelf.trip}{back}"


def test_what_a_change_did_is_said_where_it_was_made(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    """Pressed on the second card, told above the second card: nobody is sent to the top of the page."""
    first, second, *_rest = (visit.place.id for visit in itinerary.days[0].visits)
    change = Change(shelf.trip, (Edit("swap", "another"),), Difference((first,), ("another",), (second,), ()))
    with transaction(shelf.settings.database_url) as session:
        key = save_itinerary(session, itinerary, (), change=change)
    tree = read_strictly(client.get(f"/trips/{key}/days/1").get_data(as_text=True))
    (entries,) = (ol for ol in tree.iter("ol") if ol.get("class") == "entries")
    rows = list(entries)
    at = next(n for n, row in enumerate(rows) if row.get("id") == f"v-{second}")
    assert any(section.get("id") == "done" for section in rows[at - 1].iter("section"))
    assert sum(section.get("id") == "done" for section in tree.iter("section")) == 1


def test_what_was_answered_stands_on_the_trip(app: Flask) -> None:
    wish = make_request(
        also=("food",), ages=(74, 70), people=3, pace="slow", budget_fen=20_000, kinds_out=("temple",), home="鞍山"
    )
    with reading(app):
        told = wish_words(wish)
    assert (
        told
        == "您说的：怀旧、美食，七十四岁、七十岁，三个人，走得慢，慢慢走，从鞍山出发，门票每人最多 200 元，不去寺观。"
    )
    with reading(app):
        assert wish_words(make_request()) == "您说的：怀旧，走得慢，从沈阳出发。"
