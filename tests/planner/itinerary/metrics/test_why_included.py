"""Why a place was chosen follows from the request and the trip alone, what matters most first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Catalog, happens_on
from planner.itinerary.metrics.why_included import first_year, why_chosen
from planner.itinerary.types import Itinerary, Pin, Spot
from planner.people import profile
from planner.rules import RulePack
from tests.support.results import STATION, make_itinerary, make_request

VILLAGE, PARK = "tiexi-workers-village", "labor-park-dalian"
RESIDENCE = "zhang-residence"  # until 1939: history, nobody's memory
NAMED = {"place": "铁西工人村生活馆", "place_en": "Tiexi Workers' Village Living Museum"}
TOLD = {
    "memory": "1952年盖的红砖楼，几家合用一个厨房；缝纫机、收音机还照当年的样子摆着。",
    "memory_en": "Brick flats of 1952 with a shared kitchen; the sewing machine and radio are as they were.",
}
FOOTBALL, THEATRE = "wulihe-park", "liaoning-grand-theatre"  # 2001, and 1990 to 2000: years without a sentence
PALACE_PARK = "beiling-park"
GUITAR = {
    "place": "北陵公园(清昭陵)",
    "place_en": "Beiling Park and Zhaoling Tomb",
    "memory": "1978年的北陵，松树底下有小伙子弹吉他，那时一把吉他和手表一样金贵。",
    "memory_en": "In 1978 a guitar was as precious as a watch, and young men played under these pines.",
}
STAGE = {"place": "辽宁大剧院", "place_en": "Liaoning Grand Theatre"}


def trip_to(catalog: Catalog, place_id: str, **wishes: object) -> Itinerary:
    """One day there and back, half an hour by car."""
    place = catalog.places[place_id]
    spot = Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)
    return make_itinerary(make_request(**wishes), place=spot)


def reasons_of(catalog: Catalog, rules: RulePack, trip: Itinerary) -> list[tuple[str, dict[str, str | int]]]:
    why = why_chosen(catalog, rules.themes, trip, profile(rules, "gentle"))
    return [(reason.code, reason.values) for reasons in why.values() for reason in reasons]


CULTURE = {"why": "有故事，有看头。", "why_en": "There is a story here worth hearing."}
CASES = [
    (VILLAGE, {"musts": (VILLAGE,), "birth_year": 1952}, "chosen_must", {}),
    (VILLAGE, {"pins": (Pin(VILLAGE, 1),)}, "chosen_must", {}),
    (PARK, {"start": date(2027, 4, 15)}, "chosen_event",
     {"event": "大连樱花季(劳动公园·炮台山·植物园)", "event_en": "Dalian city cherry blossom"}),
    (VILLAGE, {"birth_year": 1952}, "chosen_memory_told", {"year": 1972, "age": 20} | NAMED | TOLD),
    (VILLAGE, {"birth_year": 1930}, "chosen_memory_told", {"year": 1952, "age": 22} | NAMED | TOLD),
    (FOOTBALL, {"birth_year": 1980}, "chosen_memory_year",
     {"year": 2001, "age": 21, "place": "五里河公园·浑河晚渡", "place_en": "Wulihe Park on the Hun River"}),
    (THEATRE, {"birth_year": 1972}, "chosen_memory", {"year": 1992, "age": 20} | STAGE),
    (THEATRE, {"ages": (55,)}, "chosen_memory_of", {"year": 1992, "age": 55} | STAGE),
    (VILLAGE, {"ages": (35, 50)}, "chosen_memory_told_of", {"year": 1997, "age": 50} | NAMED | TOLD),
    (RESIDENCE, {"birth_year": 1958, "also": ("culture",)}, "chosen_theme", CULTURE),
    (VILLAGE, {}, "chosen_memory_here", TOLD),
    (PALACE_PARK, {"birth_year": 1950}, "chosen_memory_told", {"year": 1978, "age": 28} | GUITAR),  # 1978 is told of
    (PALACE_PARK, {"birth_year": 1944}, "chosen_memory_here", {k: v for k, v in GUITAR.items() if "memory" in k}),
    (VILLAGE, {"theme": "food", "also": ("nostalgia",)}, "chosen_memory_here", TOLD),
    (RESIDENCE, {"theme": "culture"}, "chosen_theme", CULTURE),
    (VILLAGE, {"theme": "food"}, "chosen_memory_here", TOLD),  # a memory is told whatever a trip is about
    ("haitangshan", {"theme": "food"}, "chosen_grade", {"grade": "4A"}),
]  # fmt: skip


@pytest.mark.parametrize(("place", "wishes", "code", "values"), CASES)
def test_what_speaks_for_it_most(
    catalog: Catalog, rules: RulePack, place: str, wishes: dict[str, object], code: str, values: dict[str, str | int]
) -> None:
    assert reasons_of(catalog, rules, trip_to(catalog, place, **wishes))[0] == (code, values)


@pytest.mark.parametrize(
    ("start", "minutes", "walk_m", "code"),
    [
        (date(2027, 1, 12), 30, 900, "chosen_warm"),
        (date(2027, 7, 13), 30, 900, "chosen_shade"),
        (date(2027, 10, 12), 20, 900, "chosen_station"),
        (date(2027, 10, 12), 30, 500, "chosen_little_walk"),
        (date(2027, 10, 12), 30, 501, "chosen_indoors"),
    ],
)
def test_what_makes_it_easy_there(
    catalog: Catalog, rules: RulePack, start: date, minutes: int, walk_m: int, code: str
) -> None:
    trip = trip_to(catalog, VILLAGE, start=start)
    (day,) = trip.days
    leg, visit, *rest = day.items
    leg, visit = replace(leg, end=leg.start + minutes), replace(visit, walk_m=walk_m)
    found = reasons_of(catalog, rules, replace(trip, days=(replace(day, items=(leg, visit, *rest)),)))
    assert found[1][0] == code
    if code == "chosen_station":
        assert found[1][1] == {"minutes": 20, "station": STATION.name, "station_en": STATION.name_en}


def test_where_nothing_is_known_to_speak_for_it_nothing_is_said(catalog: Catalog, rules: RulePack) -> None:
    assert reasons_of(catalog, rules, trip_to(catalog, "yanzhou-city", theme="food")) == []
    unknown = make_itinerary()  # its place is not in the facts
    assert why_chosen(catalog, rules.themes, unknown, profile(rules, "gentle")) == {}


@pytest.mark.parametrize(
    ("memory", "year"),
    [
        ("1978年的北陵", 1978),
        ("老大连人叫它斯大林广场；九十年代女骑警", 1990),
        ("七十年代修的，八十年代开放", 1970),
        ("没有年份，12岁", None),
    ],
)
def test_the_first_year_a_memory_names(memory: str, year: int | None) -> None:
    assert first_year(memory) == year


def test_an_event_is_a_reason_only_while_it_goes_on(catalog: Catalog, rules: RulePack) -> None:
    """For every event of a place, on a day of it and half a year away, at every hour: at least half of the visit has
    something of it."""
    told = 0
    for event in catalog.events.values():
        place = catalog.places.get(event.place_id or "")
        if place is None:
            continue
        for start in (date(2027, month, 20) for month in (1, 4, 7, 10)):
            trip = trip_to(catalog, place.id, start=start, theme="food")
            (day,) = trip.days
            visit = day.visits[0]
            for hour in range(5, 22):
                at = replace(visit, start=60 * hour, end=60 * hour + 90)
                items = tuple(at if item == visit else item for item in day.items)
                found = reasons_of(catalog, rules, replace(trip, days=(replace(day, items=items),)))
                events = [values["event"] for code, values in found if code == "chosen_event"]
                for each in catalog.events.values():
                    if each.place_id == place.id and each.name in events:
                        low, high = {"early": (0, 510), "morning": (0, 720), "evening": (1080, 1440)}.get(
                            each.day_part or "", (0, 1440)
                        )
                        assert happens_on(each, start)
                        assert 2 * (min(at.end, high) - max(at.start, low)) >= 90
                        told += 1
    assert told


def test_what_is_there_every_day_names_no_weekday(catalog: Catalog) -> None:
    daily = [event for event in catalog.events.values() if event.kind == "daily"]
    assert daily
    names = [event.name + event.name_en for event in daily]
    assert not [name for name in names if re.search("周[末一二三四五六日]|星期|weekend|[a-z]day ", name)]
