"""Trips between what they show, what they cost and how hard they are: one pool of days, chosen from by leanings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, PlanningContext, itinerary_of, make_pool, scope_of
from planner.itinerary.inputs import Base
from planner.itinerary.problem import HOME, Offer, TripProblem, TripSolution
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Itinerary
from planner.solving import SolveOptions
from planner.violations import Checked

CITIES = 5  # that hotels are taken from, the most promising first
EFFORT = 3.0  # of a choice: near its optimum, quickly
MOST_LISTED = 20  # places a day


@dataclass(frozen=True)
class Leaning:
    """What is given up for what, as shares of what the places of the best trip are worth: for all that it costs, all
    of its effort, and for the best class of hotel on every night."""

    price: float = 0.0
    ease: float = 0.0
    hotels: float = 0.0


@dataclass(frozen=True)
class Nights:
    """By the id of a hotel: fen a head and night, and its class from 0 to 1."""

    fen: Mapping[str, int]
    classes: Mapping[str, float]


def bases_by_class(context: PlanningContext, own: Collection[str] = ()) -> tuple[Base, ...]:
    """The hotels with the given ids, then of each of the most promising cities the best one of every price band."""
    cities = list(dict.fromkeys(base.city for base in context.bases))[:CITIES]
    chosen: dict[tuple[str, str | None], Base] = {}
    for base in context.bases:
        if base.city in cities:
            chosen.setdefault((base.city, base.hotel.price_band), base)
    banded = {city for city, band in chosen if band}
    kept = [base for (city, band), base in chosen.items() if band or city not in banded]
    asked = [base for base in context.bases if base.hotel.id in own]
    return tuple({base.hotel.id: base for base in (*asked, *kept)}.values())


def pool_by_class(context: PlanningContext, options: SolveOptions, own: Collection[str] = ()) -> ColumnPool:
    """The day plans of a context from `bases_by_class`; with `own`, from those hotels alone."""
    bases = tuple(base for base in context.bases if base.hotel.id in own) if own else bases_by_class(context)
    return make_pool(context, options, bases if context.request.days > 1 else (), MOST_LISTED)


def trade_offs(
    pool: ColumnPool, leanings: Sequence[Leaning], nights: Nights, options: SolveOptions
) -> Iterator[Checked[Itinerary]]:
    """The best trip of the pool, then that of each leaning, each checked; nothing if the pool has no trip.

    A trip's proof is in plain points: no trip of the pool is worth more than its bound.
    """
    began = perf_counter()
    hasty = replace(options, effort=min(options.effort, EFFORT))
    best = choose_days(pool.problem, hasty)
    if not best.picks:
        return
    first = _trip(pool, best, best, perf_counter() - began)
    if not any(day.visits for day in first.result.days):
        return
    yield first
    dear = max(1, _price_of(pool, best, nights.fen))
    hard = max(1, sum(day.met_min for day in first.result.days))
    seen = max(1, sum(pool.inputs.worth.get(visit.place.id, 0) for day in first.result.days for visit in day.visits))
    for leaning in leanings:
        points = (leaning.price * seen / dear, leaning.ease * seen / hard)
        found = choose_days(_leaning(pool, points, leaning.hotels * seen, nights), hasty)
        if found.picks:
            yield _trip(pool, found, best, perf_counter() - began)


def _leaning(pool: ColumnPool, points: tuple[float, float], hotels: float, nights: Nights) -> TripProblem:
    """The pool's problem with prices, effort and classes of hotels counted in points."""
    a_fen, a_met = points
    problem, people = pool.problem, max(1, pool.request.people)
    fees = np.zeros(problem.places) if problem.fees is None else problem.fees / people
    extra = np.zeros(problem.places, dtype=np.int64) if problem.extra is None else problem.extra
    extra = extra - np.rint(a_fen * fees).astype(np.int64)
    offers = tuple(_eased(offer, a_met) for offer in problem.offers) if a_met else problem.offers
    a_night = hotels / max(1, problem.days - 1)
    costs = [
        a_fen * nights.fen.get(base.hotel.id, 0) - a_night * nights.classes.get(base.hotel.id, 0.0)
        for base in pool.bases
    ]
    least = min(costs, default=0.0)
    dearer = np.array([round(cost - least) for cost in costs], dtype=np.int64)
    night_costs = dearer if problem.night_costs is None else problem.night_costs + dearer
    return replace(problem, extra=extra, offers=offers, night_costs=night_costs)


def _eased(offer: Offer, a_met: float) -> Offer:
    off = np.rint(a_met * offer.plans.met).astype(offer.plans.value.dtype)
    return replace(offer, plans=replace(offer.plans, value=offer.plans.value - off))


def _price_of(pool: ColumnPool, found: TripSolution, fen: Mapping[str, int]) -> int:
    """Fen a head for the nights and tickets of a choice."""
    offers, people = pool.problem.offers, max(1, pool.request.people)
    targets = [offers[offer].target for offer, _ in found.picks]
    slept = sum(fen.get(pool.bases[target].hotel.id, 0) for target in targets if target != HOME)
    fees = pool.problem.fees
    seen = [place for offer, plan in found.picks for place in offers[offer].places[plan] if place >= 0]
    return slept + (0 if fees is None else int(fees[seen].sum()) // people)


def _trip(pool: ColumnPool, found: TripSolution, best: TripSolution, seconds: float) -> Checked[Itinerary]:
    worth = best.worth if found is best else worth_of(pool, found)
    bound = max(worth, best.bound)
    plain = replace(found, worth=worth, bound=bound, optimal=worth == bound)
    trip = itinerary_of(pool, plain, seconds, scope_of(bound, pool.bases, pool.listed))
    return Checked(trip, check_itinerary(pool.facts, trip))


def worth_of(pool: ColumnPool, found: TripSolution) -> int:
    """What the picks are worth by the words of `TripProblem`: solved again with nothing else to choose from."""
    kept: dict[int, set[int]] = {}
    for offer, plan in found.picks:
        kept.setdefault(offer, set()).add(plan)
    offers = []
    for index, plans in sorted(kept.items()):
        days = tuple(day for day, (used, _) in enumerate(found.picks) if used == index)
        offers.append(_only(pool.problem.offers[index], days, sorted(plans)))
    return choose_days(replace(pool.problem, offers=tuple(offers)), SolveOptions()).worth


def _only(offer: Offer, days: tuple[int, ...], rows: list[int]) -> Offer:
    """The offer with some of its plans, on some days."""
    plans = offer.plans
    kept = replace(
        plans, places=plans.places[rows], steps=plans.steps[rows], value=plans.value[rows], walk=plans.walk[rows],
        climb=plans.climb[rows], met=plans.met[rows],
    )  # fmt: skip
    return replace(offer, days=days, plans=kept, places=offer.places[rows], hard=offer.hard[rows])
