"""The checker of itineraries: a good trip passes; every planted fault is found, there and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.check.itinerary import check_itinerary
from planner.itinerary.types import Day, Itinerary, Leg, Lunch, Rest, Visit
from planner.rules import RulePack

Change = Callable[[Itinerary, Catalog], Itinerary]


def with_day(trip: Itinerary, number: int, **changes: object) -> Itinerary:
    days = list(trip.days)
    days[number] = replace(days[number], **changes)
    return replace(trip, days=tuple(days))


def with_item(kind: type, **changes: Callable[[object], object]) -> Change:
    """Change the first item of a kind; each change is a function of the item."""

    def change(trip: Itinerary, _catalog: Catalog) -> Itinerary:
        number, position = find(trip, kind)
        items = list(trip.days[number].items)
        items[position] = replace(items[position], **{name: f(items[position]) for name, f in changes.items()})
        return with_day(trip, number, items=tuple(items))

    return change


def find(trip: Itinerary, kind: type, mode: str = "") -> tuple[int, int]:
    for number, day in enumerate(trip.days):
        for position, item in enumerate(day.items):
            if isinstance(item, kind) and (not mode or item.mode == mode):
                return number, position
    raise AssertionError(f"no {kind.__name__} in the trip")


def without(kind: type) -> Change:
    def change(trip: Itinerary, _catalog: Catalog) -> Itinerary:
        days = tuple(replace(d, items=tuple(i for i in d.items if not isinstance(i, kind))) for d in trip.days)
        return replace(trip, days=days)

    return change


def swap_train(trip: Itinerary, _catalog: Catalog) -> Itinerary:
    number, position = find(trip, Leg, "train")
    items = list(trip.days[number].items)
    items[position] = replace(items[position], train="G9999")
    return with_day(trip, number, items=tuple(items))


def hurried(trip: Itinerary, _catalog: Catalog) -> Itinerary:
    number, position = find(trip, Leg, "ride")
    items = list(trip.days[number].items)
    items[position] = replace(items[position], end=items[position].end - 1)
    return with_day(trip, number, items=tuple(items))


def shortened(trip: Itinerary, _catalog: Catalog) -> Itinerary:
    number, position = find(trip, Leg, "ride")
    items = list(trip.days[number].items)
    items[position] = replace(items[position], km=items[position].km - 0.2)
    return with_day(trip, number, items=tuple(items))


def called_measured(trip: Itinerary, _catalog: Catalog) -> Itinerary:
    number, position = find(trip, Leg, "ride")
    items = list(trip.days[number].items)
    items[position] = replace(items[position], measured=True)
    return with_day(trip, number, items=tuple(items))


def twice(trip: Itinerary, _catalog: Catalog) -> Itinerary:
    number, position = find(trip, Visit)
    visit = trip.days[number].items[position]
    items = (*trip.days[number].items[: position + 1], visit, *trip.days[number].items[position + 1 :])
    return with_day(trip, number, items=items)


def unsure_hotel(trip: Itinerary, catalog: Catalog) -> Itinerary:
    other = next(hotel for hotel in catalog.hotels.values() if not hotel.usable)
    assert trip.days[0].hotel
    return with_day(trip, 0, hotel=replace(trip.days[0].hotel, id=other.id))


def hotel_without_lift(trip: Itinerary, catalog: Catalog) -> Itinerary:
    other = next(hotel for hotel in catalog.hotels.values() if hotel.usable and hotel.lift != "yes")
    assert trip.days[0].hotel
    return with_day(trip, 0, hotel=replace(trip.days[0].hotel, id=other.id))


def ask(**wishes: object) -> Change:
    return lambda trip, _catalog: replace(trip, request=replace(trip.request, **wishes))


def first_visited(trip: Itinerary) -> str:
    number, position = find(trip, Visit)
    visit = trip.days[number].items[position]
    assert isinstance(visit, Visit)
    return visit.place.id


FAULTS: dict[str, Change] = {
    "day-count": lambda trip, _: replace(trip, days=trip.days[:1]),
    "dates": lambda trip, _: with_day(trip, 1, date=trip.days[0].date),
    "hotel-missing": lambda trip, _: with_day(trip, 0, hotel=None),
    "hotel-unsure": unsure_hotel,
    "hotel-lift": hotel_without_lift,
    "overlap": with_item(Visit, start=lambda v: v.start - 1),
    "jump": with_item(Lunch, spot=lambda lunch: replace(lunch.spot, id="elsewhere")),
    "ride-too-short": hurried,
    "no-such-train": swap_train,
    "visit-too-short": with_item(Visit, end=lambda v: v.end - 1),
    "load-mark": with_item(Visit, walk_m=lambda v: v.walk_m + 1),
    "road-mark": shortened,
    "hours-mark": with_item(Visit, hours_known=lambda v: not v.hours_known),
    "lunch": without(Lunch),
    "lunch-minutes": with_item(Lunch, end=lambda lunch: lunch.end - 1),
    "midday-rest": with_item(Rest, end=lambda rest: rest.end - 1),
    "sum-mark": lambda trip, _: with_day(trip, 0, walk_m=trip.days[0].walk_m + 1),
    "twice": twice,
    "must-missing": ask(musts=("laohutan",)),
    "banned": lambda trip, _: replace(trip, request=replace(trip.request, bans=(first_visited(trip),))),
    "proof": lambda trip, _: replace(trip, proof=replace(trip.proof, bound=trip.proof.worth - 1)),
    "steps": ask(profile="wheelchair"),
    "walk-budget": ask(profile="cane"),
    "effort-budget": ask(profile="cane"),
}


def test_a_planned_trip_breaks_no_rule(facts: Facts, itinerary: Itinerary) -> None:
    assert [v for v in check_itinerary(facts, itinerary) if v.hard] == []


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found(rule: str, catalog: Catalog, facts: Facts, itinerary: Itinerary) -> None:
    spoiled = FAULTS[rule](itinerary, catalog)
    assert spoiled != itinerary
    found = check_itinerary(facts, spoiled)
    assert rule in {v.rule for v in found if v.hard}


def test_a_trip_is_judged_by_the_rules_of_its_day(facts: Facts, rules: RulePack, itinerary: Itinerary) -> None:
    """A stricter edition counts from its first day on, and for no trip before it."""
    old, found = rules["coach-stretch"], []
    for days_later in (0, 1):
        new = replace(old, value=1, valid_from=itinerary.request.start + timedelta(days_later))
        held = replace(facts, rules=replace(rules, editions={old.id: (old, new)}))
        found.append("coach-stretch" in {v.rule for v in check_itinerary(held, itinerary)})
    assert found == [True, False]


def test_an_estimate_called_measured_is_found(catalog: Catalog, facts: Facts, itinerary: Itinerary) -> None:
    found = check_itinerary(facts, called_measured(itinerary, catalog))
    assert "road-mark" in {v.rule for v in found if v.hard}


def test_lateness_and_closed_doors_are_measured(facts: Facts, rules: RulePack, itinerary: Itinerary) -> None:
    """Each day moved as a whole by six hours: late at the hotel, after closing time, lunch at dusk."""
    late = [
        replace(day, items=tuple(replace(i, start=i.start + 360, end=i.end + 360) for i in day.items))
        for day in itinerary.days
    ]
    found = {v.rule: v for v in check_itinerary(facts, with_items(itinerary, late[0]))}
    last = max(item.end for item in itinerary.days[0].items)
    assert found["late-end"].excess == last + 360 - rules.minute("dinner-by")
    moved = {v.rule for v in check_itinerary(facts, replace(itinerary, days=tuple(late)))}
    assert {"opening-hours", "lunch-time", "midday-rest"} <= moved


def with_items(trip: Itinerary, day: Day) -> Itinerary:
    return replace(trip, days=(day, *trip.days[1:]))
