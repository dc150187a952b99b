"""The columns a trip is chosen from: made once for a request, solved as often as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from time import perf_counter

import numpy as np

from planner.catalog import Hotel
from planner.facts import Facts
from planner.itinerary.columns.day_notes import with_notes
from planner.itinerary.columns.day_plans import Listed, list_days
from planner.itinerary.columns.evening import with_supper
from planner.itinerary.columns.rest_day import is_spent_resting, rest_day
from planner.itinerary.columns.schedule import make_day
from planner.itinerary.inputs import (
    Base,
    CityLinks,
    Node,
    TripInputs,
    arrival_cost,
    arrives_in_the_evening,
    city_of,
    find_bases,
    make_inputs,
    sketch_trip,
    station_spot,
    trip_ends,
    validated,
    worths,
)
from planner.itinerary.metrics import party_fen
from planner.itinerary.problem import HOME, MAX_PLACES, Offer, TripProblem, TripSolution
from planner.itinerary.types import Infeasible, Itinerary, Proof, Reason, Spot, TripRequest
from planner.people import MobilityProfile
from planner.rules import RulePack
from planner.solving import SolveOptions


@dataclass(frozen=True)
class PlanningContext:
    """A validated request and what it is planned on: facts, the party's profile, travel tables and scores of the places
    within reach, and the hotels to sleep in (`bases`, best first)."""

    facts: Facts
    request: TripRequest
    person: MobilityProfile
    inputs: TripInputs
    bases: tuple[Base, ...]


@dataclass(frozen=True)
class ColumnPool(PlanningContext):
    """A planning context with the day plans of all days: the columns of the master problem.

    `inputs.worth` numbers the places of `problem` (its keys in order), `bases` its nodes; `listed` are its offers with
    their sketches. `seconds` is what making it took.
    """

    listed: tuple[Listed, ...]
    problem: TripProblem
    seconds: float


@dataclass(frozen=True)
class SearchScope:
    """What something is proven over: no trip that sleeps in one of these many `hotels` of `cities`, and is made of
    `day_plans` over `places`, is worth more than `bound`."""

    bound: int
    hotels: int
    cities: int
    places: int
    day_plans: int


def scope_of(bound: int, bases: Sequence[Base], listed: Sequence[Listed]) -> SearchScope:
    """The scope of a bound over hotels and day plans."""
    places = {place for each in listed for place in each.sketch.place_ids}
    plans = sum(len(each.offer.plans.value) for each in listed)
    return SearchScope(bound, len(bases), len({base.city for base in bases}), len(places), plans)


def make_context(
    facts: Facts,
    request: TripRequest,
    person: MobilityProfile | None = None,
) -> PlanningContext | Infeasible:
    """Validate a request and collect what it is planned on; or the requirements no choice of days can meet.

    `person` replaces the profile that the request describes: to find what somebody else could do.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    facts = facts.on(request.start)
    request, described = validated(facts, request)
    person = person or described
    worth, infeasible = worths(facts, request, person)
    if infeasible:
        return infeasible
    bases = find_bases(facts, request, person, worth) if request.days > 1 else []
    if request.days > 1 and not bases:
        return Infeasible((_no_hotel(facts, request, person, worth),))
    if arrives_in_the_evening(facts.rules, request) and all(base.city != request.home for base in bases):
        verified = any(hotel.usable for hotel in facts.catalog.hotels.values() if hotel.city == request.home)
        code = "no_evening_lift" if verified else "no_evening_hotel"
        return Infeasible((Reason(code, facts.catalog.city_words(request.home)),))
    inputs = inputs_of(facts, request, person, worth, [base.spot for base in bases])
    return PlanningContext(facts, request, person, inputs, tuple(bases))


def _no_hotel(facts: Facts, request: TripRequest, person: MobilityProfile, worth: dict[str, int]) -> Reason:
    """Is it for a lift that there is no hotel in reach?"""
    without_lift = find_bases(facts, replace(request, lift="likely"), replace(person, needs_lift=False), worth)
    return Reason("no_hotel_lift" if without_lift else "no_hotel", facts.catalog.city_words(request.home))


def make_pool(
    context: PlanningContext, options: SolveOptions, bases: Sequence[Base] = (), places: int = MAX_PLACES
) -> ColumnPool:
    """List the day plans of a context from some of its hotels, over at most `places` places a day."""
    began = perf_counter()
    sketched = sketch_trip(context.inputs, context.request, bases, places)
    listed = tuple(list_days(context.inputs, sketched, options))
    known = {each.name: getattr(context, each.name) for each in fields(PlanningContext)} | {"bases": tuple(bases)}
    problem = problem_of(context.inputs, context.request, bases, [each.offer for each in listed])
    return ColumnPool(**known, listed=listed, problem=problem, seconds=perf_counter() - began)


