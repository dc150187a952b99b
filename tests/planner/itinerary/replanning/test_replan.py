"""An edit does what it says, and little else."""

from __future__ import annotations

from datetime import date

import pytest

from planner.catalog import Catalog
from planner.errors import Unknown
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.replanning.replan import changed, difference, replan
from planner.itinerary.types import Edit, Infeasible, Itinerary, TripRequest
from planner.people import profile
from planner.rules import RulePack
from planner.solving import SolveOptions
from tests.support.results import accepted

TODAY, START = date(2026, 11, 23), date(2027, 5, 12)
WISH = TripRequest("nostalgia", "沈阳", 3, "steady", START)


@pytest.fixture(scope="module")
def trip(facts: Facts) -> Itinerary:
    return accepted(plan_trip(facts, WISH, SolveOptions()))


@pytest.fixture(scope="module")
def edited(facts: Facts, trip: Itinerary):  # type: ignore[no-untyped-def]
    def plan(*edits: Edit) -> Itinerary:
        found = accepted(replan(facts, trip, edits, SolveOptions()))
        assert not [v for v in check_itinerary(facts, found) if v.hard]
        assert found.proof.worth <= found.proof.bound
        return found

    return plan


def places(trip: Itinerary) -> list[str]:
    return [visit.place.id for day in trip.days for visit in day.visits]


@pytest.mark.thorough
def test_no_edit_changes_nothing(edited, trip: Itinerary) -> None:  # type: ignore[no-untyped-def]
    same = difference(trip, edited())
    assert same.gone == same.new == same.moved == ()


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["drop", "swap"])
def test_a_dropped_place_goes_and_most_others_stay(edited, trip: Itinerary, kind: str) -> None:  # type: ignore[no-untyped-def]
    gone = places(trip)[1]
    change = difference(trip, edited(Edit(kind, gone)))  # type: ignore[arg-type]
    assert gone in change.gone
    assert len(change.gone) <= 2
    assert bool(change.new) == (kind == "swap")


def test_a_kept_place_survives_a_slower_pace(edited, trip: Itinerary, rules: RulePack) -> None:  # type: ignore[no-untyped-def]
    kept = places(trip)[0]
    slow = edited(Edit("slower"), Edit("keep", kept))
    assert kept in places(slow)
    assert max(day.walk_m for day in slow.days) <= 0.75 * profile(rules, "steady").walk_m
    assert len(difference(trip, slow).kept) >= len(places(slow)) // 2


@pytest.mark.thorough
def test_a_pinned_place_moves_to_its_day(edited, trip: Itinerary) -> None:  # type: ignore[no-untyped-def]
    moved = trip.days[1].visits[0].place.id
    assert moved in {v.place.id for v in edited(Edit("pin", moved, day=2)).days[1].visits}


@pytest.mark.thorough
def test_a_kind_nobody_wants_goes(edited, trip: Itinerary, catalog: Catalog) -> None:  # type: ignore[no-untyped-def]
    first = places(trip)[0]
    kind = catalog.places[first].kind
    assert kind not in {catalog.places[p].kind for p in places(edited(Edit("not_this_kind", first)))}


def test_edits_become_wishes(catalog: Catalog) -> None:
    place = catalog.place("沈阳故宫博物院")
    assert changed(catalog, WISH, [Edit("slower"), Edit("faster")]).pace == "normal"
    assert changed(catalog, WISH, [Edit("drop", place.id), Edit("keep", place.id)]).bans == ()
    assert changed(catalog, WISH, [Edit("pin", place.id, 2), Edit("drop", place.id)]).pins == ()
    with pytest.raises(Unknown):
        changed(catalog, WISH, [Edit("drop", "没有这个地方")])
    with pytest.raises(ValueError, match="place"):
        changed(catalog, WISH, [Edit("drop")])


@pytest.mark.thorough
def test_an_edit_that_cannot_be_is_explained(catalog: Catalog, facts: Facts, trip: Itinerary) -> None:
    places = (place for place in catalog.places.values() if place.usable)
    closed = next(place for place in places if START.month < place.season_from <= place.season_to)
    answer = replan(facts, trip, [Edit("keep", closed.id)], SolveOptions())
    assert isinstance(answer, Infeasible)
    assert [(reason.code, reason.values["place"]) for reason in answer.reasons] == [("must_closed", closed.name)]
