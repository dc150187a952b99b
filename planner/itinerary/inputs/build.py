"""The days of a trip as the solver sees them: between which nodes, on which days, between which hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial

from planner.catalog import Catalog
from planner.itinerary.inputs.day_sketch import DayFrame, DaySketch, days_by_hours, days_by_month, sketch_day
from planner.itinerary.inputs.hotels import (
    LONGEST_STAY_PUT,
    CityLinks,
    Node,
    arrives_in_the_evening,
    changes_hotels,
    home_spot,
)
from planner.itinerary.inputs.travel_matrix import station_spot
from planner.itinerary.inputs.trip_inputs import TripInputs
from planner.itinerary.problem import HOME, MAX_PLACES, DayLimits
from planner.itinerary.types import Connection, Spot, TripRequest
from planner.people import MobilityProfile
from planner.rules import RulePack


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


def ending_at_home(limits: DayLimits, rules: RulePack, request: TripRequest) -> DayLimits:
    """The limits of the trip's last day: one has lunch at home or leaves by a given departure."""
    if request.departure:
        return replace(limits, fixed_end=True)
    return replace(limits, home_lunch=rules.minute("home-lunch-by"))


def sketch_trip(
    inputs: TripInputs,
    request: TripRequest,
    nodes: Sequence[Node],
    most: int = MAX_PLACES,
    pairs: Iterable[tuple[int, int]] | None = None,
    by_month: bool = False,
) -> list[DaySketch]:
    """One sketch for every pair of nodes a day may join (or those of `pairs`), and for every set of places open on such
    days, over at most `most` places; or, `by_month`, one for all such days of a month, as if each place were open on
    all of them."""
    last = request.days - 1
    dates = [request.start + timedelta(days=day) for day in range(request.days)]
    catalog, rules, person = inputs.facts.catalog, inputs.facts.rules, inputs.person
    begin, end = trip_ends(catalog, request)
    hotels = {i: node.spot for i, node in enumerate(nodes)}
    cities = {HOME: request.home, **{i: node.city for i, node in enumerate(nodes)}}
    leave_from, arrive_at = {HOME: begin, **hotels}, {HOME: end, **hotels}
    end_cities = cities | {HOME: city_of(catalog, request.departure) or request.home}
    links = CityLinks(inputs.facts, person)
    by_hours = cache(partial(days_by_month if by_month else days_by_hours, inputs, tuple(dates)))
    sketches = []
    for origin, target in pairs or node_pairs(rules, request, [node.city for node in nodes]):
        way = links.way(cities[origin], end_cities[target])
        if way is None:
            continue
        days = (0,) if origin == HOME else (last,) if target == HOME else tuple(range(1, last))
        limits = limits_for(person, rules, *day_clock(rules, request, days[0], bool(way)))
        limits = replace(limits, fixed=origin == HOME and request.arrival is not None)
        if target == HOME:
            limits = ending_at_home(limits, rules, request)
        for group, open_places in by_hours(days):
            if days == (0,) and limits.end > rules.minute("dinner-by") and request.days > 1:
                open_places = []  # who comes that late goes straight to the hotel
            evening = days == (0,) and arrives_in_the_evening(rules, request)
            frame = DayFrame(leave_from[origin], arrive_at[target], dates[group[0]], limits, way, evening)
            if by_month:
                frame = replace(frame, days=tuple(dates[number] for number in group))
            there_and_back = origin == target and open_places and most == MAX_PLACES
            trips = links.day_trips(cities[origin]) if there_and_back else []
            for each in (frame, *(replace(frame, trains=there, back=back) for there, back in trips)):
                sketch = sketch_day(inputs, each, open_places, most)
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
    """Which nodes a day may join, by their cities; hotels are changed only between cities, on short trips only after a
    night where one arrived. Who arrives in the evening sleeps there first."""
    nodes = range(len(cities))
    if request.days == 1:
        return [(HOME, HOME)]
    late = arrives_in_the_evening(rules, request)
    there = [node for node in nodes if cities[node] == request.home]
    first = there if late else nodes
    changes = changes_hotels(request)
    pairs = [(HOME, node) for node in first]
    pairs += [(node, HOME) for node in (nodes if changes else first)]
    middle = nodes if request.days > 3 else first if request.days == 3 else ()
    pairs += [(node, node) for node in middle]
    if changes:
        before = nodes if request.days > LONGEST_STAY_PUT else there
        pairs += [(a, b) for a in before for b in nodes if cities[a] != cities[b]]
    return pairs
