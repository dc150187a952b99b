"""Each hard rule of the checker, broken alone: it is named, and nothing else is."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.facts import Facts
from planner.itinerary.check import day_notes, evening, loads, open_air
from planner.itinerary.check import itinerary as check
from planner.itinerary.check import requirements as check_requirements
from planner.itinerary.check.itinerary import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Connection, Day, Itinerary, Leg, Lunch, Pin, Rest, Supper, TripRequest, Visit
from planner.people import profile, way_effort
from planner.solving import SolveOptions
from tests.support.results import accepted

TODAY, START = date(2026, 11, 24), date(2027, 5, 11)
WISHES = {
    "there and back": TripRequest("culture", "阜新", 1, "gentle", START),
    "away": TripRequest("nostalgia", "沈阳", 2, "gentle", START),
    "longer": TripRequest("nostalgia", "沈阳", 3, "gentle", START),
    "cane": TripRequest("culture", "沈阳", 1, "cane", START),
    "museum": TripRequest("culture", "沈阳", 1, "gentle", START, musts=("liaoning-provincial-museum",)),
    "day": TripRequest("nostalgia", "沈阳", 1, "gentle", START),
    "evening": TripRequest("food", "沈阳", 2, "gentle", START, arrival=Connection("沈阳", 18 * 60 + 10)),
    "far": TripRequest("nostalgia", "抚顺", 3, "gentle", START),
    "free": TripRequest("nostalgia", "沈阳", 3, "gentle", date(2027, 5, 10)),
    "winter": TripRequest("nature", "沈阳", 2, "gentle", date(2027, 2, 15)),
}


@dataclass(frozen=True)
class World:
    """A trip and what it is checked against."""

    trip: Itinerary
    facts: Facts

    def broken(self) -> set[str]:
        found = check_itinerary(self.facts, self.trip)
        return {violation.rule for violation in found if violation.hard}

    def visits(self) -> list[Visit]:
        return [visit for day in self.trip.days for visit in day.visits]

    def asking(self, **wishes: Any) -> World:
        return replace(self, trip=replace(self.trip, request=replace(self.trip.request, **wishes)))

    def row(self, table: str, key: str, **cells: Any) -> World:
        """The world with other facts in one row."""
        rows: dict[str, Any] = dict(getattr(self.facts.catalog, table))
        rows[key] = replace(rows[key], **cells)
        return replace(self, facts=replace(self.facts, catalog=replace(self.facts.catalog, **{table: rows})))

    def rule(self, name: str, value: Any) -> World:
        changed = {**self.facts.rules.rules, name: replace(self.facts.rules[name], value=value)}
        return replace(self, facts=replace(self.facts, rules=replace(self.facts.rules, rules=changed)))

    def person(self, **budgets: Any) -> World:
        who = self.trip.request.profile
        profiles = {**self.facts.rules.profiles, who: {**self.facts.rules.profiles[who], **budgets}}
        return replace(self, facts=replace(self.facts, rules=replace(self.facts.rules, profiles=profiles)))

    def day(self, number: int, **changes: Any) -> World:
        days = list(self.trip.days)
        days[number] = replace(days[number], **changes)
        return replace(self, trip=replace(self.trip, days=tuple(days)))

    def item(self, fits: Callable[[Any], bool], summed: bool = True, **changes: Callable[[Any], Any]) -> World:
        """The first item that fits, changed by functions of it; the day's sums with it unless not `summed`."""
        for number, day in enumerate(self.trip.days):
            for place, item in enumerate(day.items):
                if fits(item):
                    new = replace(item, **{name: change(item) for name, change in changes.items()})
                    items = (*day.items[:place], new, *day.items[place + 1 :])
                    sums = self.sums(replace(day, items=items)) if summed else {}
                    return self.day(number, items=items, **sums)
        raise AssertionError("nothing fits")

    def sums(self, day: Day) -> dict[str, int]:
        legs = [item for item in day.items if isinstance(item, Leg)]
        foot = sum(leg.walk_m for leg in legs)
        return {
            "walk_m": sum(visit.walk_m for visit in day.visits) + foot,
            "climb_m": sum(visit.climb_m for visit in day.visits),
            "met_min": sum(visit.met_min for visit in day.visits)
            + way_effort(foot, profile(self.facts.rules, self.trip.request.profile)),
            "ride_min": sum(leg.end - leg.start for leg in legs if leg.mode == "ride"),
        }


