"""Facts, rules and a request → numbers for the solver, and back from a chosen day to its spots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, partial

import numpy as np

from planner.catalog import Catalog, Place
from planner.facts import Facts
from planner.itinerary.inputs.eligibility import is_open, leave_by, opening
from planner.itinerary.inputs.hotels import CityLinks, Node, arrives_in_the_evening, changes_hotels, home_spot
from planner.itinerary.inputs.meals import meal_points
from planner.itinerary.inputs.outdoors import daylight, harsh, outdoor_budget, outdoor_minutes, outdoors
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
from planner.itinerary.problem import HOME, MAX_PLACES, NO_LIMIT, DayLimits, DayProblem, Ints, Transfer
from planner.itinerary.types import Connection, Spot, TripRequest
from planner.people import MobilityProfile, met_of_km, stay_minutes, visit_effort
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
    windows: dict[tuple[str, date], tuple[int, int]] = field(default_factory=dict, compare=False)  # worked out so far


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


def limits_for(person: MobilityProfile, rules: RulePack, start: int, end: int, early: int | None = None) -> DayLimits:
    """A day's budgets between two times; for an early train it may begin at `early`."""
    lunch = rules.whole("lunch-minutes") + person.seating_min
    latest = min(rules.minute("lunch-to"), rules.minute("midday-rest-to") - person.rest_min - lunch)
    return DayLimits(
        start=start, end=end, lunch_from=max(rules.minute("lunch-from"), rules.minute("midday-rest-from") - lunch),
        lunch_latest=latest, lunch_min=lunch,
        rest_min=person.rest_min, walk_m=person.walk_m, climb_m=person.climb_m, met_min=person.met_min,
        ride_min=person.ride_min, visits=person.visits_a_day, early=early,
        wait_free=max(0, rules.whole("station-wait") - rules.whole("station-before") - person.boarding_min),
        stretch=rules.whole("sightseeing-stretch"), pause=rules.whole("break-length"),
    )  # fmt: skip


def sketch_trip(
    inputs: TripInputs,
    request: TripRequest,
    nodes: Sequence[Node],
    most: int = MAX_PLACES,
    pairs: Iterable[tuple[int, int]] | None = None,
) -> list[DaySketch]:
    """One sketch for every pair of nodes a day may join (or those of `pairs`), and for every set of places open on such
    days, over at most `most` places."""
    last = request.days - 1
    dates = [request.start + timedelta(days=day) for day in range(request.days)]
    catalog, rules, person = inputs.facts.catalog, inputs.facts.rules, inputs.person
    begin, end = trip_ends(catalog, request)
    hotels = {i: node.spot for i, node in enumerate(nodes)}
    cities = {HOME: request.home, **{i: node.city for i, node in enumerate(nodes)}}
    leave_from, arrive_at = {HOME: begin, **hotels}, {HOME: end, **hotels}
    end_cities = cities | {HOME: city_of(catalog, request.departure) or request.home}
    ways = CityLinks(inputs.facts, person).way
    by_hours = cache(partial(days_by_hours, inputs, tuple(dates)))
    sketches = []
    for origin, target in pairs or node_pairs(rules, request, [node.city for node in nodes]):
        way = ways(cities[origin], end_cities[target])
        if way is None:
            continue
        days = (0,) if origin == HOME else (last,) if target == HOME else tuple(range(1, last))
        limits = limits_for(person, rules, *day_clock(rules, request, days[0], bool(way)))
        limits = replace(limits, fixed=origin == HOME and request.arrival is not None)
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


def day_clock(rules: RulePack, request: TripRequest, day: int, by_train: bool) -> tuple[int, int, int | None]:
    """When a day (0 is the first) may begin and must have ended: the usual hours, or those the connections leave; and
    when it may begin for an early train, if any is taken."""
    last = day == request.days - 1
    start, early = rules.minute("day-start"), rules.minute("train-day-start") if by_train else None
    end = rules.minute("hotel-by" if last and request.days > 1 else "dinner-by")
    if request.arrival and day == 0:
        arrived = request.arrival.minute + rules.whole("station-after")
        start, early = max(start, arrived), early and max(early, arrived)
        if not last:
            end = max(end, request.arrival.minute + rules.whole("station-after") + rules.whole("arrival-evening"))
    if request.departure and last:
        end = min(rules.minute("hotel-by"), request.departure.minute - rules.whole("station-before"))
    return start, end, early


def node_pairs(rules: RulePack, request: TripRequest, cities: Sequence[str]) -> list[tuple[int, int]]:
    """Which nodes a day may join, by their cities; hotels are changed only between cities. Who arrives in the evening
    sleeps there first."""
    nodes = range(len(cities))
    if request.days == 1:
        return [(HOME, HOME)]
    late = arrives_in_the_evening(rules, request)
    first = [node for node in nodes if not late or cities[node] == request.home]
    changes = changes_hotels(rules, request)
    pairs = [(HOME, node) for node in first]
    pairs += [(node, HOME) for node in (nodes if changes else first)]
    middle = nodes if request.days > 3 else first if request.days == 3 else ()
    pairs += [(node, node) for node in middle]
    if changes:
        pairs += [(a, b) for a in middle for b in nodes if cities[a] != cities[b]]
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
        groups[tuple((p.id, *_known_window(inputs, p, day)) for p in possible)].append(number)
    return [(tuple(group), [row[0] for row in hours]) for hours, group in groups.items()]


