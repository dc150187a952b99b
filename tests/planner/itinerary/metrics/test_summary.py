"""A trip as lines: weekdays, how it begins and ends, and meals and rests that nobody has to guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.itinerary.metrics import lunch_left_open, summary
from planner.itinerary.metrics.summary import proof_line
from planner.itinerary.types import (
    Connection,
    Day,
    Item,
    Itinerary,
    Leg,
    Lunch,
    Pause,
    Proof,
    Rest,
    Spot,
    Supper,
    TripRequest,
    Visit,
)  # fmt: skip
from planner.language import translator

STATION, HOTEL = Spot("station", "s", "甲站", "A", 41.0, 123.0), Spot("hotel", "h", "乙饭店", "B", 41.1, 123.0)
SQUARE = Spot("place", "p", "丙广场", "C", 41.2, 123.0)
WISH = TripRequest("nature", "沈阳", 2, "gentle", date(2027, 5, 10))
TO_SQUARE, BACK = Leg(780, 800, STATION, SQUARE, "ride", 5.0), Leg(860, 880, SQUARE, STATION, "ride", 5.0)
VISIT = Visit(800, 860, SQUARE, 500, 0, 100, 0, True)


def day_of(*items: Item, hotel: Spot | None = None) -> Day:
    return Day(WISH.start, items, hotel, 0, 0, 0, 0)


def told(*days: Day, wish: TripRequest = WISH) -> str:
    trip = Itinerary(wish, days, Proof(1, 1, 0, True, 1, 1, 1, 1), "")
    return summary(trip, "zh", translator("zh"))


def test_a_day_has_its_weekday() -> None:
    assert "第 1 天  2027-05-10 星期一" in told(day_of())


def test_given_ends_of_a_trip_are_said_at_their_stations() -> None:
    wish = replace(WISH, arrival=Connection("s", 720, "G1"), departure=Connection("s", 960))
    lines = told(day_of(TO_SQUARE, VISIT, BACK), wish=wish).splitlines()
    assert lines[1] == "  12:00  到 甲站 G1"
    assert "  16:00  从 甲站 返程" in lines
    assert "返程" not in told(day_of(TO_SQUARE, VISIT, BACK))


def test_lunch_and_rest_before_leaving_home_are_at_home() -> None:
    day = day_of(Lunch(660, 720, STATION), Rest(720, 780, STATION), TO_SQUARE, VISIT, BACK)
    assert "午饭 在家吃" in told(day)
    assert "在家午休" in told(day)
    away = replace(WISH, arrival=Connection("s", 640))
    assert "午休，在吃饭的店里坐下歇歇" in told(day, wish=away), "who has come is not let in to wait"
    boards = Leg(800, 860, STATION, replace(STATION, id="t"), "train", 60, train="G2")
    day = day_of(Lunch(660, 720, STATION), Rest(720, 780, STATION), boards)
    assert "在甲站的候车室午休" in told(day, wish=away)


def test_who_is_home_early_has_lunch_there() -> None:
    morning = day_of(replace(TO_SQUARE, start=600, end=620), replace(VISIT, start=620, end=680))
    assert "到家吃午饭，好好歇歇" in told(day_of(hotel=HOTEL), morning)
    assert "到家吃午饭" not in told(day_of(hotel=HOTEL), morning, wish=replace(WISH, departure=Connection("s", 800)))
    assert "到家吃午饭" not in told(morning, day_of(TO_SQUARE, VISIT, BACK))


def test_a_trip_worth_less_than_nothing_has_its_gap_in_points() -> None:
    proof = Proof(-10014, 0, 0, False, 1, 0, 1, 1)
    assert "差距 10014 分" in proof_line(proof, translator("zh"))
    assert "). Not proven" in proof_line(proof, translator("en"))
    assert "差距 0.00%" in proof_line(replace(proof, worth=0, optimal=True), translator("zh"))


def test_nobody_is_sent_to_sleep_on_a_square() -> None:
    day = day_of(Lunch(720, 780, SQUARE), Rest(780, 840, SQUARE), hotel=HOTEL)
    assert "午休，在吃饭的店里或丙广场坐下歇歇" in told(day)
    assert "在乙饭店午休" in told(day_of(Rest(780, 840, HOTEL), hotel=HOTEL), day_of())


def test_a_long_wait_at_the_hotel_is_said_as_one() -> None:
    assert "在乙饭店歇着，不急着出门" in told(day_of(Pause(780, 900, HOTEL, "break"), hotel=HOTEL))


def test_a_lunch_that_is_not_planned_is_said() -> None:
    morning = day_of(Visit(600, 660, SQUARE, 500, 0, 100, 0, True), hotel=HOTEL)
    assert lunch_left_open(morning)
    assert "午饭没有排" in told(morning)
    assert not lunch_left_open(replace(morning, hotel=None))
    assert not lunch_left_open(day_of(TO_SQUARE, VISIT, hotel=HOTEL))
    assert not lunch_left_open(
        day_of(Visit(600, 660, SQUARE, 0, 0, 0, 0, True), Supper(1150, 1200, HOTEL), hotel=HOTEL)
    )
    assert not lunch_left_open(day_of(Lunch(660, 720, HOTEL), hotel=HOTEL))
