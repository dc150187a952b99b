"""Facts, rules and a request → numbers for the solver, and back from a chosen day to its spots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, partial

import numpy as np

from planner.catalog import Catalog, Place
from planner.facts import Facts
from planner.itinerary.inputs.eligibility import is_open, leave_by, opening
from planner.itinerary.inputs.hotels import Base, home_spot, link
from planner.itinerary.inputs.rail_links import DirectTrain
from planner.itinerary.inputs.scoring import Weights, weights_of
from planner.itinerary.inputs.travel_matrix import (
    Ground,
    air_km,
    make_ground,
    place_spot,
    restaurant_spot,
    rough_minutes,
    station_spot,
)
from planner.itinerary.problem import HOME, MAX_PLACES, DayLimits, DayProblem, Ints, Transfer
from planner.itinerary.types import Connection, Spot, TripRequest
from planner.people import MobilityProfile, stay_minutes, visit_effort
from planner.rules import RulePack
from planner.travel import UNREACHABLE

LUNCH_REACH_KM = 3.0  # farther through the air is farther than the rule `lunch-reach`


@dataclass(frozen=True)
class DayFrame:
    """What a day is planned within: from `origin` to `target` on `day`, its limits, and the trains of which it takes
    one; none: by road."""

    origin: Spot
    target: Spot
    day: date
    limits: DayLimits
    trains: tuple[DirectTrain, ...] = ()


@dataclass(frozen=True)
class DaySketch:
    """A day's problem with the meaning of its numbers: which spot each point is, and its frame, whose trains are the
    transfers. `origin` and `target` are nodes, `days` those of the trip it may be used on; what is open when is the
    same on all of them."""

    origin: int
    target: int
    days: tuple[int, ...]
    problem: DayProblem
    points: tuple[int, ...]  # rows of the ground
    place_ids: tuple[str, ...]
    frame: DayFrame  # its day is one of `days`


@dataclass(frozen=True)
class TripInputs:
    """Everything a trip's days are sketched from."""

    facts: Facts
    person: MobilityProfile
    ground: Ground
    weights: Weights
    worth: dict[str, int]
    musts: frozenset[str]
    pins: dict[str, tuple[date, int | None]] = field(default_factory=dict)  # the day of a place, and from when


def make_inputs(
    facts: Facts,
    person: MobilityProfile,
    worth: dict[str, int],
    musts: Iterable[str],
    spots: Iterable[Spot],
    pins: dict[str, tuple[date, int | None]] | None = None,
) -> TripInputs:
    """The ground with the given spots, the places worth a ride from them, and the restaurants near by."""
    spots, musts = list(dict.fromkeys(spots)), frozenset(musts)
    weights = weights_of(facts.rules)
    near = shortlist(facts.catalog, worth, musts, spots, weights.ride_min)
    points = [*spots, *(place_spot(facts.catalog.places[p]) for p in near)]
    tables = [restaurant_spot(r) for r in facts.catalog.restaurants.values() if r.usable]
    within = air_km(points, tables).min(axis=0) <= LUNCH_REACH_KM if tables else []
    points += [table for table, reached in zip(tables, within, strict=True) if reached]
    return TripInputs(facts, person, make_ground(points, person, facts.rules), weights, near, musts, pins or {})


def shortlist(
    catalog: Catalog, worth: dict[str, int], musts: frozenset[str], spots: list[Spot], ride_cost: int
) -> dict[str, int]:
    """The places that a day from or to one of the spots could be about: its musts, then the worthiest after the ride,
    whose minutes cost `ride_cost` points each.

    Far more of them than a day's problem takes; it only keeps large regions from slowing small trips down.
    """
    names = list(worth)
    rough = rough_minutes(spots, [place_spot(catalog.places[p]) for p in names])
    points = np.array([worth[p] for p in names]) - ride_cost * rough
    points[:, [p in musts for p in names]] = np.iinfo(np.int64).max
    best = np.argsort(-points, axis=1, kind="stable")[:, : 2 * MAX_PLACES]
    kept = {names[i] for i in best.ravel().tolist()}
    return {p: points for p, points in worth.items() if p in kept}


def limits_for(person: MobilityProfile, rules: RulePack, start: int, end: int) -> DayLimits:
    """A day's budgets between two times."""
    lunch = rules.whole("lunch-minutes")
    latest = min(rules.minute("lunch-to"), rules.minute("midday-rest-to") - person.rest_min - lunch)
    return DayLimits(
        start=start, end=end, lunch_from=rules.minute("lunch-from"), lunch_latest=latest, lunch_min=lunch,
        rest_min=person.rest_min, walk_m=person.walk_m, climb_m=person.climb_m, met_min=person.met_min,
        ride_min=person.ride_min, visits=person.visits_a_day,
    )  # fmt: skip


