"""The hotels and the days of a trip whose nights are decided up to groups of neighbouring hotels.

Bounds tell which hotels of the groups, and which sets of places, can be in a better trip than the best one known. Only
day plans over these are listed from the hotels themselves; the best trip they make is found by branch and price.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import replace
from heapq import heappop, heappush
from itertools import combinations, groupby, product
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.itinerary.columns.column_pool import ColumnPool
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.columns.hotel_bounds import HotelBounds, Pair
from planner.itinerary.columns.hotel_days import Bools, Days, HotelDays, HotelPart
from planner.itinerary.columns.merged_hotels import merged
from planner.itinerary.problem import HOME
from planner.itinerary.solver import (
    PENALTY,
    SHORT_DAYS,
    MasterSolution,
    TripRelaxation,
    better_days,
    choose_days,
    settled_worth,
)
from planner.solving import Progress, SolveOptions

FIRST_PLANS = 400  # of the groups on a day, whose sets of places a first trip is made of
MOST_PLANS = 6000  # and the best one
MOST_PAIRS = 240  # of hotels whose days are listed, without a move, and with one
MOST_LOOKS, MOST_MERGED = 24, 24_000  # at sets of hotels for given nights of a long trip, and plans in all of them
FEW = 1000  # plans of the groups that are listed from all hotels of a long trip, if its bound is still open
EFFORT = 0.05  # of a whole solve, for the days between hotels with given nights of a long trip


class HotelChoice:
    """Decides hotels and days for nights that are decided up to groups; `best` is the pool of the best trip found."""

    def __init__(self, groups: GroupedHotels, options: SolveOptions) -> None:
        self.groups, self.options = groups, options
        self.best: ColumnPool | None = None
        self._bounds = HotelBounds(groups)
        self._days = HotelDays(groups, lambda: self._tell(Progress("choose", 2, 4)))
        self._tried: set[tuple[int, ...]] = set()
        self._decided: dict[tuple[int, ...], int] = {}
        self._began = perf_counter()

    def decide(self, relaxed: TripRelaxation, floor: int, hasty: bool) -> MasterSolution:
        """The best trip with the nights of a linear program over the groups, if it is worth more than `floor`; a hasty
        look is at the most promising hotels and sets of places only."""
        nodes = tuple(next(iter(night)) for night in relaxed.ways.nights)
        if nodes in (self._tried if hasty else self._decided):
            return MasterSolution(floor, max(floor, self._decided.get(nodes, relaxed.bound)), ())
        self._tried.add(nodes)
        days, long = self._bounds.of_nights(relaxed.trip, nodes, relaxed.prices), len(nodes) >= SHORT_DAYS
        part = _path(days)
        found = self._solve(self._days.pool(part), floor, soon=long)
        if hasty:
            return replace(found, bound=relaxed.bound)
        floor, bound = max(floor, found.worth), relaxed.bound
        worth = settled_worth(floor, relaxed.trip.problem.days)
        if long:
            more = self._merge(days, relaxed, floor, worth)
            found, bound = more if more.picks else found, more.bound
            floor = max(floor, more.worth)
            worth = settled_worth(floor, relaxed.trip.problem.days)
        if not long or (
            bound > worth and sum(int(each.sum()) for each in _plans_above(days, worth)[0].values()) <= FEW
        ):
            part, left_out = self._rest(part, days, relaxed, worth)
            more = self._solve(self._days.pool(part), floor)
            bound = min(bound, max(more.bound, left_out))
        self._decided[nodes] = bound
        return replace(more if more.picks else found, bound=bound)

    def _merge(self, days: Days, relaxed: TripRelaxation, floor: int, worth: int) -> MasterSolution:
        """A trip from the hotels that suit its days best, and what any can be worth: days spent from one hotel are
        listed from it, those of a move are taken as from the groups; hotels are set apart until that is settled."""
        nodes = tuple(next(iter(night)) for night in relaxed.ways.nights)
        plans, least = _plans_above(days, worth)
        on, bounds = _days_of(days), _bounds_of(days)
        stays = {pair: on[pair] for pair in bounds if not _moves(pair) and bounds[pair] > worth}
        known = self._days.priced(HotelPart(stays, plans), relaxed.prices)
        days = self._bounds.of_nights(relaxed.trip, nodes, relaxed.prices, known)
        bounds = _bounds_of(days)
        stays = {pair: on[pair] for pair in stays if bounds[pair] > worth}
        least = max([least, *(bound for pair, bound in bounds.items() if not _moves(pair) and bound <= worth)])
        moves = self._days.moves_of(days, plans)
        likely = {hotel for pair in _path(days).pairs for hotel in pair[1:]}
        best = MasterSolution(floor, floor, ())
        hotels = frozenset(hotel for pair in stays for hotel in pair[1:] if hotel != HOME)
        waiting = [(-relaxed.bound, 0, hotels)]
        seen = 0
        for looks in range(1, MOST_LOOKS + 1):
            if not waiting or seen > MOST_MERGED or -waiting[0][0] <= settled_worth(best.worth, len(days)):
                break
            bound, _, hotels = heappop(waiting)
            part = HotelPart({pair: stays[pair] for pair in stays if hotels.issuperset({*pair[1:]} - {HOME})}, plans)
            pool, pairs = self._days.pool(part), [pair for pair, _ in self._days.possible(part)]
            together = merged(pool.problem, [pair[0] for pair in pairs], relaxed.trip.problem, moves)
            seen += sum(len(offer.plans.value) for offer in together.problem.offers)
            options = replace(self.options.since(self._began), effort=EFFORT * self.options.effort, progress=self._tell)
            found = better_days(together.problem, options, settled_worth(best.worth, len(days)))
            if not found.picks and (best.worth == -PENALTY or found.bound <= settled_worth(best.worth, len(days))):
                least = max(least, found.bound if best.worth > -PENALTY else least)
                continue
            used = {hotel for source in together.sources(found.picks) for hotel in pairs[source][1:]}
            if used:
                some = {pair: on[pair] for pair in on if (used | likely).issuperset({*pair[1:]} - {HOME})}
                real = self._solve(self._days.pool(HotelPart(some, plans)), best.worth, soon=True)
                best = real if real.worth > best.worth else best
            bound = max(bound, -found.bound)
            halves = self._apart(hotels, (used or hotels) - {HOME}, nodes)
            for number, half in enumerate(halves):
                heappush(waiting, (bound, 2 * looks + number, half))
            least = max(least, least if halves else -bound)
        left = max([least, *(-bound for bound, *_ in waiting[:1])])
        return replace(best, bound=int(max(best.worth, np.floor(left + 1e-3))))

    def _apart(self, hotels: frozenset[int], used: Collection[int], nodes: tuple[int, ...]) -> list[frozenset[int]]:
        """The hotels without half of those of a group, in which one sleeps but once on end: those nearer to either of
        the two used ones that lie farthest apart. None if no group has two."""
        stays = Counter(node for node, _ in groupby(nodes))
        ground, context = self.groups.context.inputs.ground, self.groups.context
        row = {hotel: ground.index("hotel", context.bases[hotel].hotel.id) for hotel in hotels}
        group = {hotel: node for node, members in self.groups.members.items() for hotel in members}
        ends = [(a, b) for a, b in combinations(sorted(used), 2) if group[a] == group[b] and stays[group[a]] == 1]
        if not ends:
            return []
        one, other = max(ends, key=lambda pair: float(ground.km[row[pair[0]], row[pair[1]]]))
        near = {
            h for h in hotels if group[h] == group[one] and ground.km[row[h], row[one]] <= ground.km[row[h], row[other]]
        }
        far = {h for h in hotels if group[h] == group[one]} - near
        return [hotels - near, hotels - far]

    def _rest(self, first: HotelPart, days: Days, relaxed: TripRelaxation, worth: int) -> tuple[HotelPart, int]:
        """All days of trips that may be worth more than `worth`, and what those that are left out can be worth: first
        days from a hotel and back are listed, then days from one to another between those that are left."""
        nodes = tuple(next(iter(night)) for night in relaxed.ways.nights)
        plans, least = _plans_above(days, worth)
        on, known = _days_of(days), dict[Pair, float]()  # what listed days add at most
        listed = HotelPart(dict(first.pairs), plans)
        for moving in (False, True):
            bounds = _bounds_of(days)
            rest = [pair for pair in bounds if _moves(pair) == moving and bounds[pair] > worth and pair not in known]
            rest.sort(key=lambda pair: -bounds[pair])
            listed.pairs |= {pair: on[pair] for pair in rest[:MOST_PAIRS]}
            least = max([least, *(bounds[pair] for pair in rest[MOST_PAIRS:])])
            known = self._days.priced(listed, relaxed.prices)
            days = self._bounds.of_nights(relaxed.trip, nodes, relaxed.prices, known)
        bounds = _bounds_of(days)
        kept = {pair: on[pair] for pair in listed.pairs if pair in first.pairs or bounds[pair] > worth}
        least = max([least, *(bounds[pair] for pair in bounds if pair in known and pair not in kept)])
        least = max([least, *(bound for bound in bounds.values() if bound <= worth)])
        return HotelPart(kept, plans), int(np.floor(least + 1e-3))

    def _solve(self, pool: ColumnPool, floor: int, soon: bool = False) -> MasterSolution:
        """The best trip of a pool, or a good one `soon`; keeps that if it is worth more than the floor."""
        options = self.options.since(self._began)
        effort = options.effort * (EFFORT if pool.request.days > SHORT_DAYS else 1)
        options = replace(options, effort=effort, progress=self._tell)
        solution = choose_days(pool.problem, options, floor, soon)
        if not solution.picks:
            return MasterSolution(floor, max(floor, solution.bound) if floor > -PENALTY else floor, ())
        if solution.worth > floor:
            self.best = pool
        return MasterSolution(solution.worth, solution.bound, solution.picks)

    def _tell(self, now: Progress) -> None:
        """What is known of some nights bounds no others."""
        self.options.progress(replace(now, bound=None))


def _path(days: Days) -> HotelPart:
    """The hotels with the best bound, and the plans with the best ones."""
    pairs: dict[Pair, list[int]] = defaultdict(list)
    plans: dict[int, Bools] = {}
    at = HOME
    for number, offers in enumerate(days):
        best = max(offers, key=lambda each: each.pairs[each.origins.index(at)].max())
        target = best.targets[int(best.pairs[best.origins.index(at)].argmax())]
        pairs[best.offer, at, target].append(number)
        plans[best.offer] = _top(best.plans, FIRST_PLANS)
        at = target
    return HotelPart({pair: tuple(on) for pair, on in pairs.items()}, plans)


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


def _moves(pair: Pair) -> bool:
    return pair[1] != pair[2] and HOME not in pair[1:]


def _top(bounds: npt.NDArray[np.float64], most: int) -> Bools:
    kept = np.zeros(len(bounds), dtype=np.bool_)
    kept[np.argsort(-bounds, kind="stable")[:most]] = True
    return kept
