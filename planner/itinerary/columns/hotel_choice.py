"""The hotels and the days of a trip whose nights are decided up to groups of neighbouring hotels.

Bounds tell which hotels of the groups, and which sets of places, can be in a better trip than the best one known. Only
day plans over these are listed from the hotels themselves; the best trip they make is found by branch and price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.itinerary.columns.column_pool import ColumnPool
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.columns.hotel_bounds import HotelBounds, Pair
from planner.itinerary.columns.hotel_clusters import clusters_of, hotel_clusters
from planner.itinerary.columns.hotel_days import Bools, Days, HotelDays, HotelPart
from planner.itinerary.columns.hotel_relaxation import relaxed_worth
from planner.itinerary.problem import HOME, DualPrices
from planner.itinerary.solver import (
    PENALTY,
    SHORT_DAYS,
    MasterSolution,
    Trip,
    TripRelaxation,
    choose_days,
    settled_worth,
)
from planner.solving import Progress, SolveOptions

FIRST_PLANS = 400  # of the groups on a day, whose sets of places a first trip is made of
WIDTH = 2  # of the hotels of a night it is made of
MOST_PLANS = 12000  # of the best one
MOST_PAIRS = 480  # of hotels whose days are listed, without a move, and with one
EFFORT = 0.1  # of a whole solve, for given nights of a long trip


class HotelChoice:
    """Decides hotels and days for nights that are decided up to groups; `best` is the pool of the best trip found."""

    def __init__(self, groups: GroupedHotels, options: SolveOptions) -> None:
        self.groups = groups
        self.best: ColumnPool | None = None
        self._bounds = HotelBounds(groups)
        self._trip = Trip(groups.problem)
        self._progress, self._options = options.progress, replace(options, progress=self._tell)
        self._days = HotelDays(groups, self._options)
        self.clusters = clusters_of(groups)
        self._tried: set[tuple[int, ...]] = set()
        self._decided: dict[tuple[int, ...], int] = {}
        self._began = perf_counter()

    def refine(self, cities: Sequence[frozenset[int]]) -> bool:
        """Set the hotels of promising sets of cities, best first, apart from their groups, if these are few enough."""
        found = hotel_clusters(self.groups, cities, self._options)
        self.clusters = found or self.clusters
        return found is not None

    def decide(self, relaxed: TripRelaxation, floor: int, hasty: bool) -> MasterSolution:
        """The best trip with the nights of a linear program, if it is worth more than `floor`; a hasty look
        is at the most promising hotels and sets of places only."""
        nodes = self._groups_of(relaxed)
        if nodes in (self._tried if hasty else self._decided):
            return MasterSolution(floor, max(floor, self._decided.get(nodes, relaxed.bound)), ())
        self._tried.add(nodes)
        prices, long = self._by_hotel(relaxed.prices), len(nodes) >= SHORT_DAYS
        days = self._bounds.of_nights(self._trip, nodes, prices)
        part = _path(days)
        found = self._solve(self._days.pool(part), floor, prices, soon=long)
        if hasty or self._options.work.spent:
            return replace(found, bound=relaxed.bound)
        floor = max(floor, found.worth)
        rest, left_out = self._rest(part, days, nodes, prices, settled_worth(floor, self.clusters.problem.days))
        more = self._solve(self._days.pool(rest), floor, prices) if rest else MasterSolution(floor, left_out, ())
        bound = min(relaxed.bound, max(more.bound, left_out))
        self._decided[nodes] = bound
        return replace(more if more.picks else found, bound=bound)

    def _rest(
        self, first: HotelPart, days: Days, nodes: tuple[int, ...], prices: DualPrices, worth: int
    ) -> tuple[HotelPart | None, int]:
        """All days of trips that may be worth more than `worth`, and what those that are left out can be worth: first
        days from a hotel and back are listed, then, unless it is clear that no trip with them is worth more, days from
        one to another between those that are left."""
        plans, least = _plans_above(days, worth)
        on, known = _days_of(days), dict[Pair, float]()  # what listed days add at most
        listed = HotelPart({pair: on[pair] for pair in first.pairs}, plans)
        for moving in (False, True):
            bounds = _bounds_of(days)
            rest = [pair for pair in bounds if _moves(pair) == moving and bounds[pair] > worth and pair not in known]
            rest.sort(key=lambda pair: -bounds[pair])
            if moving and rest:
                others = {pair: on[pair] for pair in rest}
                most = relaxed_worth(prices, self._days, self._bounds, listed, others, worth)
                if most <= worth:
                    return None, max(most, _floor(max([least, *(b for b in bounds.values() if b <= worth)])))
            listed.pairs |= {pair: on[pair] for pair in rest[:MOST_PAIRS]}
            least = max([least, *(bounds[pair] for pair in rest[MOST_PAIRS:])])
            known = self._days.priced(listed, prices)
            days = self._bounds.of_nights(self._trip, nodes, prices, known)
            refine, more = _plans_above(days, worth)
            listed.plans = {offer: plans[offer] & refine[offer] for offer in plans}
            least = max(least, more)
        bounds = _bounds_of(days)
        kept = {pair: on[pair] for pair in listed.pairs if pair in first.pairs or bounds[pair] > worth}
        least = max([least, *(bounds[pair] for pair in bounds if pair in known and pair not in kept)])
        least = max([least, *(bound for bound in bounds.values() if bound <= worth)])
        return HotelPart(kept, listed.plans), _floor(least)

    def _groups_of(self, relaxed: TripRelaxation) -> tuple[int, ...]:
        """The group of each night, all of which are decided."""
        return tuple(self.clusters.groups[next(iter(night))] for night in relaxed.ways.nights)

    def _by_hotel(self, prices: DualPrices) -> DualPrices:
        """Prices with those of what is seen by hotel."""
        seen = {
            h: prices.seen[node]
            for node, hotels in enumerate(self.clusters.hotels)
            for h in hotels
            if node in prices.seen
        }
        return replace(prices, seen=seen)

    def _solve(self, pool: ColumnPool, floor: int, prices: DualPrices, soon: bool = False) -> MasterSolution:
        """The best trip of a pool, or a good one `soon`; keeps that if it is worth more than the floor."""
        options = self._options.since(self._began)
        if pool.request.days > SHORT_DAYS:
            options = replace(options, effort=EFFORT * options.effort)
        solution = choose_days(pool.problem, options, floor, soon, replace(prices, seen={}))
        if not solution.picks:
            return MasterSolution(floor, max(floor, solution.bound) if floor > -PENALTY else floor, ())
        if solution.worth > floor:
            self.best = pool
        return MasterSolution(solution.worth, solution.bound, solution.picks)

    def _tell(self, now: Progress) -> None:
        """What is known of some nights bounds no others."""
        self._progress(replace(now, bound=None))


def _path(days: Days) -> HotelPart:
    """The WIDTH hotels a night with the best bounds, and the plans with the best ones."""
    pairs: dict[Pair, list[int]] = defaultdict(list)
    plans: dict[int, Bools] = {}
    origins = [HOME]
    for number, offers in enumerate(days):
        bounds = {
            (each.offer, origin, target): float(each.pairs[each.origins.index(origin), k])
            for each in offers
            for origin in origins
            if origin in each.origins
            for k, target in enumerate(each.targets)
        }
        ranked = sorted(bounds, key=lambda pair: -bounds[pair])
        targets = list(dict.fromkeys(target for _, _, target in ranked))[:WIDTH]
        for pair in ranked:
            if pair[2] in targets and bounds[pair] > -np.inf:
                pairs[pair].append(number)
        plans |= {each.offer: _top(each.plans, FIRST_PLANS) for each in offers}
        origins = targets
    used = {offer for offer, _, _ in pairs}
    return HotelPart({pair: tuple(on) for pair, on in pairs.items()}, {offer: plans[offer] for offer in used})


def _plans_above(days: Days, worth: int) -> tuple[dict[int, Bools], float]:
    """The plans whose bounds are above a worth, at most MOST_PLANS a day; and the highest bound of the others."""
    plans: dict[int, Bools] = {}
    left_out = float(-PENALTY)
    for each in (each for offers in days for each in offers):
        kept = _top(each.plans, MOST_PLANS) & (each.plans > worth)
        left_out = max(left_out, float(each.plans[~kept].max(initial=-PENALTY)))
        plans[each.offer] = plans.get(each.offer, kept) | kept
    return plans, left_out


def _bounds_of(days: Days) -> dict[Pair, float]:
    """What trips with each pair of hotels can be worth at most."""
    found: dict[Pair, float] = {}
    for each in (each for offers in days for each in offers):
        for (i, origin), (k, target) in product(enumerate(each.origins), enumerate(each.targets)):
            pair = each.offer, origin, target
            found[pair] = max(found.get(pair, -np.inf), float(each.pairs[i, k]))
    return found


def _days_of(days: Days) -> dict[Pair, tuple[int, ...]]:
    """The days that each pair of hotels may be used on."""
    on: dict[Pair, tuple[int, ...]] = {}
    for number, offers in enumerate(days):
        for each in offers:
            for pair in product((each.offer,), each.origins, each.targets):
                on[pair] = (*on.get(pair, ()), number)
    return on


def _floor(bound: float) -> int:
    """The most points a trip can have below a bound, allowing for the rounding of linear programs."""
    return int(np.floor(bound + 1e-3))


def _moves(pair: Pair) -> bool:
    return pair[1] != pair[2] and HOME not in pair[1:]


def _top(bounds: npt.NDArray[np.float64], most: int) -> Bools:
    kept = np.zeros(len(bounds), dtype=np.bool_)
    kept[np.argsort(-bounds, kind="stable")[:most]] = True
    return kept
