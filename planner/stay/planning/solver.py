"""The best bases and outings of a stay, by bounds: proven over every base and every pair.

A base's outings in a span of days are bounded by the prices of a linear program; what is chosen next is what may be
worth most. Whatever of it rests on a bound is worked out exactly, until the best has nothing left to work out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from ortools.linear_solver import pywraplp

from planner.solving import Progress, SolveOptions
from planner.stay.planning.outing_choice import Span, best_outings
from planner.stay.planning.problem import BaseOffer, ChosenBase, ChosenOuting, Ints, StayProblem, StaySolution

IMPOSSIBLE = -(10**9)
Way = Callable[[int, int, int], int | None]  # (base, next base, day) → what moving costs in points; None: no way


@dataclass(frozen=True)
class _Prices:
    """Prices of places and of an outing at which no outing of a base gains anything: `most` outings are worth at most
    `free + most * outing`."""

    free: float
    outing: float


def solve_stay(problem: StayProblem, way: Way, options: SolveOptions) -> StaySolution:
    """The best stay. `way` is asked what moving between two bases costs only where that matters."""
    return _StaySearch(problem, way, options).best()


class _StaySearch:
    def __init__(self, problem: StayProblem, way: Way, options: SolveOptions) -> None:
        self._problem, self._way, self._options = problem, way, options
        self._prices = [_prices_of(problem, base) for base in problem.bases]
        self._worths = np.array([np.concatenate([[0], np.cumsum(base.nights)]) for base in problem.bases])
        self._come = np.array([base.come for base in problem.bases])
        self._go = np.array([base.go for base in problem.bases])
        self._exact: dict[Span, tuple[int, tuple[ChosenOuting, ...]]] = {}
        self._ways: dict[tuple[int, int, int], int] = {}
        self._joint: dict[tuple[Span, Span], tuple[int, tuple[ChosenBase, ...]]] = {}

    def best(self) -> StaySolution:
        began, found = perf_counter(), StaySolution((), IMPOSSIBLE, IMPOSSIBLE)
        if not self._problem.bases:
            return found
        singles, pairs = self._single_bounds(), self._pair_bounds()
        while True:
            spans, bound = self._highest(singles, pairs)
            if bound <= IMPOSSIBLE // 2:
                return StaySolution((), IMPOSSIBLE, IMPOSSIBLE)
            self._options.progress(Progress("choose", 0, 1, bound=bound))
            solution = self._known(spans)
            if solution is not None:
                if solution.worth > found.worth:
                    found = solution
                late = perf_counter() - began > self._options.seconds
                if found.worth >= bound or late:
                    return StaySolution(found.bases, found.worth, max(bound, found.worth))
            else:
                self._refine(spans)
            self._update(spans, singles, pairs)

    def _single_bounds(self) -> Ints:
        nights = self._problem.nights
        bounds = [self._bound((base, 0, nights)) for base in range(len(self._problem.bases))]
        ends: Ints = np.array(bounds) - self._come - self._go
        return ends

    def _pair_bounds(self) -> dict[int, Ints]:
        """By the day of the move: bounds of every pair of bases."""
        problem, found = self._problem, dict[int, Ints]()
        if problem.most_bases < 2:
            return found
        cities = np.array([base.city for base in problem.bases])
        for day in range(problem.least, problem.nights - problem.least + 1):
            first = np.array([self._bound((base, 0, day)) for base in range(len(cities))]) - self._come
            second = np.array([self._bound((base, day, problem.nights)) for base in range(len(cities))]) - self._go
            both = first[:, None] + second[None, :] - problem.move_cost
            both[cities[:, None] == cities[None, :]] = IMPOSSIBLE
            found[day] = both
        return found

    def _bound(self, span: Span) -> int:
        """What the nights and outings of a span are worth at most; exactly, once that is known."""
        base, start, end = span
        nights = int(self._worths[base, end] - self._worths[base, start])
        if span in self._exact:
            return nights + self._exact[span][0]
        rhythm = self._problem.rhythm
        most, weeks = rhythm.most(start, end), rhythm.weeks(start, end).values()
        wanted = sum(rhythm.week_least for days in weeks if rhythm.roomy(days))
        lacking = max(0, wanted - most) * rhythm.quiet_cost
        quiet = wanted * rhythm.quiet_cost
        return nights + min(
            min(
                int(p.free + most * p.outing + 1e-6) - lacking,
                int(p.free + most * (p.outing + rhythm.quiet_cost) + 1e-6) - quiet,
            )
            for p in self._prices[base]
        )

    def _highest(self, singles: Ints, pairs: dict[int, Ints]) -> tuple[tuple[Span, ...], int]:
        nights, best = self._problem.nights, int(singles.argmax())
        spans: tuple[Span, ...] = ((best, 0, nights),)
        bound = int(singles[best])
        for day, both in pairs.items():
            at = int(both.argmax())
            first, second = divmod(at, both.shape[1])
            if int(both[first, second]) > bound:
                bound, spans = int(both[first, second]), ((first, 0, day), (second, day, nights))
        return spans, bound

    def _known(self, spans: tuple[Span, ...]) -> StaySolution | None:
        """The stay of these spans, if nothing of it rests on a bound; of two bases whose outings share a place, the
        best without."""
        if any(span not in self._exact for span in spans):
            return None
        if len(spans) == 1:
            base, start, end = spans[0]
            chosen = ChosenBase(base, start, end, self._exact[spans[0]][1])
            return self._solution((chosen,), self._bound(spans[0]) - int(self._come[base] + self._go[base]))
        one, other = spans
        if (one[0], other[0], other[1]) not in self._ways:
            return None
        if (one, other) not in self._joint:
            chosen_bases = tuple(ChosenBase(*span, self._exact[span][1]) for span in spans)
            places = [place for each in chosen_bases for place in _places(self._problem, each)]
            if len(places) > len(set(places)):
                return None
            self._joint[one, other] = sum(self._exact[span][0] for span in spans), chosen_bases
        outings, chosen_bases = self._joint[one, other]
        nights = sum(int(self._worths[base, end] - self._worths[base, start]) for base, start, end in spans)
        ends = int(self._come[one[0]] + self._go[other[0]])
        way = self._ways[one[0], other[0], other[1]]
        return self._solution(chosen_bases, nights + outings - ends - self._problem.move_cost - way)

    def _solution(self, bases: tuple[ChosenBase, ...], worth: int) -> StaySolution:
        return StaySolution(bases, worth, worth)

    def _refine(self, spans: tuple[Span, ...]) -> None:
        """Work one thing out that was only bounded."""
        for span in spans:
            if span not in self._exact:
                value, outings = best_outings(self._problem, (span,))
                self._exact[span] = value, outings[0].outings
                return
        one, other = spans
        key = one[0], other[0], other[1]
        if key not in self._ways:
            cost = self._way(*key)
            self._ways[key] = -IMPOSSIBLE if cost is None else cost
            return
        self._joint[one, other] = best_outings(self._problem, spans)

    def _update(self, spans: tuple[Span, ...], singles: Ints, pairs: dict[int, Ints]) -> None:
        """The bounds of all that these spans are part of."""
        if len(spans) == 1:
            base = spans[0][0]
            singles[base] = self._bound(spans[0]) - self._come[base] - self._go[base]
            return
        (first, _, day), (second, _, _) = spans
        both, problem = pairs[day], self._problem
        for other in range(len(problem.bases)):
            both[first, other] = self._pair_bound(first, other, day)
            both[other, second] = self._pair_bound(other, second, day)

    def _pair_bound(self, first: int, second: int, day: int) -> int:
        problem = self._problem
        if problem.bases[first].city == problem.bases[second].city:
            return IMPOSSIBLE
        spans = (first, 0, day), (second, day, problem.nights)
        ends = int(self._come[first] + self._go[second]) + problem.move_cost + self._ways.get((first, second, day), 0)
        if spans in self._joint:
            nights = sum(int(self._worths[base, end] - self._worths[base, start]) for base, start, end in spans)
            return nights + self._joint[spans][0] - ends
        return sum(self._bound(span) for span in spans) - ends


def _places(problem: StayProblem, chosen: ChosenBase) -> list[int]:
    offers = problem.bases[chosen.base].outings
    rows = (offers[outing.offer].places[outing.outing] for outing in chosen.outings)
    return [int(place) for row in rows for place in row if place >= 0]


def _prices_of(problem: StayProblem, base: BaseOffer) -> tuple[_Prices, ...]:
    """Prices from linear programs with the most outings there can be, and with fewer."""
    sets: dict[tuple[int, ...], int] = {}
    for offer in base.outings:
        for places, value in zip(offer.places.tolist(), offer.values.tolist(), strict=True):
            key = tuple(place for place in places if place >= 0)
            sets[key] = max(sets.get(key, 0), value)
    most = problem.rhythm.most(0, problem.nights)
    if not sets:
        return (_Prices(0.0, 0.0),)
    return tuple(_priced(sets, count) for count in sorted({most, (most + 1) // 2, max(1, most // 4)}))


def _priced(sets: dict[tuple[int, ...], int], most: int) -> _Prices:
    """Every place at most once, at most so many outings: the optimal prices, made safe against rounding."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    rows = {place: solver.Constraint(0, 1) for places in sets for place in places}
    count = solver.Constraint(0, most)
    goal = solver.Objective()
    goal.SetMaximization()
    for places, value in sets.items():
        column = solver.NumVar(0, solver.infinity(), "")
        goal.SetCoefficient(column, value)
        count.SetCoefficient(column, 1)
        for place in places:
            rows[place].SetCoefficient(column, 1)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return _Prices(0.0, float(max(sets.values())))
    prices = {place: max(0.0, row.dual_value()) for place, row in rows.items()}
    outing = max(value - sum(prices[place] for place in places) for places, value in sets.items())
    return _Prices(sum(prices.values()), max(0.0, outing))
