"""The best trip over all hotels in reach: from the most promising ones first, with others as long as bounds allow."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from planner.itinerary.columns import (
    ColumnPool,
    HotelBounds,
    PlanningContext,
    SearchScope,
    add_columns_by_lns,
    make_pool,
    with_bases,
)
from planner.itinerary.problem import TripSolution
from planner.itinerary.solver import PENALTY, choose_days
from planner.solving import SolveOptions

MORE_HOTELS = 6  # that join at once
ROUNDS = 6  # in which hotels join a trip that is to be proven best
LONG_ROUNDS, LONG_MORE = 1, 3  # and a longer one
SHORT_DAYS, GAP_ENOUGH = 3, 0.01  # longer trips need only be that near to the best


@dataclass(frozen=True)
class Found:
    """The best trip found: the columns it is made of, its choice among them, and over what its bound holds."""

    pool: ColumnPool
    choice: TripSolution
    scope: SearchScope


def best_trip(context: PlanningContext, options: SolveOptions) -> Found:
    """The best trip of a context over all its hotels."""
    return search(*list_best(context, options), options)


def list_best(context: PlanningContext, options: SolveOptions) -> tuple[HotelBounds | None, ColumnPool]:
    """Bounds for all hotels of a context, and the columns of the most promising ones; no bounds for a day trip."""
    if context.request.days == 1:
        return None, add_columns_by_lns(make_pool(context, options), options)
    bounds = HotelBounds(context, options)
    return bounds, add_columns_by_lns(make_pool(context, options, bounds.first()), options)


def search(bounds: HotelBounds | None, pool: ColumnPool, options: SolveOptions) -> Found:
    """The best trip of a pool, and of hotels that may be in a better one, which join it round by round."""
    began = perf_counter()
    choice = choose_days(pool.problem, options)
    if bounds is None:
        return Found(pool, choice, SearchScope(choice.worth, 0, 0))
    everything = len(bounds.context.bases), len({base.city for base in bounds.context.bases})
    long = pool.request.days > SHORT_DAYS
    rounds = 0
    while True:
        floor = choice.worth if choice.picks else -PENALTY
        enough = floor + int(GAP_ENOUGH * max(floor, 0)) if long else floor
        rivals = bounds.rivals(pool, choice.prices, enough)
        late = perf_counter() - began > options.seconds
        if not rivals.bases or (choice.picks and (late or rounds == (LONG_ROUNDS if long else ROUNDS))):
            return Found(pool, choice, SearchScope(max(rivals.bound, choice.bound), *everything))
        rounds += 1
        joined = rivals.bases[: LONG_MORE if long else MORE_HOTELS]
        pool = with_bases(pool, joined, options.since(began))
        choice = choose_days(pool.problem, options.since(began), choice)
