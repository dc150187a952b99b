"""The best trip over all hotels in reach: nights up to groups of neighbouring hotels first, hotels and days then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
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
from planner.itinerary.solver import SHORT_DAYS, BranchAndPrice, WarmStart, choose_days
from planner.solving import SolveOptions, Work

PROMISING = 3  # sets of cities
LONG_WORK = 0.3  # of a trip of more days than can be proven, for one unit of effort


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
    limited = replace(options, work=Work(_most_work(context.request.days, options.effort)))
    groups = GroupedHotels(context, limited)
    hotels = HotelChoice(groups, limited.since(began))
    choice = _choose_nights(groups, hotels, limited.since(began))
    bases = groups.context.bases
    scope = scope_of(choice.bound, bases, groups.listed)
    if hotels.best is None:
        return Found(make_pool(context, options, bases[:1]), choice, scope)
    pool = add_columns_by_lns(hotels.best, options.since(began))
    if pool is not hotels.best:
        more = choose_days(pool.problem, options.since(began))
        choice = more if more.worth > choice.worth else choice
    return Found(pool, choice, scope)


def _choose_nights(groups: GroupedHotels, hotels: HotelChoice, options: SolveOptions) -> TripSolution:
    """The best trip: nights up to groups of hotels; where these change, then closer, with promising hotels apart."""
    search = BranchAndPrice(groups.problem, options, decide=hotels.decide)
    if groups.moving:
        search.dive()
    bounds = search.by_cities()
    ranked = sorted(bounds, key=lambda cities: (-bounds[cities], sorted(cities)))
    if not search.picks or search.settled or not hotels.refine(ranked[:PROMISING]):
        return search.run()
    warm = WarmStart(replace(search.relaxed.prices, seen={}), bounds)
    found = BranchAndPrice(hotels.clusters.problem, options, search.best, hotels.decide, warm=warm).run()
    return found if found.picks else replace(found, picks=search.picks)


def _most_work(days: int, effort: float) -> float:
    """After how much work the search for a trip of so many days ends with what it has."""
    return inf if days <= SHORT_DAYS else LONG_WORK * effort
