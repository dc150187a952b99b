"""The best trip over all hotels in reach: nights up to groups of neighbouring hotels first, hotels and days then."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from planner.itinerary.columns import (
    ColumnPool,
    GroupedHotels,
    HotelChoice,
    PlanningContext,
    SearchScope,
    add_columns_by_lns,
    make_pool,
    scope_of,
)
from planner.itinerary.problem import TripSolution
from planner.itinerary.solver import choose_days, search_nights
from planner.solving import SolveOptions


@dataclass(frozen=True)
class Found:
    """The best trip found: the columns it is made of, its choice among them, and over what its bound holds."""

    pool: ColumnPool
    choice: TripSolution
    scope: SearchScope


def best_trip(context: PlanningContext, options: SolveOptions) -> Found:
    """The best trip of a context over all its hotels."""
    began = perf_counter()
    if context.request.days == 1:
        pool = add_columns_by_lns(make_pool(context, options), options)
        choice = choose_days(pool.problem, options.since(began))
        return Found(pool, choice, scope_of(choice.worth, (), pool.listed))
    groups = GroupedHotels(context, options)
    hotels = HotelChoice(groups, options.since(began))
    choice = search_nights(groups.problem, options.since(began), hotels.decide)
    bases = groups.context.bases
    scope = scope_of(choice.bound, bases, groups.listed)
    if hotels.best is None:
        return Found(make_pool(context, options, bases[:1]), choice, scope)
    pool = add_columns_by_lns(hotels.best, options.since(began))
    if pool is not hotels.best:
        more = choose_days(pool.problem, options.since(began))
        choice = more if more.worth > choice.worth else choice
    return Found(pool, choice, scope)
