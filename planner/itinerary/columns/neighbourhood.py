"""Day plans over more places than can be listed: ruin and recreate, with exact lists over few places at a time.

Where a day has too many sets of places, only those over its worthiest places are listed. From a first trip, each of its
days is then taken up again and again: some of its places stay, others of all that are open come beside them, at random
by their worth or from near by; all plans over these few are listed exactly, the best is kept for the next round, and
all are offered to the choice of days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from math import comb
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.facts import Facts
from planner.itinerary.columns.column_pool import ColumnPool, PlanningContext, make_context, make_pool
from planner.itinerary.columns.day_plans import Listed, offer_of
from planner.itinerary.inputs import Base, DaySketch, changes_hotels
from planner.itinerary.problem import LUNCH, OF_PLACES, DayPlans, DayProblem, Ints, Transfer
from planner.itinerary.solver import best_of_sets, choose_days, enumerate_days
from planner.itinerary.types import Infeasible, Itinerary, TripRequest
from planner.people import MobilityProfile
from planner.solving import Progress, SolveOptions

SHORT_CITIES, LONG_CITIES = 3, 6  # that hotels are taken from, without moves and with them
FIRST_EFFORT = 0.1  # for the trip that is add_columns_by_lns from
ROUNDS = 30  # for each of its days
MOST_SETS = 12_000  # of places listed in one round
TOP = 1_000  # best plans of a round that are offered
STAY, NEAR = 0.6, 0.5  # chance of a place to stay, and of a round to look near by

Bools = npt.NDArray[np.bool_]


def build_pool(
    facts: Facts,
    request: TripRequest,
    options: SolveOptions,
    person: MobilityProfile | None = None,
    hotels: Collection[str] = (),
) -> ColumnPool | Infeasible:
    """List the columns of a request from its most promising hotels and those with the given ids, and extend them by
    large neighbourhood search; or the requirements that no choice of days can meet.

    `person` replaces the profile that the request describes: to find what somebody else could do.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    context = make_context(facts, request, person)
    if isinstance(context, Infeasible):
        return context
    return add_columns_by_lns(make_pool(context, options, promising_bases(context, hotels)), options)


def pool_around(facts: Facts, itinerary: Itinerary, options: SolveOptions) -> ColumnPool | Infeasible:
    """The columns of a trip's request from its hotels and the most promising others: to find what could be different.

    Raises
    ------
    SilverwayError
        If the request names what is no longer known.
    """
    nights = [day.hotel.id for day in itinerary.days if day.hotel]
    return build_pool(facts, itinerary.request, options, hotels=nights)


def promising_bases(context: PlanningContext, hotels: Collection[str] = ()) -> tuple[Base, ...]:
    """The context's hotels with the given ids, then the most promising of each of a few cities; none for a day trip."""
    if context.request.days == 1:
        return ()
    own = tuple(base for base in context.bases if base.hotel.id in hotels)
    cities, of_each = (LONG_CITIES, 1) if changes_hotels(context.request) else (SHORT_CITIES, 2)
    chosen: dict[str, list[Base]] = {}
    for base in context.bases:
        if len(chosen) < cities or base.city in chosen:
            chosen.setdefault(base.city, []).append(base)
    first = [base for bases in chosen.values() for base in bases[:of_each]]
    return (*own, *(base for base in first if base.hotel.id not in hotels))


def add_columns_by_lns(pool: ColumnPool, options: SolveOptions) -> ColumnPool:
    """Extend a pool by ruin and recreate, where not all places of a day could be listed.

    Starts from a first trip of the pool and lists exact plans over few places at a time, at random by `options.seed`.
    """
    if all(len(each.sketch.place_ids) == len(each.whole.place_ids) for each in pool.listed):
        return pool
    began = perf_counter()
    first = choose_days(pool.problem, replace(options, effort=FIRST_EFFORT))
    chance = np.random.default_rng(options.seed)
    listed = list(pool.listed)
    plans_of: dict[int, list[int]] = {}
    for number, plan in first.picks:
        plans_of.setdefault(number, []).append(plan)
    seen = [place for number, plan in first.picks for place in pool.problem.offers[number].places[plan] if place >= 0]
    for number, plans in plans_of.items():
        if len(listed[number].sketch.place_ids) < len(listed[number].whole.place_ids):
            listed[number] = _search(pool, listed[number], plans, frozenset(seen), chance, options)
    problem = replace(pool.problem, offers=tuple(each.offer for each in listed))
    seconds = pool.seconds + perf_counter() - began
    return replace(pool, listed=tuple(listed), problem=problem, seconds=seconds)