def inputs_of(
    facts: Facts,
    request: TripRequest,
    person: MobilityProfile,
    worth: dict[str, int],
    spots: list[Spot],
) -> TripInputs:
    """The inputs around the ends of the trip and `spots`, with the stations of their cities and of day trips' ones."""
    hotels = [facts.catalog.hotels[spot.id].city for spot in spots if spot.kind == "hotel"]
    cities = {*hotels, request.home, city_of(facts.catalog, request.departure)}
    links = CityLinks(facts, person)
    trips = {
        station
        for there, back in (each for city in cities if city for each in links.day_trips(city))
        for station in (*(train.target for train in there), *(train.origin for train in back))
    }
    stations = [
        station_spot(station)
        for station in facts.catalog.stations.values()
        if (station.city in cities or station.name in trips) and station.on_sale and station.lat is not None
    ]
    points = [*trip_ends(facts.catalog, request), *spots, *stations]
    pins = {pin.place: (request.start + timedelta(days=pin.day - 1), pin.at) for pin in request.pins}
    inputs = make_inputs(facts, person, worth, request.musts, points, pins)
    wanted = [facts.rules.themes[theme] for theme in (request.theme, *request.also) if theme in facts.rules.themes]
    return replace(inputs, table_worth=inputs.weights.table if any(theme.tables for theme in wanted) else 0)


def problem_of(inputs: TripInputs, request: TripRequest, nodes: Sequence[Node], offers: Sequence[Offer]) -> TripProblem:
    """The choice of days from the offers, under all that the request and the rules say of the whole trip."""
    names, weights = [node.city for node in nodes], inputs.weights
    cities = sorted(set(names))
    first_costs = {city: arrival_cost(inputs.facts, request, inputs.person, city) for city in cities}
    places = inputs.facts.catalog.places
    kinds = sorted({place.kind for place in places.values()})
    return TripProblem(
        days=request.days,
        nodes=len(nodes),
        places=len(inputs.worth),
        offers=tuple(offers),
        kinds=np.array([kinds.index(places[p].kind) for p in inputs.worth], dtype=np.int64),
        kind_free=weights.kind_free + request.days // 3,
        kind_cost=weights.kind,
        move_cost=weights.move,
        hard_cost=weights.hard if request.days > 1 else 0,
        must=frozenset(i for i, p in enumerate(inputs.worth) if p in request.musts),
        fees=np.array([party_fen(places[p], request.ages, request.people) for p in inputs.worth], dtype=np.int64),
        budget=None if request.budget_fen is None else request.budget_fen * request.people,
        load_most=load_most(inputs.person, inputs.facts.rules, request.days),
        cities=tuple(cities.index(city) for city in names),
        most_cities=inputs.facts.rules.whole("trip-cities"),
        night_costs=np.array([node.night_cost for node in nodes], dtype=np.int64),
        first_costs=np.array([first_costs[city] for city in names], dtype=np.int64),
    )


def lift_mark(hotel: Hotel) -> str:
    """Is the hotel's lift "confirmed", or "unknown"?"""
    return "confirmed" if hotel.lift == "yes" else "unknown"


def load_most(person: MobilityProfile, rules: RulePack, days: int) -> tuple[int, int, int] | None:
    """Metres on foot, metres up and MET-minutes that a whole trip may ask for; None for short ones."""
    if days < rules.whole("long-trip-days"):
        return None
    share = rules.number("trip-effort") * days
    return int(share * person.walk_m), int(share * person.climb_m), int(share * person.met_min)


def itinerary_of(pool: ColumnPool, choice: TripSolution, seconds: float, scope: SearchScope | None = None) -> Itinerary:
    """The chosen plans as days with times; what is proven holds over the scope (None: the pool's own hotels)."""
    scope = scope or scope_of(choice.worth, pool.bases, pool.listed)
    offers = pool.problem.offers
    days = []
    for number, (offer, plan) in enumerate(choice.picks):
        steps = [int(step) for step in offers[offer].plans.steps[plan] if step >= 0]
        target = offers[offer].target
        hotel = None if target == HOME else pool.bases[target].spot
        day = pool.request.start + timedelta(days=number)
        sketch = pool.listed[offer].sketch
        if hotel and is_spent_resting(sketch, steps, hotel):
            made = rest_day(pool.inputs, sketch, day, hotel)
        else:
            made = make_day(pool.inputs, sketch, steps, day, hotel)
        if number == 0 and arrives_in_the_evening(pool.facts.rules, pool.request):
            made = with_supper(pool.inputs, made, sketch.problem.limits.start)
        days.append(made if target == HOME else replace(made, hotel_lift=lift_mark(pool.bases[target].hotel)))
    bound = max(choice.bound, scope.bound)
    gap = min(1.0, (bound - choice.worth) / max(bound, 1))
    proof = Proof(
        worth=choice.worth,
        bound=bound,
        gap=round(gap, 6),
        optimal=bound == choice.worth,
        places=scope.places,
        hotels=scope.hotels,
        cities=scope.cities,
        day_plans=scope.day_plans,
        seconds=round(seconds, 2),
    )
    noted = with_notes(pool.facts, pool.request, pool.person, days)
    return Itinerary(pool.request, noted, proof, pool.facts.catalog.digest)