def sketch_trip(inputs: TripInputs, request: TripRequest, bases: list[Base], most: int = MAX_PLACES) -> list[DaySketch]:
    """One sketch for every pair of nodes a day may join, and for every set of places open on such days, over at most
    `most` places."""
    last = request.days - 1
    dates = [request.start + timedelta(days=day) for day in range(request.days)]
    catalog, rules, person = inputs.facts.catalog, inputs.facts.rules, inputs.person
    begin, end = trip_ends(catalog, request)
    hotels = {i: base.spot for i, base in enumerate(bases)}
    cities = {HOME: request.home, **{i: base.hotel.city for i, base in enumerate(bases)}}
    leave_from, arrive_at = {HOME: begin, **hotels}, {HOME: end, **hotels}
    end_cities = cities | {HOME: city_of(catalog, request.departure) or request.home}
    ways = cache(partial(link, inputs.facts, person))
    by_hours = cache(partial(days_by_hours, inputs, tuple(dates)))
    sketches = []
    for origin, target in _pairs(request.days, cities):
        way = ways(cities[origin], end_cities[target])
        if way is None:
            continue
        days = (0,) if origin == HOME else (last,) if target == HOME else tuple(range(1, last))
        limits = limits_for(person, rules, *day_clock(rules, request, days[0], bool(way)))
        for group, open_places in by_hours(days):
            if days == (0,) and limits.end > rules.minute("dinner-by") and request.days > 1:
                open_places = []  # who comes that late goes straight to the hotel
            frame = DayFrame(leave_from[origin], arrive_at[target], dates[group[0]], limits, way)
            sketch = sketch_day(inputs, frame, open_places, most)
            sketches.append(replace(sketch, origin=origin, target=target, days=group))
    return sketches


def trip_ends(catalog: Catalog, request: TripRequest) -> tuple[Spot, Spot]:
    """Where the trip begins and ends: the stations of arrival and departure, else the home city's main one."""
    home = home_spot(catalog, catalog.city(request.home))
    stations = [catalog.stations[each.station] if each else None for each in (request.arrival, request.departure)]
    begin, end = (station_spot(s, catalog.cities[s.city or ""]) if s else home for s in stations)
    return begin, end


def city_of(catalog: Catalog, connection: Connection | None) -> str | None:
    """The name of the city of a connection's station; None without a connection."""
    return catalog.stations[connection.station].city if connection else None


def day_clock(rules: RulePack, request: TripRequest, day: int, by_train: bool) -> tuple[int, int]:
    """When a day (0 is the first) may begin and must have ended: the usual hours, or those the connections leave."""
    last = day == request.days - 1
    start = rules.minute("train-day-start" if by_train else "day-start")
    end = rules.minute("hotel-by" if last and request.days > 1 else "dinner-by")
    if request.arrival and day == 0:
        start = max(start, request.arrival.minute + rules.whole("station-after"))
        if not last:
            end = max(end, request.arrival.minute + rules.whole("station-after") + rules.whole("arrival-evening"))
    if request.departure and last:
        end = min(rules.minute("hotel-by"), request.departure.minute - rules.whole("station-before"))
    return start, end


def _pairs(days: int, cities: dict[int, str]) -> list[tuple[int, int]]:
    """Which nodes a day may join; hotels are changed only between cities, on trips of four days and more."""
    hotels = [node for node in cities if node != HOME]
    if days == 1:
        return [(HOME, HOME)]
    pairs = [(HOME, h) for h in hotels] + [(h, HOME) for h in hotels]
    if days > 2:
        pairs += [(h, h) for h in hotels]
    if days > 3:
        pairs += [(a, b) for a in hotels for b in hotels if cities[a] != cities[b]]
    return pairs


def days_by_hours(
    inputs: TripInputs, dates: tuple[date, ...], days: tuple[int, ...]
) -> list[tuple[tuple[int, ...], list[str]]]:
    """The days on which the same places are open at the same times, and those places."""
    groups: dict[tuple[tuple[str, int, int], ...], list[int]] = defaultdict(list)
    for number in days:
        day = dates[number]
        places = (inputs.facts.catalog.places[p] for p in inputs.worth)
        possible = (p for p in places if is_open(p, day) and inputs.pins.get(p.id, (day, None))[0] == day)
        groups[tuple((p.id, *_window(inputs, p, day)) for p in possible)].append(number)
    return [(tuple(group), [row[0] for row in hours]) for hours, group in groups.items()]