def _search(
    pool: ColumnPool,
    listed: Listed,
    plans: Iterable[int],
    seen: frozenset[int],
    chance: np.random.Generator,
    options: SolveOptions,
) -> Listed:
    """The offer over all its places, with the plans that ruin and recreate finds from those of the trip."""
    whole = listed.whole
    names = list(pool.inputs.worth)
    numbers = np.array([names.index(place) for place in whole.place_ids])
    found = [_as_of(whole, listed)]
    for plan in plans:
        kept = np.flatnonzero(np.isin(numbers, listed.offer.places[plan]))
        others = np.isin(numbers, list(seen - set(numbers[kept].tolist())))
        for _ in range(ROUNDS):
            options.progress(Progress("days", len(pool.listed), len(pool.listed)))
            few = _few(whole.problem, kept, others, chance)
            over = _renumbered(enumerate_days(_over(whole.problem, few)), few)
            found.append(_top(over))
            best = over.places[int(np.argmax(over.value))] if len(over.value) else kept
            kept = np.sort(best[best >= 0])
    together = _distinct(found)
    return Listed(whole, whole, offer_of(pool.inputs, whole, together))


def _few(problem: DayProblem, kept: Ints, others: Bools, chance: np.random.Generator) -> Ints:
    """Places for one round: most of those kept, then by worth or from near by; none that another day sees."""
    count = len(problem.worth)
    size = len(kept)
    while size < count and comb(size + 1, problem.limits.visits) <= MOST_SETS:
        size += 1
    stay = kept[chance.random(len(kept)) < STAY]
    ends = problem.travel[[problem.start, problem.end], :count].min(axis=0)
    rank = _ranks(problem.ride_cost * ends - problem.worth).astype(float)
    if len(kept) and chance.random() < NEAR:
        rank = rank / 3 + _ranks(problem.travel[kept, :count].min(axis=0))
    score = chance.gumbel(scale=count / 5, size=count) - rank
    score[others] = -np.inf
    score[stay] = np.inf
    return np.sort(np.argsort(-score, kind="stable")[: min(size, count - int(others.sum()))])


def _ranks(cost: Ints) -> Ints:
    """0 for the least, and so on."""
    ranks: Ints = np.argsort(np.argsort(cost, kind="stable"), kind="stable")
    return ranks


def _over(problem: DayProblem, few: Ints) -> DayProblem:
    """The same day with only these places."""
    count = len(problem.worth)
    points = np.concatenate([few, np.arange(count, len(problem.travel))])
    at = np.full(len(problem.travel) + 1, -1, dtype=np.int64)  # the last: nowhere
    at[points] = np.arange(len(points))

    def moved(trains: tuple[Transfer, ...]) -> tuple[Transfer, ...]:
        return tuple(replace(train, entry=int(at[train.entry]), exit=int(at[train.exit])) for train in trains)

    return replace(
        problem,
        travel=problem.travel[np.ix_(points, points)],
        ride=problem.ride[np.ix_(points, points)],
        foot=problem.foot[np.ix_(points, points)],
        lunch_at=at[problem.lunch_at[points]],
        rest_at=at[problem.rest_at[points]],
        named=problem.named[points],
        start=int(at[problem.start]),
        end=int(at[problem.end]),
        transfers=moved(problem.transfers),
        back=moved(problem.back),
        **{name: getattr(problem, name)[few] for name in OF_PLACES},
    )


def _renumbered(plans: DayPlans, numbers: Ints) -> DayPlans:
    """The plans with other numbers for their places."""
    table = np.append(numbers, -1)
    steps = np.where(plans.steps < LUNCH, table[np.where(plans.steps < LUNCH, plans.steps, -1)], plans.steps)
    return replace(plans, places=table[plans.places], steps=steps)


def _as_of(whole: DaySketch, listed: Listed) -> DayPlans:
    """The plans listed over fewer places, in the numbers of the whole sketch."""
    number = {place: i for i, place in enumerate(whole.place_ids)}
    return _renumbered(listed.offer.plans, np.array([number[p] for p in listed.sketch.place_ids], dtype=np.int64))


def _top(plans: DayPlans) -> DayPlans:
    return _rows(plans, np.sort(np.argsort(-plans.value, kind="stable")[:TOP]))


def _distinct(found: list[DayPlans]) -> DayPlans:
    """All of them, for each set of places the best and any that walks less."""
    together = DayPlans(*(np.concatenate([getattr(plans, each.name) for plans in found]) for each in fields(DayPlans)))
    sets = np.unique(np.sort(together.places, axis=1), axis=0, return_inverse=True)[1].ravel()
    best = best_of_sets(np.argsort(sets, kind="stable"), sets, together.value, together.walk)
    return _rows(together, np.sort(best))


def _rows(plans: DayPlans, rows: Ints) -> DayPlans:
    return DayPlans(*(getattr(plans, each.name)[rows] for each in fields(DayPlans)))
