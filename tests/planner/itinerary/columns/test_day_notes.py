"""What is said beside a day's items: free afternoons with what is near, tables to book, supper on a late way home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import with_notes
from planner.itinerary.metrics import summary
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Connection, Day, Itinerary, Leg, Lunch, Pause, Spot, TripRequest
from planner.language import translator
from planner.people import profile
from planner.solving import SolveOptions
from tests.support.results import accepted

WISH = TripRequest("nostalgia", "沈阳", 3, "gentle", date(2027, 5, 10))
STATION = Spot("station", "大连", "大连站", "Dalian", 38.92, 121.63)
HOME = Spot("station", "沈阳", "沈阳站", "Shenyang", 41.79, 123.39)


@pytest.fixture(scope="module")
def trip(facts: Facts) -> Itinerary:
    return accepted(plan_trip(facts, WISH, SolveOptions()))


def homeward(leaves: int, waits_from: int, minutes: int) -> Day:
    """A last day of nothing but the train home."""
    wait = Pause(waits_from, leaves, STATION, "wait")
    leg = Leg(leaves, leaves + minutes, STATION, HOME, "train", 300.0, train="G1")
    return Day(WISH.start, (wait, leg), None, 0, 0, 0, 0)


def noted(facts: Facts, day: Day, wish: TripRequest = WISH) -> Day:
    return with_notes(facts, wish, profile(facts.rules, wish.profile), (day,))[0]


@pytest.mark.thorough
def test_a_day_that_is_over_early_says_what_lies_near(facts: Facts, trip: Itinerary) -> None:
    early = [day for day in trip.days if day.hotel and day.items[-1].end < facts.rules.minute("free-from")]
    assert early
    assert [day for day in trip.days if day.free] == early
    for day in early:
        assert day.free
        assert day.free.start == day.items[-1].end
        assert day.free.place
        assert day.free.place.id not in {visit.place.id for each in trip.days for visit in each.visits}
        assert day.free.place.name in summary(trip, "zh", translator("zh"))
        assert day.free.place.name_en in summary(trip, "en", translator("en"))


@pytest.mark.thorough
def test_in_the_cold_nobody_is_sent_to_a_park(facts: Facts, trip: Itinerary) -> None:
    (early,) = [day for day in trip.days if day.free][:1]
    person = profile(facts.rules, "gentle")
    winter = with_notes(facts, WISH, person, [replace(early, date=date(2027, 1, 12))])[0]
    assert winter.free
    assert winter.free.place is None or facts.catalog.places[winter.free.place.id].indoor_share


@pytest.mark.thorough
def test_many_people_are_told_to_book(facts: Facts, trip: Itinerary) -> None:
    person = profile(facts.rules, "gentle")
    for people, book in ((9, 0), (10, 10), (46, 46)):
        days = with_notes(facts, replace(WISH, people=people), person, trip.days)
        lunches = [item for day in days for item in day.items if isinstance(item, Lunch)]
        assert {lunch.book for lunch in lunches} == {book}
        for language, words in (("zh", "提前订桌"), ("en", "book ahead")):
            told = summary(replace(trip, days=days), language, translator(language))
            assert (words in told) == bool(book)
            assert told.count(f"{words} for {book}" if language == "en" else f"{book} 个人") == (book and len(lunches))


@pytest.mark.thorough
def test_who_knows_no_tables_is_a_soft_violation_and_a_wrong_number_a_hard_one(facts: Facts, trip: Itinerary) -> None:
    wish = replace(WISH, people=46)
    found = check_itinerary(facts, replace(trip, request=wish))
    assert {v.hard for v in found if v.rule == "group-table"} == {False}


@pytest.mark.parametrize(
    ("leaves", "waits_from", "minutes", "supper"),
    [(930, 895, 120, ""), (1050, 1015, 120, "train"), (1080, 1020, 120, "station"), (1090, 1060, 29, "home")],
)
def test_supper_is_where_there_is_time_for_it(
    facts: Facts, leaves: int, waits_from: int, minutes: int, supper: str
) -> None:
    day = noted(facts, homeward(leaves, waits_from, minutes))
    assert day.supper == supper


def test_who_leaves_by_a_late_train_of_their_own_eats_before(facts: Facts) -> None:
    late, early = (replace(WISH, departure=Connection("大连", minute)) for minute in (1200, 1100))
    day = homeward(900, 860, 60)
    assert noted(facts, day, late).supper == "station"
    assert noted(facts, day, early).supper == ""
