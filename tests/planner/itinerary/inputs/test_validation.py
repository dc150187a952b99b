"""Pace, company, connections, pins, kinds and the budget: each requirement is met, and a broken one is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Connection, Infeasible, Itinerary, Leg, Pin, Supper, TripRequest, Visit
from planner.people import party_profile, profile
from planner.rules import RulePack
from planner.solving import SolveOptions
from tests.support.results import accepted

TODAY, START = date(2026, 11, 23), date(2027, 5, 12)
WISH = TripRequest("nostalgia", "沈阳", 1, "steady", START)


@pytest.fixture(scope="module")
def plan(facts: Facts):  # type: ignore[no-untyped-def]
    def planned(wish: TripRequest) -> Itinerary:
        return accepted(plan_trip(facts, wish, SolveOptions()))

    return planned


def broken(facts: Facts, trip: Itinerary, **wishes: object) -> set[str]:
    """The hard facts.rules the trip breaks if it had been wished for like that."""
    other = replace(trip, request=replace(trip.request, **wishes))  # type: ignore[arg-type]
    return {violation.rule for violation in check_itinerary(facts, other) if violation.hard}


def test_a_party_goes_by_its_most_limited_member(rules: RulePack) -> None:
    together = party_profile(rules, ("brisk", "cane", "wheelchair"))
    alone = [profile(rules, each) for each in ("brisk", "cane", "wheelchair")]
    assert together.walk_m == min(person.walk_m for person in alone)
    assert together.toilet_min == min(person.toilet_min for person in alone)
    assert together.rest_min == max(person.rest_min for person in alone)
    assert together.needs_lift
    assert together.steps == "none"
    assert party_profile(rules, ("gentle",)) == profile(rules, "gentle")


@pytest.mark.thorough
def test_company_limits_the_trip(plan, facts) -> None:  # type: ignore[no-untyped-def]
    trip = plan(replace(WISH, profile="brisk", companions=("gentle",)))
    assert trip.days[0].walk_m <= profile(facts.rules, "gentle").walk_m
    brisk = plan(replace(WISH, profile="brisk"))
    assert broken(facts, brisk, companions=("gentle",))


def test_a_slow_day_asks_for_less(plan, rules) -> None:  # type: ignore[no-untyped-def]
    usual, slow = plan(WISH), plan(replace(WISH, pace="slow"))
    assert slow.days[0].walk_m <= 0.75 * profile(rules, "steady").walk_m
    assert len(slow.days[0].visits) < profile(rules, "steady").visits_a_day
    assert slow.proof.worth <= usual.proof.worth


def test_a_trip_begins_and_ends_with_its_trains(plan, facts) -> None:  # type: ignore[no-untyped-def]
    wish = replace(
        WISH, days=2, profile="gentle", arrival=Connection("沈阳北", 615), departure=Connection("沈阳南", 1020)
    )
    trip = plan(wish)
    first, last = trip.days[0].items[0], trip.days[-1].items[-1]
    assert (first.origin if isinstance(first, Leg) else first.spot).id == "沈阳北"  # type: ignore[union-attr]
    assert first.start >= 615 + 15
    assert isinstance(last, Leg)
    assert last.target.id == "沈阳南"
    assert last.end <= 1020 - 40
    assert "overlap" in broken(facts, trip, arrival=Connection("沈阳北", first.start))
    evening = {"arrival": Connection("沈阳北", 17 * 60)}
    assert "late-visit" in broken(facts, trip, **evening)
    assert "late-end" in broken(facts, trip, departure=Connection("沈阳南", last.end + 39))
    assert "wrong-end" in broken(facts, trip, departure=Connection("沈阳北", 1020))
    assert "connection" in broken(facts, trip, arrival=Connection("沈阳北", 615, "G1"))


def test_a_late_arrival_goes_to_the_hotel(plan) -> None:  # type: ignore[no-untyped-def]
    trip = plan(replace(WISH, days=2, profile="gentle", arrival=Connection("沈阳北", 19 * 60)))
    assert not trip.days[0].visits
    *way, supper = trip.days[0].items
    assert way[-1].end <= 19 * 60 + 15 + 90
    assert isinstance(supper, Supper)


def test_a_pinned_place_keeps_its_day_and_minute(plan, facts) -> None:  # type: ignore[no-untyped-def]
    place = facts.catalog.place("沈阳故宫博物院").id
    trip = plan(replace(WISH, days=3, profile="gentle", pins=(Pin(place, 2, 600),)))
    visit = next(v for v in trip.days[1].visits if v.place.id == place)
    assert visit.start == 600
    assert "pin" in broken(facts, trip, pins=(Pin(place, 1),))
    assert "pin" in broken(facts, trip, pins=(Pin(place, 2, 601),))


def test_kinds_nobody_wants_are_left_out(plan, facts) -> None:  # type: ignore[no-untyped-def]
    usual = plan(WISH)
    kind = facts.catalog.places[usual.days[0].visits[0].place.id].kind
    trip = plan(replace(WISH, kinds_out=(kind,)))
    assert kind not in {facts.catalog.places[v.place.id].kind for v in trip.days[0].visits}
    assert "kind-unwanted" in broken(facts, usual, kinds_out=(kind,))


@pytest.mark.thorough
def test_the_budget_holds(plan, facts) -> None:  # type: ignore[no-untyped-def]
    places = {place.id: place for place in facts.catalog.places.values()}

    def paid(trip: Itinerary) -> int:
        return sum(places[v.place.id].ticket_fen or 0 for day in trip.days for v in day.visits)

    dear = max(
        (p for p in places.values() if p.city == "沈阳" and p.usable and p.price_60_fen), key=lambda p: p.ticket_fen
    )
    rich = plan(replace(WISH, profile="brisk", musts=(dear.id,)))
    assert paid(rich) >= dear.ticket_fen
    most = paid(rich) - 1
    assert "budget" in broken(facts, rich, budget_fen=most)
    assert "budget" not in broken(facts, rich, budget_fen=most, people=2, ages=(61, 62))
    poor = plan(replace(WISH, profile="brisk", budget_fen=most))
    assert paid(poor) <= most
    couple = plan(replace(WISH, profile="brisk", musts=(dear.id,), ages=(61, 62), budget_fen=most))
    assert couple.request.people == 2


def test_a_second_theme_counts(plan) -> None:  # type: ignore[no-untyped-def]
    trip = plan(replace(WISH, also=("nature",)))
    assert trip.proof.worth >= plan(WISH).proof.worth


def test_a_broken_break_is_found(plan, facts) -> None:  # type: ignore[no-untyped-def]
    trip = plan(replace(WISH, profile="cane"))
    day = trip.days[0]
    visits = [item for item in day.items if isinstance(item, Visit) and item.sits]
    assert visits
    items = tuple(replace(item, sits=0) if item is visits[0] else item for item in day.items)
    assert "seat-stretch" in broken(facts, replace(trip, days=(replace(day, items=items),)))


@pytest.mark.parametrize(
    ("wishes", "error"),
    [
        ({"pace": "mad"}, Unknown),
        ({"companions": ("flying",)}, Unknown),
        ({"also": ("nothing",)}, Unknown),
        ({"people": 61}, OutOfRange),
        ({"people": 0}, OutOfRange),
        ({"budget_fen": -1}, OutOfRange),
        ({"kinds_out": ("nothing",)}, Unknown),
        ({"arrival": Connection("不存在", 600)}, Unknown),
        ({"arrival": Connection("沈阳北", 1400)}, OutOfRange),
        ({"departure": Connection("沈阳北", 300)}, OutOfRange),
        ({"pins": (Pin("沈阳故宫博物院", 2),)}, OutOfRange),
        ({"pins": (Pin("沈阳故宫博物院", 1, 3),)}, OutOfRange),
        ({"pins": (Pin("不存在的地方", 1),)}, Unknown),
    ],
)
def test_nonsense_is_refused(facts: Facts, wishes, error) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error):
        plan_trip(facts, replace(WISH, **wishes), SolveOptions())


def test_an_impossible_budget_is_infeasible(plan, facts: Facts) -> None:  # type: ignore[no-untyped-def]
    """It is the budget alone that keeps the dear place out, and the place is named."""
    place = facts.catalog.place("沈阳故宫博物院")
    wish = replace(WISH, musts=(place.id,))
    answer = plan_trip(facts, replace(wish, budget_fen=0), SolveOptions())
    assert isinstance(answer, Infeasible)
    assert [reason.values["place"] for reason in answer.reasons] == [place.name]
    assert place.id in {visit.place.id for visit in plan(wish).days[0].visits}


@pytest.mark.thorough
def test_a_budget_that_glop_stumbles_over(facts: Facts) -> None:  # type: ignore[no-untyped-def]
    wish = TripRequest(
        "nostalgia", "盘锦", 3, "brisk", date(2026, 12, 15), arrival=Connection("大连北", 600), budget_fen=0
    )
    answer = plan_trip(facts, wish, SolveOptions())
    trip = accepted(answer)
    assert trip.proof.optimal
    assert [violation for violation in check_itinerary(facts, trip) if violation.hard] == []
