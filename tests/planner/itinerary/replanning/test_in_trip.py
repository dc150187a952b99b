"""Planned anew from any moment of a trip: what lies before stays, hotels stay, and the rest is a good trip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.replanning.effects import difference
from planner.itinerary.replanning.in_trip import replan_from
from planner.itinerary.types import Connection, Edit, Infeasible, Itinerary, Leg, Lunch, Moment, Rest, TripRequest
from planner.language import translator
from planner.people import profile
from planner.rules import RulePack
from planner.sentences import reason_sentence
from planner.solving import SolveOptions
from tests.support.effort import examples
from tests.support.results import accepted

pytestmark = pytest.mark.thorough
TODAY, LATE = date(2027, 5, 11), 15 * 60 + 30
WISHES = (
    TripRequest("health", "大连", 3, "gentle", date(2027, 5, 12)),
    TripRequest("culture", "大连", 4, "gentle", date(2027, 5, 12), ages=(68, 72), budget_fen=30000, people=2),
    TripRequest("youth", "丹东", 2, "gentle", date(2027, 5, 12)),
    TripRequest("culture", "阜新", 1, "gentle", date(2027, 5, 12)),  # by train to 沈阳 and back
)


FULL_DAYS = {  # prices of minutes at which days begin early and are full, so that much can go wrong on the way
    "cost-idle-minute": 1, "cost-early-half-hour": 0, "cost-ride-over": 60, "ride-for-seeing": 1.0,
    "worth-short-visit": 1.0, "cost-evening-minute": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def facts(facts: Facts) -> Facts:
    rules = facts.rules.rules
    priced = {name: replace(rules[name], value=value) for name, value in FULL_DAYS.items()}
    return replace(facts, rules=replace(facts.rules, rules=rules | priced))


@pytest.fixture(scope="module")
def trips(facts: Facts) -> list[Itinerary]:
    return [accepted(plan_trip(facts, wish, SolveOptions())) for wish in WISHES]


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_from_any_moment_the_rest_is_a_good_trip(facts: Facts, trips: list[Itinerary], data: st.DataObject) -> None:
    trip = data.draw(st.sampled_from(trips))
    number = data.draw(st.integers(1, len(trip.days)))
    been = [None, *(visit.place.id for visit in trip.days[number - 1].visits)]
    now = Moment(number, data.draw(st.integers(0, 1439)), data.draw(st.sampled_from(been)))
    edits = (Edit("slower"),) if now.day > 1 and data.draw(st.booleans()) else ()
    edits = (Edit("slower"),) if data.draw(st.booleans()) else ()
    answer = replan_from(facts, trip, now, edits, SolveOptions())
    if isinstance(answer, Infeasible):
        assert answer.reasons[0].code in ("trip_over", "now_no_way", "now_too_late")
        return
    rest = answer.result
    assert answer.violations == check_itinerary(facts, rest)
    assert [day.hotel for day in rest.days] == [day.hotel for day in trip.days]
    for number, (new, old) in enumerate(zip(rest.days, trip.days, strict=True), 1):
        today = () if now.place else [item for item in old.items if item.start < now.minute]
        before = old.items if number < now.day else today if number == now.day else ()
        assert new.items[: len(before)] == tuple(before)


def test_lunch_and_the_rest_after_it_stay_together(facts: Facts, trips: list[Itinerary]) -> None:
    """Also where the rest is a short way from lunch, at the hotel."""
    for trip in trips:
        for number, day in enumerate(trip.days, 1):
            lunch = next((place for place, item in enumerate(day.items) if isinstance(item, Lunch)), None)
            if lunch is None:
                continue
            rest = next((item for item in day.items[lunch:] if isinstance(item, Rest)), None)
            begun = [item.start + 1 for item in day.items[lunch:] if rest and item.start <= rest.start]
            for minute in begun:
                again = replan_from(facts, trip, Moment(number, minute), (), SolveOptions())
                if not isinstance(again, Infeasible):
                    assert rest in again.result.days[number - 1].items


def test_who_is_up_for_an_early_train_takes_it(facts: Facts) -> None:
    evening = Connection("本溪", 18 * 60 + 40)
    wish = TripRequest("culture", "本溪", 3, "brisk", date(2027, 5, 12), arrival=evening)
    trip = accepted(plan_trip(facts, wish, SolveOptions()))
    leaving, train = trip.days[1].items[0], next(i for i in trip.days[1].items if isinstance(i, Leg) and i.train)
    assert leaving.start < facts.rules.minute("day-start")
    assert train.start < facts.rules.minute("early-train")
    for minute in range(leaving.start + 1, train.start, 17):
        answer = replan_from(facts, trip, Moment(2, minute), (), SolveOptions())
        assert isinstance(answer, Infeasible) or train in answer.result.days[1].items


def test_who_is_in_time_goes_on_as_planned(facts: Facts, trips: list[Itinerary]) -> None:
    """Right after a visit nothing has changed, so nothing does."""
    for trip in trips:
        number = min(2, len(trip.days))
        end = trip.days[number - 1].visits[0].end
        answer = accepted(replan_from(facts, trip, Moment(number, end), (), SolveOptions()))
        reported = difference(trip, answer)
        assert (reported.gone, reported.new, reported.moved) == ((), (), ())


def test_who_is_late_misses_what_there_is_no_time_for(facts: Facts, rules: RulePack, trips: list[Itinerary]) -> None:
    """Still at the first place at half past three: lunch was there, what comes begins later, the evening holds."""
    trip = trips[0]
    first = trip.days[0].visits[0]
    answer = accepted(replan_from(facts, trip, Moment(1, LATE, first.place.id), (), SolveOptions()))
    day = answer.days[0]
    assert day.visits[0] == first
    assert [item.spot for item in day.items if isinstance(item, Lunch)] == [first.place]
    assert all(visit.start >= LATE for visit in day.visits[1:])
    assert len(day.visits) < len(trip.days[0].visits)
    assert day.items[-1].end <= rules.minute("dinner-by")
    with pytest.raises(Unknown):
        replan_from(facts, trip, Moment(2, LATE, first.place.id), (), SolveOptions())


def test_who_is_tired_walks_less_from_now_on(facts: Facts, rules: RulePack, trips: list[Itinerary]) -> None:
    trip = trips[1]
    most = rules.number("slow-pace") * profile(rules, trip.request.profile).walk_m
    number = max(place for place, day in enumerate(trip.days) if day.walk_m > most)
    answer = accepted(replan_from(facts, trip, Moment(number + 1, 0), (Edit("slower"),), SolveOptions()))
    assert [day.items for day in answer.days[:number]] == [day.items for day in trip.days[:number]]
    assert answer.days[number].walk_m <= most


def test_a_place_dropped_on_the_way_is_not_gone_to(facts: Facts, trips: list[Itinerary]) -> None:
    trip = trips[0]
    unwanted = trip.days[2].visits[0].place.id
    answer = accepted(replan_from(facts, trip, Moment(2, 0), (Edit("drop", unwanted),), SolveOptions()))
    assert unwanted in difference(trip, answer).gone
    assert answer.days[0] == trip.days[0]


def test_where_one_was_cannot_be_left_out_any_more(facts: Facts, trips: list[Itinerary]) -> None:
    trip = trips[0]
    seen = trip.days[0].visits[0].place.id
    for edit in (Edit("drop", seen), Edit("swap", seen), Edit("not_this_kind", seen), Edit("pin", seen, 2)):
        answer = accepted(replan_from(facts, trip, Moment(2, 0), (edit,), SolveOptions()))
        assert answer.days[0] == trip.days[0]
        assert not any(violation.hard for violation in check_itinerary(facts, answer))


def test_moments_that_are_not_on_the_trip(facts: Facts, trips: list[Itinerary]) -> None:
    for now in (Moment(0, 600), Moment(9, 600), Moment(1, -1), Moment(1, 1440)):
        with pytest.raises(OutOfRange):
            replan_from(facts, trips[0], now, (), SolveOptions())
    over = replan_from(facts, trips[0], Moment(3, 1400), (), SolveOptions())
    assert isinstance(over, Infeasible)
    assert over.reasons[0].code == "trip_over"


def test_a_refusal_on_the_way_counts_days_from_the_first(facts: Facts, trips: list[Itinerary]) -> None:
    trip = next(trip for trip in trips if trip.request.days == 4)  # from a Wednesday on
    place = next(p for p in facts.catalog.places.values() if p.city == "大连" and p.usable and p.walk_m < 1000)
    row = replace(place, hours="Sa-Th 09:00-17:00", season_from=1, season_to=12)
    known = replace(facts, catalog=replace(facts.catalog, places={**facts.catalog.places, place.id: row}))
    answer = replan_from(known, trip, Moment(2, 600), (Edit("pin", place.id, 3),), SolveOptions())
    assert isinstance(answer, Infeasible)
    assert (answer.reasons[0].code, answer.reasons[0].values["day"]) == ("pin_weekday", 3)
    assert [(reason.code, reason.values["wish"]) for reason in answer.reasons[1:]] == [("help_edit", "wish_pin")]
    assert place.name in reason_sentence(answer.reasons[-1], translator("zh"))
    slower = replan_from(known, trip, Moment(2, 600), (Edit("pin", place.id, 3), Edit("slower")), SolveOptions())
    assert isinstance(slower, Infeasible)
    assert [reason.values["wish"] for reason in slower.reasons if reason.code == "help_edit"] == ["wish_pin"]
