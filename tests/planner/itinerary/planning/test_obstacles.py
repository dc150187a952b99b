"""What the facts alone rule out is said by its true cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Place
from planner.facts import Facts
from planner.itinerary.inputs import opening
from planner.itinerary.planning.obstacles import obstacles
from planner.itinerary.planning.plan import plan_trip
from planner.itinerary.types import Connection, Pin, TripRequest
from planner.people import profile
from planner.solving import SolveOptions
from tests.support.results import accepted

PALACE = "shenyang-imperial-palace"
WISH = TripRequest("culture", "沈阳", 1, "steady", date(2027, 5, 10))  # a Monday


def with_place(facts: Facts, **changed: object) -> Facts:
    place: Place = replace(facts.catalog.places[PALACE], **changed)
    return replace(facts, catalog=replace(facts.catalog, places={**facts.catalog.places, PALACE: place}))


@pytest.mark.parametrize(
    ("hours", "season", "start", "days", "code", "weekdays"),
    [
        ("Tu-Su 09:00-17:00", (1, 12), date(2027, 5, 10), 1, "must_weekday", "1"),
        ("We-Su 09:00-17:00", (1, 12), date(2027, 5, 10), 2, "must_weekday", "1、2"),
        ("Tu-Su 09:00-17:00", (6, 9), date(2027, 5, 11), 1, "season_closed", None),
        ("2027 May 12 off; Mo-Su 09:00-17:00; 2027 May 12 off", (1, 12), date(2027, 5, 12), 1, "must_closed", None),
        ("Tu-Su 09:00-17:00", (1, 12), date(2027, 5, 10), 2, None, None),
    ],
)
def test_a_closed_place_says_why(
    facts: Facts, hours: str, season: tuple[int, int], start: date, days: int, code: str | None, weekdays: str | None
) -> None:
    known = with_place(facts, hours=hours, season_from=season[0], season_to=season[1])
    wish = replace(WISH, start=start, days=days, musts=(PALACE,))
    found = obstacles(known, wish, profile(facts.rules, "steady"))
    assert [each.reason.code for each in found] == ([code] if code else [])
    assert [each.reason.values.get("weekdays") for each in found if weekdays] == ([weekdays] if weekdays else [])


def test_a_pinned_time_may_be_in_any_span_of_a_day(facts: Facts) -> None:
    known = with_place(facts, hours="Mo-Su 08:30-12:30,13:30-16:30", visit_min=60)
    assert opening(known.catalog.places[PALACE], WISH.start, known.rules, 14 * 60)[:2] == (810, 990)
    wish = replace(WISH, musts=(PALACE,), pins=(Pin(PALACE, 1, 14 * 60 + 30),))
    assert obstacles(known, wish, profile(facts.rules, "steady")) == []
    trip = accepted(plan_trip(known, wish, SolveOptions()))
    assert (PALACE, 14 * 60 + 30) in {(visit.place.id, visit.start) for visit in trip.days[0].visits}
    noon = replace(wish, pins=(Pin(PALACE, 1, 12 * 60),))
    assert [each.reason.code for each in obstacles(known, noon, profile(facts.rules, "steady"))] == ["pin_hours"]


def test_only_the_places_that_are_dear_together_are_named(facts: Facts) -> None:
    priced = [p for p in facts.catalog.places.values() if p.usable and p.ticket_fen]
    free = next(p for p in facts.catalog.places.values() if p.usable and p.ticket_fen == 0)
    dear = sorted(priced, key=lambda p: -(p.ticket_fen or 0))[:3]
    budget = (dear[0].ticket_fen or 0) + (dear[1].ticket_fen or 0) - 100
    wish = replace(WISH, musts=(free.id, *(place.id for place in dear)), budget_fen=budget)
    found = [e for e in obstacles(facts, wish, profile(facts.rules, "steady")) if e.reason.code == "musts_budget"]
    assert {place for code, place in found[0].wishes if code == "wish_must"} == {dear[0].id, dear[1].id}


def test_a_trip_that_would_rather_see_nothing_sees_something(facts: Facts) -> None:
    """What is near does not score as much as the way there costs: it is still better than a refusal."""
    wish = TripRequest("culture", "鞍山", 2, "cane", date(2027, 5, 12), arrival=Connection("鞍山", 1120))
    trip = accepted(plan_trip(facts, wish, SolveOptions()))
    assert [len(day.visits) for day in trip.days] == [0, 1]
    assert trip.proof.worth < trip.proof.bound
