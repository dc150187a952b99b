"""The trip from day plans: branch and price over where one sleeps, an integer master for what one sees.

A linear program prices every day plan of every offer: its optimum bounds all trips. Where its nights are split
between hotels, one night's hotel is decided and the program priced anew, the most promising first. Once all nights are
decided, an integer program picks the plans; those whose reduced cost shows that they cannot be in a better trip than
the one found are left out. What is left open keeps its bound: the answer tells how far from the best it can be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise
from time import perf_counter

import numpy as np

from planner.itinerary.problem import DualPrices, TripProblem, TripSolution
from planner.itinerary.solver.bounds import best_by_cities
from planner.itinerary.solver.lp import Nights, TripRelaxation, Ways
from planner.itinerary.solver.master import best_of
from planner.itinerary.solver.pair_exchange import Polish
from planner.itinerary.solver.trip_model import PENALTY, Floats, Trip
from planner.solving import Progress, SolveOptions

_DIVE_PLANS = 120  # columns of a first look
_FIRST_PLANS = 300  # columns of a quick look at one way to spend the nights
_MOST_PLANS = 3000  # columns of a whole one
SHORT_DAYS = 3  # trips of more days need not be proven best:
GAP_ENOUGH = 0.01  # once that close to the bound, or twice that after a look, they are not worked on
_CLOSE = 0.02  # a bound this near to the best trip leaves few columns to choose from
_WHOLE = 1e-6
DIVES = 3  # of the first branches
PRICES = 8  # kept for those who bound what is not in the problem
BRANCHES = 10  # ways to spend the nights looked at for one unit of effort


def choose_days(problem: TripProblem, options: SolveOptions, known: TripSolution | None = None) -> TripSolution:
    """The best choice of one plan a day, with a proven bound; `missing` musts if there is none.

    `known` is a choice for the problem before its last nodes and offers were added: only trips that sleep in one of the
    new nodes are searched.
    """
    return _BranchAndPrice(problem, options, known).run()


@dataclass(order=True)
class _Branch:
    """Ways that are still open; no trip among them is worth more than `bound`. Best bound first, then the oldest.

    `priced`: the bound is that of the linear program for just these ways; `whole`: no night of them was decided yet.
    """

    rank: tuple[int, int] = field(init=False)
    bound: int = field(compare=False)
    number: int = field(compare=False)
    ways: Ways = field(compare=False)
    priced: bool = field(compare=False, default=False)
    whole: bool = field(compare=False, default=False)

    def __post_init__(self) -> None:
        self.rank = (-self.bound, self.number)


class _BranchAndPrice:
    def __init__(self, problem: TripProblem, options: SolveOptions, known: TripSolution | None) -> None:
        self.problem, self.options = problem, options
        self.trip = Trip(problem)
        self.relaxed, self.polish = TripRelaxation(self.trip, self._tell), Polish(self.trip, self._tell)
        self.hotels: Nights = (frozenset(range(problem.nodes)),) * (problem.days - 1)
        self.began = perf_counter()
        self.enough = 0.0 if problem.days <= SHORT_DAYS else GAP_ENOUGH
        self.best, self.picks = -PENALTY, ()  # type: int, tuple[tuple[int, int], ...]
        self.left_over = -PENALTY  # bound of what was put aside unsolved
        self.patterns: list[Nights] = [self.hotels]  # of nights, which together hold all that is searched
        if known and known.nodes:
            self.patterns = _first_fresh(self.hotels, frozenset(range(known.nodes)))
        if known and known.picks:
            self.best, self.picks, self.left_over = known.worth, known.picks, known.bound
        self.at_work = PENALTY  # and of what is being looked at
        self.looked = 0  # at so many branches
        self.open: list[_Branch] = []
        self.short: list[frozenset[int]] = []  # what was missing where there is no trip
        self.prices: list[DualPrices] = []  # of all ways, and of those through some cities

    def run(self) -> TripSolution:
        self.relaxed.solve(Ways(frozenset(), self.hotels))
        self.prices.append(self.relaxed.prices)
        for ways, bound in self._outlook().items():
            heappush(self.open, _Branch(bound, -len(self.open), ways, whole=True))
        if self.relaxed.short:
            return self._nothing(self.open)
        while self.open and not self._settled(max(self.open[0].bound, self.left_over)) and not self._enough():
            branch = heappop(self.open)
            self.at_work = branch.bound
            self._look_at(branch)
        self.at_work = -PENALTY
        if not self.picks:
            return self._nothing([])
        bound = self._bound()
        return TripSolution(
            _evened(self.problem, list(self.picks)),
            self.best,
            bound,
            bound == self.best,
            frozenset(),
            tuple(self.prices),
            self.problem.nodes,
        )

    def _nothing(self, branches: Iterable[_Branch]) -> TripSolution:
        """No trip can be had: what is missing in the branches already looked at, and in these."""
        for branch in branches:
            self.relaxed.solve(branch.ways)
            self.short.append(self.relaxed.short)
        missing = [short for short in self.short if short]
        most = self.problem.must or frozenset({-1})
        least = min(missing, key=lambda m: (len(m), sorted(m)), default=most)
        return TripSolution((), 0, 0, False, least, tuple(self.prices), self.problem.nodes)

    def _outlook(self) -> dict[Ways, int]:
        """What trips can be worth at most at the prices found last, by the cities slept in and the nights' pattern."""
        most, best = min(self.problem.most_cities, self.problem.days - 1), self.relaxed.best_at_prices()
        stock = self.relaxed.prices.stock
        return {
            self._ways(cities, nights): int(np.floor(points + stock + 1e-3))
            for nights in self.patterns
            for cities, points in best_by_cities(self.problem, best, nights, most).items()
        }

    def _look_ahead(self) -> None:
        """Lower the bounds of the cities not looked at yet, at the prices found last."""
        if any(branch.whole for branch in self.open):
            bounds = self._outlook()
            self.open = [
                replace(branch, bound=min(branch.bound, bounds[branch.ways])) if branch.whole else branch
                for branch in self.open
            ]
            heapify(self.open)

    def _ways(self, cities: frozenset[int], nights: Nights) -> Ways:
        """The ways of a pattern to spend the nights in these cities."""
        hotels = frozenset(node for node, city in enumerate(self.problem.cities) if city in cities)
        return Ways(cities, tuple(nodes & hotels for nodes in nights))

    def _settled(self, bound: int) -> bool:
        """Is the best trip good enough for this bound?"""
        return bound <= self.best + int(self.enough * max(self.best, 0))

    def _enough(self) -> bool:
        """Is the effort spent, or the safety net reached? Without any trip the search goes on: there may be one."""
        late = perf_counter() - self.began > self.options.seconds
        return bool(self.picks) and (late or self.looked >= self.options.effort * BRANCHES)

    def _bound(self) -> int:
        """No trip is worth more: of what is open, under work or left over."""
        return max(self.best, self.left_over, self.at_work, *(branch.bound for branch in self.open[:1]))

    def _tell(self) -> None:
        bound = self._bound()
        worth = self.best if self.picks else None
        self.options.progress(Progress("choose", 2, 4, worth, bound if bound < PENALTY else None))

    def _look_at(self, branch: _Branch) -> None:
        """Price the branch; decide another night of it, or all its days."""
        bound = min(branch.bound, self.relaxed.solve(branch.ways))
        if branch.whole and len(self.prices) < PRICES:
            self.prices.append(self.relaxed.prices)
        self._look_ahead()
        if self.relaxed.short:
            self.short.append(self.relaxed.short)
        if self.relaxed.short or bound <= self.best:
            return
        if self._settled(bound):
            self.left_over = max(self.left_over, bound)
            return
        if not branch.priced and self.open and bound < self.open[0].bound:
            heappush(self.open, replace(branch, bound=bound, priced=True))
            return
        slept = self.relaxed.slept()
        split = [float(share.max()) for share in slept]
        if min(split, default=1.0) > 1 - _WHOLE:
            left = self._decide(_FIRST_PLANS) if bound > self.best * (1 + _CLOSE) else bound
            if left > self.best * (1 + 2 * self.enough):
                left = self._decide(_MOST_PLANS)
            self.left_over = max(self.left_over, left)
            return
        self.looked += 1
        if self.looked <= DIVES:
            self._dive(branch.ways, slept)
        night = int(np.argmin(split))
        here = frozenset({int(slept[night].argmax())})
        for side, nodes in enumerate((here, branch.ways.nights[night] - here)):
            if nodes:
                nights = (*branch.ways.nights[:night], nodes, *branch.ways.nights[night + 1 :])
                heappush(self.open, _Branch(bound, 2 * self.looked + side, replace(branch.ways, nights=nights)))

    def _dive(self, ways: Ways, slept: list[Floats]) -> None:
        """A trip early: spend the clearest night where most of it is spent, price anew, until all are clear."""
        while True:
            split = [
                float(share.max()) if len(nodes) > 1 else 0 for share, nodes in zip(slept, ways.nights, strict=True)
            ]
            if not any(split):
                break
            night = int(np.argmax(split))
            here = frozenset({int(slept[night].argmax())})
            ways = replace(ways, nights=(*ways.nights[:night], here, *ways.nights[night + 1 :]))
            if self.relaxed.solve(ways) <= self.best or self.relaxed.short:
                return
            slept = self.relaxed.slept()
        self._decide(_DIVE_PLANS)

    def _decide(self, most: int) -> int:
        """Find the best plans for the nights just priced among `most` columns; returns a bound for these nights."""
        columns, left_out = self.relaxed.rivals(self.best, most)
        left = self.options.since(self.began)
        found = best_of(self.trip, self.relaxed.ways, columns, left, self.enough / 2)
        if found.picks:
            gain, picks = self.polish.better(found.picks)
            if found.worth + gain > self.best:
                self.best, self.picks = found.worth + gain, picks
        return min(self.relaxed.bound, max(found.bound, left_out))


def _first_fresh(nights: Nights, known: frozenset[int]) -> list[Nights]:
    """The ways to spend the nights that use other than the known nodes: by the first night that does."""
    return [
        (*(nodes & known for nodes in nights[:night]), nights[night] - known, *nights[night + 1 :])
        for night in range(len(nights))
    ]


def _evened(problem: TripProblem, picks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same picks with days of one offer swapped so that fewer hard days follow each other."""

    def hard_pairs() -> int:
        hard = [bool(problem.offers[offer].hard[plan]) for offer, plan in picks]
        return sum(a and b for a, b in pairwise(hard))

    improving = True
    while improving:
        improving, before = False, hard_pairs()
        for one, other in combinations(range(len(picks)), 2):
            if picks[one][0] != picks[other][0]:
                continue
            picks[one], picks[other] = picks[other], picks[one]
            if hard_pairs() < before:
                improving = True
                break
            picks[one], picks[other] = picks[other], picks[one]
    return tuple(picks)