def _window(inputs: TripInputs, place: Place, day: date) -> tuple[int, int]:
    """When a visit may begin at the earliest and must have ended; a pinned one begins on the minute."""
    opens, closes, _ = opening(place, day, inputs.facts.rules)
    stay = stay_with_pauses(place, inputs.person, inputs.facts.rules)[0]
    opens, ends = max(opens, inputs.facts.rules.minute("day-start")), leave_by(place, closes, stay)
    at = inputs.pins.get(place.id, (day, None))[1]
    if at is None:
        return opens, ends
    return max(opens, at), min(ends, at + stay)


def sketch_day(inputs: TripInputs, frame: DayFrame, open_places: Iterable[str], most: int = MAX_PLACES) -> DaySketch:
    """The problem of one day within a frame, over at most `most` of the open places: musts, then the worthiest."""
    ground, catalog = inputs.ground, inputs.facts.catalog
    ends = [ground.index(spot.kind, spot.id) for spot in (frame.origin, frame.target)]
    nearest = ground.minutes[ends].min(axis=0)
    ranked = sorted(
        (p for p in open_places if nearest[ground.index("place", p)] < UNREACHABLE),
        key=lambda p: (
            p not in inputs.musts,
            inputs.weights.ride_min * int(nearest[ground.index("place", p)]) - inputs.worth[p],
            p,
        ),
    )
    chosen = sorted(ranked[:most])
    points = [ground.index("place", p) for p in chosen] + ends
    transfers = []
    for train in frame.trains:
        points += [ground.index("station", train.origin), ground.index("station", train.target)]
        ready_by = train.depart - inputs.facts.rules.whole("station-before")
        out = train.arrive + inputs.facts.rules.whole("station-after")
        transfers.append(Transfer(len(points) - 2, len(points) - 1, ready_by, out))
    lunch_at = _lunch_points(ground, points, inputs.facts.rules.whole("lunch-reach"))
    rows = [catalog.places[p] for p in chosen]
    windows = [_window(inputs, place, frame.day) for place in rows]
    stay = [stay_with_pauses(place, inputs.person, inputs.facts.rules)[0] for place in rows]
    problem = DayProblem(
        travel=ground.minutes[np.ix_(points, points)],
        lunch_at=lunch_at,
        start=len(chosen),
        end=len(chosen) + 1,
        opens=np.array([opens for opens, _ in windows], dtype=np.int64),
        closes=np.array([closes for _, closes in windows], dtype=np.int64),
        stay=np.array(stay, dtype=np.int64),
        walk=np.array([p.walk_m for p in rows], dtype=np.int64),
        climb=np.array([p.climb_m for p in rows], dtype=np.int64),
        met=np.array([visit_effort(p.visit_min, p.walk_m, inputs.person) for p in rows], dtype=np.int64),
        worth=np.array([inputs.worth[p] for p in chosen], dtype=np.int64),
        limits=frame.limits,
        transfers=tuple(transfers),
        ride_cost=inputs.weights.ride_min,
        late_cost=inputs.weights.late_min,
    )
    return DaySketch(HOME, HOME, (0,), problem, tuple(points), tuple(chosen), frame)


def _lunch_points(ground: Ground, points: list[int], reach_min: int) -> Ints:
    """For each point the nearest known restaurant within `reach_min`, else the point itself; appends to `points`."""
    tables = [i for i, spot in enumerate(ground.spots) if spot.kind == "restaurant"]
    lunch = list(range(len(points)))
    added: dict[int, int] = {}
    for number, row in enumerate(list(points)):
        if not tables:
            break
        best = min(tables, key=lambda table: (int(ground.minutes[row, table]), table))
        if ground.minutes[row, best] <= reach_min:
            if best not in added:
                added[best] = len(points)
                points.append(best)
            lunch[number] = added[best]
    lunch += list(range(len(lunch), len(points)))
    return np.array(lunch, dtype=np.int64)


def stay_with_pauses(place: Place, person: MobilityProfile, rules: RulePack) -> tuple[int, int]:
    """(minutes, seated pauses in them): no stretch of sightseeing is longer than the rule allows."""
    stay = stay_minutes(place.visit_min, place.walk_m, person)
    pauses = (stay - 1) // rules.whole("sightseeing-stretch")
    return stay + pauses * rules.whole("break-length"), pauses