def is_a(kind: type, **values: Any) -> Callable[[Any], bool]:
    return lambda item: isinstance(item, kind) and all(getattr(item, name) == value for name, value in values.items())


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def home(world: World) -> str:
    return world.facts.catalog.cities["沈阳"].station


def slept_at_the_station(world: World) -> World:
    """The last day ends at a hotel that stands where home is."""
    last = world.trip.days[-1].items[-1].target
    hotels = dict(world.facts.catalog.hotels)
    hotels[last.id] = hotels[world.trip.days[0].hotel.id]
    catalog = replace(world.facts.catalog, hotels=hotels)
    return replace(world.day(-1, hotel=last), facts=replace(world.facts, catalog=catalog))


def begun_before_it_ends(world: World) -> World:
    """A visit begins a minute before the ride to it has ended."""
    for day in world.trip.days:
        for before, item in zip(day.items, day.items[1:], strict=False):
            if isinstance(item, Visit) and before.end == item.start and not item.hours_known:
                return world.item(lambda it, item=item: it is item, start=lambda v: v.start - 1)
    raise AssertionError("no visit right after a ride")


def without_lunch(world: World) -> World:
    for number, day in enumerate(world.trip.days):
        lunch = next((item for item in day.items if isinstance(item, Lunch)), None)
        if lunch and lunch.spot.kind == "place":
            return world.day(number, items=tuple(i for i in day.items if not isinstance(i, Lunch | Rest)))
    raise AssertionError("every lunch is at a restaurant")


def seen_again(world: World) -> World:
    """The last visit twice in a row, for somebody with endless strength and in a town that never closes."""
    day = world.trip.days[-1]
    last = day.visits[-1]
    place, stay = day.items.index(last), last.end - last.start
    after = (replace(i, start=i.start + stay, end=i.end + stay) for i in (last, *day.items[place + 1 :]))
    items = (*day.items[: place + 1], *after)
    for name, limit in (
        ("assumed-closes", "23:00"),
        ("dinner-by", "23:30"),
        ("lunch-to", "23:00"),
        ("midday-rest-to", "23:30"),
        ("sightseeing-stretch", 999),
    ):
        world = world.rule(name, limit)
    changed = replace(day, items=items)
    world = world.day(-1, items=items, **world.sums(changed)).row(
        "places", last.place.id, hours=None, last_entry_min=None
    )
    world = world.person(walk_m=9000, climb_m=900, met_min=9000, visits_a_day=9, ride_min=900)
    return world.item(lambda i: isinstance(i, Visit) and i.place == last.place, hours_known=lambda _: False).item(
        lambda i: isinstance(i, Visit) and i.place == last.place and i.start > last.start, hours_known=lambda _: False
    )


def open_until(world: World, shift: int) -> World:
    """A visit's place closes so many minutes after the visit ends."""
    visit = next(v for v in world.visits() if v.hours_known)
    hours = f"Mo-Su 00:00-{clock(visit.end + shift)}"
    return world.row("places", visit.place.id, hours=hours, last_entry_min=None)


def late_at_the_gate(world: World) -> World:
    visit = next(v for v in world.visits() if v.hours_known)
    hours, late = f"Mo-Su 00:00-{clock(visit.end + 10)}", visit.end + 10 - visit.start + 1
    return world.row("places", visit.place.id, hours=hours, last_entry_min=late)


def evening_at_once(world: World) -> World:
    """An arrival that leaves no more than the way to the hotel, while the trip has visits on that day."""
    return world.asking(arrival=Connection(home(world), 300)).rule("arrival-evening", 1000)


def off_season(world: World) -> World:
    visit = next(v for v in world.visits() if not v.hours_known)
    return world.row("places", visit.place.id, season_from=1, season_to=2)


def in_the_night(world: World) -> World:
    """The first place lies so far west that the sun is not up yet."""
    return first_place(world, lon=40.0, indoor_share=0)


def open_to_the_sky(world: World) -> World:
    rests = (item for day in world.trip.days for item in day.items if isinstance(item, Rest))
    rest = next(rest for rest in rests if rest.spot.kind == "place")
    return world.row("places", rest.spot.id, indoor_share=0).person(cold_out_min=999)


