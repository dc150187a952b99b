"""Who arrives in the evening sleeps there, and goes on the next day, also on a short trip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.inputs import arrival_cost, node_pairs
from planner.itinerary.planning import plan_trip
from planner.itinerary.problem import HOME
from planner.itinerary.replanning import replan_from
from planner.itinerary.types import Connection, Infeasible, Moment, Supper, TripRequest
from planner.language import translator
from planner.people import profile
from planner.rules import RulePack
from planner.sentences import reason_sentence
from planner.solving import SolveOptions
from tests.support.results import accepted

EVENING = TripRequest("culture", "本溪", 3, "wheelchair", date(2027, 5, 12), arrival=Connection("本溪", 18 * 60 + 40))


@pytest.mark.thorough
@pytest.mark.parametrize("minute", [18 * 60, 18 * 60 + 40, 21 * 60 + 30])
def test_the_first_night_is_where_one_arrives_and_the_next_may_be_elsewhere(facts: Facts, minute: int) -> None:
    trip = accepted(plan_trip(facts, replace(EVENING, arrival=Connection("本溪", minute)), SolveOptions()))
    hotels = facts.catalog.hotels
    first, second = (hotels[day.hotel.id].city for day in trip.days[:2] if day.hotel)
    assert (first, second) == ("本溪", "沈阳")
    assert [bool(day.visits) for day in trip.days] == [False, True, True]


def test_a_first_night_elsewhere_is_found(facts: Facts) -> None:
    trip = accepted(plan_trip(facts, EVENING, SolveOptions()))
    first, second, last = trip.days
    elsewhere = replace(trip, days=(replace(first, hotel=second.hotel), second, last))
    assert "evening-arrival" in {v.rule for v in check_itinerary(facts, elsewhere) if v.hard}
    assert "evening-arrival" not in {v.rule for v in check_itinerary(facts, trip)}


def test_nowhere_to_sleep_there_is_said(facts: Facts) -> None:
    for wish, code in (
        (replace(EVENING, arrival=Connection("铁岭", 1120)), "no_evening_hotel"),
        (replace(EVENING, lift="confirmed"), "no_evening_lift"),
    ):
        answer = plan_trip(facts, wish, SolveOptions())
        assert isinstance(answer, Infeasible)
        assert [reason.code for reason in answer.reasons] == [code]
        assert "酒店" in reason_sentence(answer.reasons[0], translator("zh"))


def test_a_lift_that_is_nowhere_is_said_to_be_why(facts: Facts) -> None:
    unknown = {key: replace(hotel, lift=None) for key, hotel in facts.catalog.hotels.items()}
    known = replace(facts, catalog=replace(facts.catalog, hotels=unknown))
    wish = replace(EVENING, days=2, arrival=None, lift="confirmed")
    for world, code in (
        (known, "no_hotel_lift"),
        (replace(known, catalog=replace(known.catalog, hotels={})), "no_hotel"),
    ):
        answer = plan_trip(world, wish, SolveOptions())
        assert isinstance(answer, Infeasible)
        assert [reason.code for reason in answer.reasons] == [code]


def test_hotels_are_changed_on_three_days_after_a_night_where_one_arrived(rules: RulePack) -> None:
    cities, by_day = ["本溪", "沈阳"], replace(EVENING, arrival=Connection("本溪", 9 * 60))
    assert set(node_pairs(rules, EVENING, cities)) == {(HOME, 0), (0, 0), (0, 1), (0, HOME), (1, HOME)}
    assert set(node_pairs(rules, replace(EVENING, days=2), cities)) == {(HOME, 0), (0, HOME)}
    put = {(HOME, 0), (HOME, 1), (0, 0), (1, 1), (0, HOME), (1, HOME)}
    assert set(node_pairs(rules, by_day, cities)) == {*put, (0, 1)}
    assert set(node_pairs(rules, replace(by_day, arrival=None), cities)) == put
    assert {(0, 1), (1, 0)} <= set(node_pairs(rules, replace(EVENING, days=4), cities))
    assert (HOME, 1) not in node_pairs(rules, replace(EVENING, days=4), cities)


@pytest.mark.parametrize(("home", "theme"), [("丹东", "nostalgia")])
def test_who_comes_by_day_sleeps_there_before_another_train(facts: Facts, home: str, theme: str) -> None:
    wish = TripRequest(theme, home, 3, "gentle", date(2027, 5, 12), arrival=Connection(home, 10 * 60 + 30))
    trip = accepted(plan_trip(facts, wish, SolveOptions()))
    first, second = (facts.catalog.hotels[day.hotel.id].city for day in trip.days[:2] if day.hotel)
    assert first == home
    assert second != home
    assert trip.days[0].visits


def test_a_second_train_on_the_day_of_arrival_costs(facts: Facts) -> None:
    person, cost = profile(facts.rules, "gentle"), facts.rules.whole("cost-second-train")
    wish = TripRequest("culture", "丹东", 3, "gentle", date(2027, 5, 12), arrival=Connection("丹东", 630))
    assert arrival_cost(facts, wish, person, "沈阳") == cost > facts.rules.whole("cost-move")
    assert arrival_cost(facts, wish, person, "丹东") == 0
    assert arrival_cost(facts, replace(wish, arrival=None), person, "沈阳") == 0
    assert arrival_cost(facts, replace(wish, home="抚顺"), person, "沈阳") == 0  # by road


def test_supper_is_named_with_how_sure_it_is(facts: Facts) -> None:
    wish = replace(
        EVENING, theme="food", home="沈阳", days=2, profile="gentle", arrival=Connection("沈阳", 18 * 60 + 10)
    )
    supper = accepted(plan_trip(facts, wish, SolveOptions())).days[0].items[-1]
    assert isinstance(supper, Supper)
    assert supper.table
    assert 0 < supper.walk_m < facts.rules.whole("walk-below")
    pushed = accepted(plan_trip(facts, replace(wish, profile="wheelchair"), SolveOptions())).days[0].items[-1]
    assert isinstance(pushed, Supper)
    assert pushed.table is None  # no restaurant is known to have no steps
    late = accepted(plan_trip(facts, replace(wish, arrival=Connection("沈阳", 1290)), SolveOptions())).days[0].items[-1]
    assert isinstance(late, Supper)
    assert late.table is None


def test_supper_had_is_not_had_again(facts: Facts) -> None:
    trip = accepted(plan_trip(facts, EVENING, SolveOptions()))
    supper = trip.days[0].items[-1]
    for minute, meals in ((supper.start - 5, 1), (supper.start + 5, 1)):
        again = accepted(replan_from(facts, trip, Moment(1, minute), (), SolveOptions()))
        assert sum(isinstance(item, Supper) for item in again.days[0].items) == meals
        assert not [v for v in check_itinerary(facts, again) if v.hard]


def test_who_arrives_by_day_has_no_supper_planned(facts: Facts) -> None:
    trip = accepted(plan_trip(facts, replace(EVENING, days=2, arrival=Connection("本溪", 1079)), SolveOptions()))
    assert not any(isinstance(item, Supper) for day in trip.days for item in day.items)
    supper = accepted(plan_trip(facts, EVENING, SolveOptions())).days[0].items[-1]
    odd = replace(trip, days=(replace(trip.days[0], items=(*trip.days[0].items, supper)), trip.days[1]))
    assert "supper" in {v.rule for v in check_itinerary(facts, odd)}
