"""Each rule of the checker of stays, broken alone: it is named."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.facts import Facts
from planner.itinerary.types import Visit
from planner.solving import SolveOptions
from planner.stay import NearbyThing, Stay, StayDay, StayRequest, check_stay
from planner.stay.planning import plan_stay
from planner.violations import Checked

Change = Callable[[Stay], Stay]


@pytest.fixture(scope="module")
def stay(facts: Facts) -> Stay:
    """Two bases in winter, with outings and days at leisure."""
    found = plan_stay(facts, StayRequest("沈阳", 21, date(2027, 1, 10), "steady"), SolveOptions(seconds=600))
    assert isinstance(found, Checked)
    return found.result


def broken(facts: Facts, stay: Stay, *, hard: bool = True) -> set[str]:
    return {violation.rule for violation in check_stay(facts, stay) if violation.hard == hard}


def with_day(stay: Stay, number: int, **changes: Any) -> Stay:
    days = list(stay.days)
    days[number] = replace(days[number], **changes)
    return replace(stay, days=tuple(days))


def with_base(stay: Stay, number: int, **changes: Any) -> Stay:
    bases = list(stay.bases)
    bases[number] = replace(bases[number], **changes)
    return replace(stay, bases=tuple(bases))


def first(stay: Stay, use: str) -> int:
    return next(n for n, day in enumerate(stay.days) if day.use == use and (use != "leisure" or day.things))


def with_thing(stay: Stay, fits: Callable[[NearbyThing], bool], **changes: Any) -> Stay:
    """The first such thing of a day changed, on the day and among those of its base."""
    for number, day in enumerate(stay.days):
        for thing in day.things:
            if fits(thing) and day.base is not None:
                new = replace(thing, **changes)
                things = tuple(new if each == thing else each for each in stay.bases[day.base].things)
                changed = with_base(stay, day.base, things=things)
                return with_day(changed, number, things=tuple(new if each == thing else each for each in day.things))
    raise AssertionError("no such thing")


def moved_to_next(stay: Stay) -> Stay:
    """The first outing's day as the second's neighbour: the day between has an outing too."""
    out = [n for n, day in enumerate(stay.days) if day.use == "outing"]
    number = next(n for n, later in itertools.pairwise(out) if later == n + 2)
    trip = stay.days[number].trip
    assert trip
    return with_day(stay, number + 1, use="outing", trip=replace(trip, date=stay.days[number + 1].date), things=())


def early_outing(stay: Stay) -> Stay:
    """An outing on the day after the arrival."""
    trip = stay.days[first(stay, "outing")].trip
    assert trip
    return with_day(stay, 1, use="outing", trip=replace(trip, date=stay.days[1].date), things=())


def longer_visit(stay: Stay) -> Stay:
    """A visit that ends later than the next thing begins."""
    number = first(stay, "outing")
    trip = stay.days[number].trip
    assert trip
    items = tuple(replace(i, end=i.end + 300) if isinstance(i, Visit) else i for i in trip.items)
    return with_day(stay, number, trip=replace(trip, items=items))


def other_bases(stay: Stay) -> Stay:
    return with_base(stay, 1, hotel=stay.bases[0].hotel, city=stay.bases[0].city)


CASES: dict[str, Change] = {
    "day-count": lambda stay: replace(stay, days=stay.days[:-1]),
    "dates": lambda stay: with_day(stay, 1, date=stay.days[1].date + timedelta(days=1)),
    "hotel-missing": lambda stay: with_day(stay, 1, base=1),
    "stay-bases": lambda stay: replace(stay, request=replace(stay.request, bases=1)),
    "stay-same-city": other_bases,
    "stay-at-home": lambda stay: replace(stay, request=replace(stay.request, home=stay.bases[0].city)),
    "stay-price": lambda stay: replace(stay, request=replace(stay.request, price="low")),
    "hotel-lift": lambda stay: replace(stay, request=replace(stay.request, lift="confirmed")),
    "hotel-unsure": lambda stay: with_base(stay, 0, hotel=replace(stay.bases[0].hotel, id="none")),
    "stay-mark": lambda stay: with_base(stay, 0, hospital=replace(stay.bases[0].hospital, km=9.9)),
    "stay-neighbours": moved_to_next,
    "stay-settle": early_outing,
    "twice": early_outing,
    "overlap": longer_visit,
    "stay-outing": lambda stay: with_base(
        stay, 0, things=tuple(replace(stay.bases[0].things[0], spot=visit.place, use="park") for visit in visits(stay))
    ),
    "banned": lambda stay: replace(stay, request=replace(stay.request, bans=(visits(stay)[0].place.id,))),
    "stay-foot": lambda stay: with_thing(stay, lambda thing: thing.way == "walk" and thing.metres > 0, minutes=99),
    "stay-ride": lambda stay: with_thing(stay, lambda thing: thing.way == "ride", minutes=99),
    "ride-too-short": lambda stay: with_thing(stay, lambda thing: thing.way == "ride", minutes=1),
    "road-mark": lambda stay: with_thing(stay, lambda thing: thing.metres > 0, metres=5),
    "stay-foot-share": lambda stay: with_thing(
        stay, lambda thing: thing.way == "ride", way="walk", metres=9000, minutes=999
    ),
    "place-unsure": lambda stay: with_thing(
        stay, lambda thing: thing.metres > 0, spot=replace(stay.bases[0].hotel, kind="place", id="none")
    ),
    "proof": lambda stay: replace(stay, proof=replace(stay.proof, bound=stay.proof.worth - 1)),
}


def visits(stay: Stay) -> list[Visit]:
    return [visit for day in stay.days if day.trip for visit in day.trip.visits]


def test_a_planned_stay_is_sound(facts: Facts, stay: Stay) -> None:
    assert not broken(facts, stay)


@pytest.mark.parametrize("rule", CASES)
def test_a_broken_rule_is_named(facts: Facts, stay: Stay, rule: str) -> None:
    assert rule in broken(facts, CASES[rule](stay))


RULES = {
    "stay-base-nights": 20,
    "stay-outings": 1,
    "stay-outing-visits": 1,
    "stay-outing-ride": 5,
    "stay-hospital-km": 0.01,
    "stay-leisure": 0,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_tighter_rule_is_broken(facts: Facts, stay: Stay, rule: str) -> None:
    rules = {**facts.rules.rules, rule: replace(facts.rules[rule], value=RULES[rule])}
    tighter = replace(facts, rules=replace(facts.rules, rules=rules))
    assert rule in broken(tighter, stay)


def test_a_quiet_week_is_no_fault_but_is_told(facts: Facts, stay: Stay) -> None:
    quiet = replace(
        stay,
        days=tuple(
            StayDay(day.date, "leisure", day.base, None, (), day.weather) if day.use == "outing" else day
            for day in stay.days
        ),
    )
    assert not broken(facts, quiet)
    assert "stay-outings-least" in broken(facts, quiet, hard=False)


def test_a_closed_place_is_not_offered(facts: Facts, stay: Stay) -> None:
    """The same things in a season in which one of them is shut."""
    places = dict(facts.catalog.places)
    named = next(t.spot.id for day in stay.days for t in day.things if t.spot.kind == "place")
    places[named] = replace(places[named], season_from=6, season_to=8)
    shut = replace(facts, catalog=replace(facts.catalog, places=places))
    assert "closed" in broken(shut, stay)