def first_place(world: World, **cells: Any) -> World:
    return world.row("places", world.visits()[0].place.id, **cells)


def one_less(world: World, budget: str, load: str) -> World:
    return world.person(**{budget: max(getattr(day, load) for day in world.trip.days) - 1})


def ends_at(world: World) -> int:
    return world.trip.days[-1].items[-1].end


def stroll(world: World) -> str:
    return next(day.free.place.id for day in world.trip.days if day.free and day.free.place)


FAULTS: dict[str, tuple[str, Callable[[World], World]]] = {
    "evening-arrival": ("evening", lambda w: w.row("hotels", w.trip.days[0].hotel.id, city="大连")),
    "supper": ("evening", lambda w: w.day(0, items=w.trip.days[0].items[:-1])),
    "supper-minutes": ("evening", lambda w: w.item(is_a(Supper), end=lambda supper: supper.end - 1)),
    "supper-table": ("evening", lambda w: w.row("restaurants", w.trip.days[0].items[-1].table.id, usable=False)),
    "supper-table-by": ("evening", lambda w: w.rule("supper-table-by", clock(w.trip.days[0].items[-1].start))),
    "day-count": ("away", lambda w: w.asking(days=3)),
    "dates": ("away", lambda w: w.day(1, date=w.trip.days[1].date + timedelta(days=7))),
    "hotel-missing": ("away", slept_at_the_station),
    "hotel-unsure": ("away", lambda w: w.row("hotels", w.trip.days[0].hotel.id, usable=False)),
    "hotel-lift": ("away", lambda w: w.row("hotels", w.trip.days[0].hotel.id, lift="no")),
    "lift-mark": ("away", lambda w: w.day(0, hotel_lift="likely")),
    "overlap": ("away", begun_before_it_ends),
    "jump": ("longer", lambda w: w.item(is_a(Lunch), spot=lambda lunch: replace(lunch.spot, id="elsewhere"))),
    "wrong-end": ("day", lambda w: w.asking(departure=Connection("沈阳南", 1300))),
    "late-end": ("day", lambda w: w.asking(departure=Connection(home(w), ends_at(w) + 39))),
    "ride-too-short": ("day", lambda w: w.item(is_a(Leg, mode="ride"), end=lambda leg: leg.end - 1)),
    "road-mark": ("day", lambda w: w.item(is_a(Leg, mode="ride"), km=lambda leg: leg.km + 0.2)),
    "coach-stretch": ("far", lambda w: w.item(lambda i: isinstance(i, Leg) and i.stops > 0, stops=lambda _: 0)),
    "no-such-train": ("away", lambda w: w.item(is_a(Leg, mode="train"), train=lambda _: "G9999")),
    "train-from": ("away", lambda w: w.rule("train-from", "23:00")),
    "train-by": ("away", lambda w: w.rule("train-by", "05:00")),
    "day-trip-train": ("there and back", lambda w: w.rule("day-trip-train", 40)),
    "train-longest": ("away", lambda w: w.rule("train-longest", 20)),
    "place-unsure": ("day", lambda w: first_place(w, usable=False)),
    "closed": ("day", off_season),
    "day-start": (
        "away",
        lambda w: w.rule("early-train", "23:00").rule("day-start", clock(min(v.start for v in w.visits()) + 1)),
    ),
    "walk-below": ("day", lambda w: w.rule("walk-below", 100_000)),
    "walk-stretch": ("cane", lambda w: w.rule("walk-stretch", 0)),
    "station-before": ("away", lambda w: w.rule("station-before", 44).rule("station-wait", 99)),
    "station-after": ("away", lambda w: w.rule("station-after", 16)),
    "dark": ("day", in_the_night),
    "roof": ("winter", open_to_the_sky),
    "no-strenuous": ("day", lambda w: first_place(w, intensity=9)),
    "steps": ("day", lambda w: first_place(w, step_free="no")),
    "visit-too-short": ("day", lambda w: w.item(is_a(Visit), end=lambda v: v.end - 1)),
    "sightseeing-stretch": ("day", lambda w: w.rule("sightseeing-stretch", 20)),
    "load-mark": ("day", lambda w: w.item(is_a(Visit), walk_m=lambda v: v.walk_m - 1)),
    "seat-stretch": ("cane", lambda w: w.item(lambda i: isinstance(i, Visit) and i.sits > 0, sits=lambda _: 0)),
    "toilet": ("museum", lambda w: w.item(lambda i: isinstance(i, Visit) and i.toilets > 0, toilets=lambda _: 0)),
    "opening-hours": ("day", lambda w: open_until(w, -1)),
    "last-entry": ("day", late_at_the_gate),
    "hours-mark": ("day", lambda w: w.item(is_a(Visit), hours_known=lambda v: not v.hours_known)),
    "lunch": ("longer", without_lunch),
    "lunch-minutes": ("longer", lambda w: w.item(is_a(Lunch), end=lambda lunch: lunch.end - 1)),
    "lunch-time": ("longer", lambda w: w.rule("lunch-from", "13:30")),
    "midday-rest": ("longer", lambda w: w.item(is_a(Rest), end=lambda rest: rest.end - 1)),
    "sum-mark": ("day", lambda w: w.day(0, walk_m=w.trip.days[0].walk_m - 1)),
    "walk-budget": ("away", lambda w: one_less(w, "walk_m", "walk_m")),
    "climb-budget": ("away", lambda w: one_less(w, "climb_m", "climb_m")),
    "effort-budget": ("away", lambda w: one_less(w, "met_min", "met_min")),
    "ride-budget": ("away", lambda w: one_less(w, "ride_min", "ride_min")),
    "visit-budget": ("away", lambda w: w.person(visits_a_day=max(len(day.visits) for day in w.trip.days) - 1)),
    "trip-effort": ("longer", lambda w: w.rule("trip-effort", 0.1)),
    "late-visit": ("away", evening_at_once),
    "twice": ("day", seen_again),
    "must-missing": ("day", lambda w: w.asking(musts=("laohutan",))),
    "banned": ("day", lambda w: w.asking(bans=(w.visits()[0].place.id,))),
    "kind-unwanted": ("day", lambda w: w.asking(kinds_out=(w.facts.catalog.places[w.visits()[0].place.id].kind,))),
    "pin": ("away", lambda w: w.asking(pins=(Pin(w.trip.days[0].visits[0].place.id, 2),))),
    "budget": ("day", lambda w: first_place(w, ticket_fen=5000).asking(budget_fen=4999)),
    "connection": ("away", lambda w: w.asking(arrival=Connection(home(w), 300, "G1"))),
    "far-night": ("evening", lambda w: w.item(is_a(Supper), far_min=lambda _: 40)),
    "group-table": ("away", lambda w: w.item(is_a(Lunch), book=lambda _: 12)),
    "free-time": ("free", lambda w: w.rule("free-from", "06:00")),
    "free-place": ("free", lambda w: w.row("places", stroll(w), usable=False)),
    "free-reach": ("free", lambda w: w.rule("rest-reach", 0).rule("walk-below", 0)),
    "late-supper": ("free", lambda w: w.day(-1, supper="home")),
    "proof": ("day", lambda w: replace(w, trip=replace(w.trip, proof=replace(w.trip.proof, gap=2.0)))),
}  # fmt: skip
SOFT = {
    "hard-day",
    "station-wait",
    "heat-noon",
    "rest-reach",
    "break-length",
    "ride-a-visit",
    "base-reach",
    "evening-reach",
    "midday-rest-from",
}


@pytest.fixture(scope="module")
def world_of(facts: Facts) -> Callable[[str], World]:
    """The world of a name, in which no rule is broken; each is planned once."""

    @cache
    def planned(name: str) -> World:
        found = World(accepted(plan_trip(facts, WISHES[name], SolveOptions())), facts)
        assert found.broken() == set()
        return found

    return planned


@pytest.mark.parametrize("rule", FAULTS)
def test_a_rule_broken_alone_is_named_alone(rule: str, world_of: Callable[[str], World]) -> None:
    name, spoil = FAULTS[rule]
    assert spoil(world_of(name)).broken() == {rule}


def test_no_rule_of_the_checker_is_forgotten() -> None:
    named = set()
    for module in (check, check_requirements, day_notes, evening, loads, open_air):
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Violation":
                named |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
            if isinstance(node, ast.Dict):
                keys = (key.value for key in node.keys if isinstance(key, ast.Constant))
                named |= {key for key in keys if str(key).endswith("-budget") or str(key).startswith("train-")}
    assert named - SOFT == set(FAULTS)
