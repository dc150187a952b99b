"""The trip from day plans: branch and price over where one sleeps, an integer master for what one sees.

A linear program prices every day plan of every offer: its optimum bounds all trips. Where its nights are split
between hotels, one night's hotel is decided and the program priced anew, the most promising first. Once all nights are
decided, an integer program picks the plans; those whose reduced cost shows that they cannot be in a better trip than
the one found are left out. What is left open keeps its bound: the answer tells how far from the best it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from time import perf_counter

import numpy as np

from planner.itinerary.problem import DualPrices, TripProblem, TripSolution
from planner.itinerary.solver.day_order import evened
from planner.itinerary.solver.lp import Nights, NoOptimum, TripRelaxation, Ways
from planner.itinerary.solver.master import MasterSolution, best_of
from planner.itinerary.solver.pair_exchange import Polish
from planner.itinerary.solver.plan_worth import PENALTY, Floats, Trip
from planner.solving import Progress, SolveOptions

_DIVE_PLANS = 120  # columns of a first look
_FIRST_PLANS = 300  # columns of a quick look at one way to spend the nights
_MOST_PLANS = 3000  # columns of a whole one
SHORT_DAYS = 3  # trips of more days need not be proven best:
GAP_ENOUGH = 0.01  # once that close to the bound they are not worked on
_WHOLE = 1e-6
DIVES = 8  # of the first branches
BRANCHES = 10  # ways to spend the nights looked at for one unit of effort

Decide = Callable[[TripRelaxation, int, bool], MasterSolution]


def choose_days(
    problem: TripProblem,
    options: SolveOptions,
    floor: int = -PENALTY,
    soon: bool = False,
    prices: DualPrices | None = None,
) -> TripSolution:
    """The best choice of one plan a day, with a proven bound; `missing` musts if there is none.

    Only trips worth more than `floor` are looked for: where there is none, the bound is the floor. A good one is there
    `soon` if few columns and branches are enough, and sooner from the `prices` of a problem that is much the same.
    """
    return BranchAndPrice(problem, options, floor, soon=soon, warm=WarmStart(prices)).run()


def settled_worth(worth: int, days: int) -> int:
    """Up to which bound a trip of that worth is good enough: the worth itself, a little more on long trips."""
    return worth if days <= SHORT_DAYS else worth + int(GAP_ENOUGH * max(worth, 0))


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


@dataclass(frozen=True)
class WarmStart:
    """What is known of a problem that is much the same: prices, and bounds by the cities slept in, which hold here."""

    prices: DualPrices | None = None
    bounds: Mapping[frozenset[int], int] = field(default_factory=dict)


class BranchAndPrice:
    """The search for a problem's best trip. The days of a trip whose nights are all decided are up to `decide`.

    `decide(relaxed, floor, hasty)` gets the linear program solved for these nights, the worth from which on a trip is
    of use, and whether any trip will do for now. Its `worth` and `picks` are those of the best trip it knows for them,
    none of which is worth more than its `bound`. The picks are handed through.
    """

    def __init__(
        self,
        problem: TripProblem,
        options: SolveOptions,
        floor: int = -PENALTY,
        decide: Decide | None = None,
        soon: bool = False,
        warm: WarmStart = WarmStart(),
    ) -> None:
        self.problem, self.options = problem, options
        self.trip = Trip(problem)
        self.relaxed = TripRelaxation(self.trip, self._tell, options.work, prices=warm.prices)
        self.polish = Polish(self.trip, self._tell)
        self.hotels = self.relaxed.all_ways().nights
        self.clusters = problem.clusters or tuple((node,) for node in range(problem.nodes))
        self.began = perf_counter()
        self.enough = 0.0 if problem.days <= SHORT_DAYS else GAP_ENOUGH
        self.floor, self.best = floor, floor
        self.picks: tuple[tuple[int, int], ...] = ()
        self.decide, self.final = decide or self._choose, decide is None
        self.left_over = -PENALTY  # bound of what was put aside unsolved
        self.at_work = PENALTY  # and of what is being looked at
        self.soon, self.bounds, self.begun = soon, warm.bounds, False
        self.hopeless = False  # is there no trip at all?
        self.looked, self.opened = 0, 0  # so many branches
        self.ahead = True  # are the bounds of cities those of the prices found last?
        self.open: list[_Branch] = []
        self.short: list[frozenset[int]] = []  # what was missing where there is no trip

    def run(self) -> TripSolution:
        """The best trip, with a proven bound."""
        self._begin()
        if self.hopeless:
            return self._nothing(self.open)
        while self._goes_on():
            branch = heappop(self.open)
            self.at_work = branch.bound
            self._look_at(branch)
        self.at_work = -PENALTY
        if not self.picks and self.floor == -PENALTY:
            return self._nothing([])
        bound = self._bound()
        picks = evened(self.problem, self.picks) if self.final else self.picks
        return TripSolution(picks, self.best, bound, bound == self.best, frozenset())

    def dive(self) -> None:
        """Find a first trip: the search can then go on, here or in a closer problem."""
        self._begin()
        self.at_work = -PENALTY
        while not self.hopeless and self._goes_on():
            branch = heappop(self.open)
            try:
                bound = min(branch.bound, self.relaxed.solve(branch.ways))
            except NoOptimum:
                heappush(self.open, branch)
                return
            self.ahead = False
            if self.relaxed.short:
                self.short.append(self.relaxed.short)
                continue
            heappush(self.open, replace(branch, bound=bound, priced=True))
            if self.open[0].bound == bound:
                self._dive(branch.ways, self._slept())
                self.relaxed.solve(branch.ways)
                return

    def by_cities(self) -> dict[frozenset[int], int]:
        """What is open, by the cities slept in, and what trips there can be worth at most."""
        found: dict[frozenset[int], int] = {}
        for branch in self.open:
            found[branch.ways.cities] = max(branch.bound, found.get(branch.ways.cities, -PENALTY))
        return found

    @property
    def settled(self) -> bool:
        """Is the best trip good enough?"""
        return self._settled(self._bound(), self.best)

    def _begin(self) -> None:
        if self.begun:
            return
        self.begun = True
        if not self.bounds:
            self.relaxed.solve(self.relaxed.all_ways())
            self.hopeless = bool(self.relaxed.short)
        outlook = {self._ways(cities): bound for cities, bound in self.bounds.items()} or self._outlook()
        for ways, bound in outlook.items():
            heappush(self.open, _Branch(bound, -len(self.open), ways, whole=True))

    def _goes_on(self) -> bool:
        """Is there a branch to look at, best first?"""
        while self.open and not self._settled(max(self.open[0].bound, self.left_over), self.best):
            if not (self.open[0].whole and self._look_ahead()):
                return not (self._enough() or self._in_vain())
        return False

    def _nothing(self, branches: Iterable[_Branch]) -> TripSolution:
        """No trip can be had: what is missing in the branches already looked at, and in these."""
        for branch in branches:
            self.relaxed.solve(branch.ways)
            self.short.append(self.relaxed.short)
        missing = [short for short in self.short if short]
        most = self.problem.must or frozenset({-1})
        least = min(missing, key=lambda m: (len(m), sorted(m)), default=most)
        return TripSolution((), max(self.floor, 0), max(self.floor, 0), False, least)

    def _outlook(self) -> dict[Ways, int]:
        """What trips can be worth at most at the prices found last, by the cities slept in."""
        return {self._ways(cities): bound for cities, bound in self.relaxed.by_cities().items()}

    def _look_ahead(self) -> bool:
        """Lower the bounds of the cities not looked at yet, at the prices found last, if that was not done; there is no
        trip in those between which no way leads any more."""
        if self.ahead:
            return False
        self.ahead, bounds = True, self._outlook()
        self.open = [
            replace(branch, bound=min(branch.bound, bounds.get(branch.ways, -PENALTY))) if branch.whole else branch
            for branch in self.open
        ]
        heapify(self.open)
        return True

    def _ways(self, cities: frozenset[int]) -> Ways:
        """The ways to spend the nights in these cities."""
        hotels = frozenset(node for node, city in enumerate(self.problem.cities) if city in cities)
        return Ways(cities, (hotels,) * len(self.hotels))

    def _settled(self, bound: int, worth: int) -> bool:
        """Is a trip of that worth good enough for this bound?"""
        return bound <= self._good_enough(worth)

    def _good_enough(self, worth: int) -> int:
        """The highest bound for which a trip of that worth is."""
        return worth + int(self.enough * max(worth, 0))

    def _enough(self) -> bool:
        """Is the effort spent, or the safety net reached? Without any trip the search goes on: there may be one."""
        late = perf_counter() - self.began > self.options.seconds or self.options.work.spent
        found = bool(self.picks) or self.floor > -PENALTY
        return found and (late or self.looked >= (DIVES if self.soon else self.options.effort * BRANCHES))

    def _in_vain(self) -> bool:
        """Is the answer's bound, on a long trip, what was put aside, whatever else is looked at?"""
        return bool(self.picks) and self.problem.days > SHORT_DAYS and self.open[0].bound <= self.left_over

    def _bound(self) -> int:
        """No trip is worth more: of what is open, under work or left over."""
        return max(self.best, self.left_over, self.at_work, *(branch.bound for branch in self.open[:1]))

    def _tell(self) -> None:
        bound = self._bound()
        worth = self.best if self.picks else None
        self.options.progress(Progress("choose", 2, 4, worth, bound if bound < PENALTY else None))

    def _look_at(self, branch: _Branch) -> None:
        """Price the branch; decide another night of it, or all its days."""
        try:
            bound = min(branch.bound, self.relaxed.solve(branch.ways))
        except NoOptimum:  # what is known of these ways still holds
            self.left_over = max(self.left_over, branch.bound)
            return
        self.ahead = False
        if self.relaxed.short:
            self.short.append(self.relaxed.short)
        if self.relaxed.short or bound <= self.best:
            return
        if self._settled(bound, self.best):
            self.left_over = max(self.left_over, bound)
            return
        if not branch.priced and self.open and bound < self.open[0].bound:
            heappush(self.open, replace(branch, bound=bound, priced=True))
            return
        slept = self._slept()
        split = [float(share.max()) for share in slept]
        here = [self._nodes(share, nodes) for share, nodes in zip(slept, branch.ways.nights, strict=True)]
        if min(split, default=1.0) > 1 - _WHOLE:
            self._leave_open(bound, branch.ways, here)
            self.looked += 1
            self.relaxed.narrow(tuple(here))
            self._take(hasty=False)
            return
        self.looked += 1
        night = int(np.argmin(split))
        for nodes in (here[night], branch.ways.nights[night] - here[night]):
            self._open_one(bound, branch.ways, (*branch.ways.nights[:night], nodes, *branch.ways.nights[night + 1 :]))
        if self.looked <= DIVES:
            self._dive(branch.ways, slept)

    def _leave_open(self, bound: int, ways: Ways, taken: list[frozenset[int]]) -> None:
        """Open all ways but the one that is taken, by the first night that is spent elsewhere."""
        for night, nodes in enumerate(ways.nights):
            self._open_one(bound, ways, (*taken[:night], nodes - taken[night], *ways.nights[night + 1 :]))

    def _open_one(self, bound: int, ways: Ways, nights: Nights) -> None:
        """Open ways of those just priced."""
        if all(nights):
            self.opened += 1
            bound = min(bound, self.relaxed.bound_of(nights))
            heappush(self.open, _Branch(bound, self.opened, replace(ways, nights=nights)))

    def _dive(self, ways: Ways, slept: list[Floats]) -> None:
        """A trip early: spend the clearest night where most of it is spent, price anew, until all are clear."""
        while True:
            most = [self._nodes(share, nodes) for share, nodes in zip(slept, ways.nights, strict=True)]
            split = [
                float(share.max()) if here != nodes else 0
                for share, here, nodes in zip(slept, most, ways.nights, strict=True)
            ]
            if not any(split):
                break
            night = int(np.argmax(split))
            here = most[night]
            ways = replace(ways, nights=(*ways.nights[:night], here, *ways.nights[night + 1 :]))
            try:
                if self.relaxed.solve(ways) <= self.best or self.relaxed.short:
                    return
            except NoOptimum:
                return
            slept = self._slept()
        self._take(hasty=True)

    def _slept(self) -> list[Floats]:
        """For each night, how much of it is spent in each cluster (shape: clusters)."""
        return [np.array([share[list(nodes)].sum() for nodes in self.clusters]) for share in self.relaxed.slept()]

    def _nodes(self, share: Floats, nodes: frozenset[int]) -> frozenset[int]:
        """Those of some nodes that are in the cluster where most of a night is spent."""
        return nodes & frozenset(self.clusters[int(share.argmax())])

    def _take(self, hasty: bool) -> None:
        """Decide the days of the nights just priced; what is left of them is put aside, unless that was hasty."""
        found = self.decide(self.relaxed, self.best, hasty)
        if found.picks and found.worth > self.best:
            self.best, self.picks = found.worth, found.picks
        if not hasty:
            self.left_over = max(self.left_over, found.bound)

    def _choose(self, _: TripRelaxation, floor: int, hasty: bool) -> MasterSolution:
        """The days by integer programs over more and more columns."""
        if hasty:
            return self._among(_DIVE_PLANS, floor)
        found = self._among(_FIRST_PLANS, floor)
        best = max(found.worth, floor)
        if self.soon or self._settled(found.bound, best):
            return found
        more = self._among(_MOST_PLANS, self._good_enough(best))
        return more if more.picks else replace(found, bound=more.bound)

    def _among(self, most: int, floor: int) -> MasterSolution:
        """The best plans for the nights just priced among `most` columns, and a bound for these nights."""
        columns, left_out = self.relaxed.rivals(floor, most)
        left = self.options.since(self.began)
        found = best_of(self.trip, self.relaxed.ways, columns, left, self.enough / 2, floor + 1)
        bound = min(self.relaxed.bound, max(found.bound, left_out, floor))
        if not found.picks:
            return MasterSolution(floor, bound, ())
        gain, picks = self.polish.better(found.picks)
        return MasterSolution(found.worth + gain, bound, picks)
