"""An edit does what it says, and little else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Catalog
from planner.errors import Unknown
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.inputs import hotel_spot
from planner.itinerary.planning import plan_trip
from planner.itinerary.replanning.effects import difference, effects_of
from planner.itinerary.replanning.replan import changed, replan
from planner.itinerary.types import Edit, Infeasible, Itinerary, TripRequest
from planner.people import profile
from planner.rules import RulePack
from planner.solving import SolveOptions
from tests.support.results import accepted

pytestmark = pytest.mark.thorough
TODAY, START = date(2026, 11, 23), date(2027, 5, 12)
WISH = TripRequest("culture", "沈阳", 3, "gentle", START)


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


def test_no_edit_changes_nothing(edited, trip: Itinerary) -> None:  # type: ignore[no-untyped-def]
    same = difference(trip, edited())
    assert same.gone == same.new == same.moved == ()


@pytest.mark.parametrize("kind", ["drop", "swap"])
def test_a_dropped_place_goes_and_most_others_stay(edited, trip: Itinerary, kind: str) -> None:  # type: ignore[no-untyped-def]
    gone = trip.days[1].visits[0].place.id
    change = difference(trip, edited(Edit(kind, gone)))  # type: ignore[arg-type]
    assert gone in change.gone
    assert len(change.gone) <= 2
    assert bool(change.new) == (kind == "swap")


def test_a_kept_place_survives_a_slower_pace(edited, trip: Itinerary, rules: RulePack) -> None:  # type: ignore[no-untyped-def]
    kept = places(trip)[0]
    slow = edited(Edit("slower"), Edit("keep", kept))
    assert kept in places(slow)
    assert max(day.walk_m for day in slow.days) <= 0.75 * profile(rules, WISH.profile).walk_m
    assert len(difference(trip, slow).kept) >= len(places(slow)) // 2


def test_a_pinned_place_moves_to_its_day(edited, trip: Itinerary) -> None:  # type: ignore[no-untyped-def]
    moved = trip.days[1].visits[0].place.id
    assert moved in {v.place.id for v in edited(Edit("pin", moved, day=2)).days[1].visits}


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


def test_an_edit_that_cannot_be_is_explained(catalog: Catalog, facts: Facts, trip: Itinerary) -> None:
    open_now = catalog.places[places(trip)[0]]
    closed = replace(open_now, season_from=10, season_to=11)
    late = replace(facts, catalog=replace(catalog, places={**catalog.places, closed.id: closed}))
    answer = replan(late, trip, [Edit("keep", closed.id)], SolveOptions())
    assert isinstance(answer, Infeasible)
    assert (answer.reasons[0].code, answer.reasons[0].values["place"]) == ("season_closed", closed.name)


def test_a_place_of_the_trip_that_is_kept_changes_nothing(edited, trip: Itinerary) -> None:  # type: ignore[no-untyped-def]
    for place in places(trip)[:3]:
        kept = edited(Edit("keep", place))
        same = difference(trip, kept)
        assert same.gone == same.new == same.moved == ()
        assert [day.hotel for day in kept.days] == [day.hotel for day in trip.days]
        assert place in kept.request.musts


def test_a_place_to_come_in_costs_no_more_places_than_it_must(edited, trip: Itinerary, catalog: Catalog) -> None:  # type: ignore[no-untyped-def]
    """The day it comes into has room for so many visits: at most one of them goes, no other day changes."""
    city = catalog.hotels[trip.days[0].hotel.id].city  # type: ignore[union-attr]
    near = next(
        p
        for p in catalog.places.values()
        if p.city == city and p.usable and p.id not in places(trip) and p.kind == "park"
    )
    change = difference(trip, edited(Edit("keep", near.id)))
    assert near.id in change.new
    assert len(change.gone) <= 1
    assert not change.moved


def test_what_an_edit_could_not_do_is_told(edited, trip: Itinerary, catalog: Catalog) -> None:  # type: ignore[no-untyped-def]
    def codes(*edits: Edit) -> list[str]:
        return [reason.code for reason in effects_of(catalog, trip, edited(*edits), edits).idle]

    there, other = places(trip)[0], trip.days[1].visits[0].place.id
    elsewhere = next(p for p in catalog.places if p not in places(trip))
    assert codes(Edit("faster")) == ["edit_already_faster"]
    assert codes(Edit("keep", there)) == ["edit_keeps"]
    assert codes(Edit("drop", elsewhere)) == ["edit_not_there"]
    assert codes(Edit("swap", other)) == []


def test_what_was_asked_for_is_told_from_what_else_changed(edited, trip: Itinerary, catalog: Catalog) -> None:  # type: ignore[no-untyped-def]
    gone = places(trip)[1]
    edit = Edit("drop", gone)
    found = effects_of(catalog, trip, edited(edit), [edit])
    assert found.asked.gone == (gone,)
    assert gone not in found.beside.gone
    assert found.beside.new == ()
    assert {reason.code for reason in found.rest} <= {"edit_times"}


def test_other_nights_and_times_are_told(trip: Itinerary, catalog: Catalog) -> None:
    first, second, last = trip.days
    hotel = next(h for h in catalog.hotels.values() if second.hotel and h.id != second.hotel.id)
    moved = replace(second, hotel=hotel_spot(hotel))
    later = replace(last, items=(replace(last.items[0], start=last.items[0].start + 1), *last.items[1:]))
    found = effects_of(catalog, trip, replace(trip, days=(first, moved, later)), [Edit("slower")])
    assert [(reason.code, reason.values.get("night", reason.values.get("days"))) for reason in found.rest] == [
        ("edit_night", 2),
        ("edit_times", "3"),
    ]
    assert effects_of(catalog, trip, trip, [Edit("slower")]).rest == ()