def _known_window(inputs: TripInputs, place: Place, day: date) -> tuple[int, int]:
    """As `_window`, worked out once for the inputs."""
    if (place.id, day) not in inputs.windows:
        inputs.windows[place.id, day] = _window(inputs, place, day)
    return inputs.windows[place.id, day]


def _window(inputs: TripInputs, place: Place, day: date) -> tuple[int, int]:
    """When a visit may begin at the earliest and must have ended; a pinned one begins on the minute."""
    at = inputs.pins.get(place.id, (day, None))[1]
    opens, closes, _ = opening(place, day, inputs.facts.rules, at)
    stay = stay_with_pauses(place, inputs.person, inputs.facts.rules)[0]
    opens, ends = max(opens, inputs.facts.rules.minute("day-start")), leave_by(place, closes, stay)
    if at is None and outdoors(place, inputs.facts.rules):
        light, dark = daylight(place, day)
        return max(opens, light), min(ends, dark)
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
    transfers = _transfers(inputs, frame, points)
    bed = next((spot for spot in (frame.target, frame.origin) if spot.kind == "hotel"), None)
    lunch_at, rest_at = meal_points(ground, inputs.facts, frame.day.month, bed, points)
    out, limits = _open_air(inputs, frame, [catalog.places[p] for p in chosen])
    rows = [catalog.places[p] for p in chosen]
    windows = [_known_window(inputs, place, frame.day) for place in rows]
    stays = [stay_with_pauses(place, inputs.person, inputs.facts.rules) for place in rows]
    parts = [stretch_of(place, inputs.person, inputs.facts.rules) for place in rows]
    problem = DayProblem(
        travel=ground.minutes[np.ix_(points, points)],
        foot=ground.foot[np.ix_(points, points)],
        lunch_at=lunch_at,
        rest_at=rest_at,
        start=len(chosen),
        end=len(chosen) + 1,
        opens=np.array([opens for opens, _ in windows], dtype=np.int64),
        closes=np.array([closes for _, closes in windows], dtype=np.int64),
        stay=np.array([stay for stay, _ in stays], dtype=np.int64),
        walk=np.array([p.walk_m for p in rows], dtype=np.int64),
        climb=np.array([p.climb_m for p in rows], dtype=np.int64),
        met=np.array([visit_effort(p.visit_min, p.walk_m, inputs.person) for p in rows], dtype=np.int64),
        out=out,
        part=np.array(parts, dtype=np.int64),
        pauses=np.array([pauses for _, pauses in stays], dtype=np.int64),
        worth=np.array([inputs.worth[p] for p in chosen], dtype=np.int64),
        limits=limits,
        transfers=tuple(transfers),
        ride_cost=inputs.weights.ride_min,
        late_cost=inputs.weights.late_min,
        over_cost=inputs.weights.ride_over,
        ride_free=inputs.person.ride_a_visit,
        foot_met=met_of_km(inputs.person),
    )
    return DaySketch(HOME, HOME, (0,), problem, tuple(points), tuple(chosen), frame)


def _transfers(inputs: TripInputs, frame: DayFrame, points: list[int]) -> tuple[Transfer, ...]:
    """The frame's trains over the points of their stations; appends these to `points`."""
    rules, at = inputs.facts.rules, dict[str, int]()
    for train in frame.trains:
        for name in (train.origin, train.target):
            if name not in at:
                at[name] = len(points)
                points.append(inputs.ground.index("station", name))
    return tuple(
        Transfer(
            at[train.origin],
            at[train.target],
            train.depart - rules.whole("station-before") - inputs.person.boarding_min,
            train.arrive + rules.whole("station-after") + inputs.person.boarding_min,
            train.depart < rules.minute("early-train"),
        )
        for train in frame.trains
    )


def _open_air(inputs: TripInputs, frame: DayFrame, places: list[Place]) -> tuple[Ints, DayLimits]:
    """Minutes outdoors of each place where the weather rations them, and the day's limits with theirs. A place that has
    to be seen counts no more than the day allows."""
    catalog, rules, person = inputs.facts.catalog, inputs.facts.rules, inputs.person
    weather = {city: harsh(catalog, rules, city, frame.day.month) for city in {place.city for place in places}}
    out, limits = np.zeros(len(places), dtype=np.int64), frame.limits
    for number, place in enumerate(places):
        if kind := weather[place.city]:
            most = outdoor_budget(person, kind) if place.id in inputs.musts else NO_LIMIT
            out[number] = min(most, outdoor_minutes(place, person))
    if kinds := {kind for kind in weather.values() if kind}:
        limits = replace(limits, out_min=min(limits.out_min, *(outdoor_budget(person, kind) for kind in kinds)))
    if "hot" in kinds:
        limits = replace(limits, shade=(rules.minute("heat-from"), rules.minute("heat-to")))
    return out, limits


def stretch_of(place: Place, person: MobilityProfile, rules: RulePack) -> int:
    """The longest stretch of a visit without a seated pause."""
    pauses = stay_with_pauses(place, person, rules)[1]
    return -(-stay_minutes(place.visit_min, place.walk_m, person) // (pauses + 1))


def stay_with_pauses(place: Place, person: MobilityProfile, rules: RulePack) -> tuple[int, int]:
    """(minutes, seated pauses in them): no stretch of sightseeing is longer than the rule allows."""
    stay = stay_minutes(place.visit_min, place.walk_m, person)
    pauses = (stay - 1) // rules.whole("sightseeing-stretch")
    return stay + pauses * rules.whole("break-length"), pauses
