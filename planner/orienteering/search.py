"""A tour under work, the best so far, and the ways to go on from it: anneal, prove, combine anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from planner.orienteering.anneal import CoolingSchedule, Workspace, anneal
from planner.orienteering.arrays import DROPPED, NEVER, OUT, ProblemArrays, Tour, arrays_of, empty_tour
from planner.orienteering.beam import BeamRoom, beam_room, beam_route
from planner.orienteering.insertion import copy, retime, spend
from planner.orienteering.master import lay, recombine
from planner.orienteering.pool import Pool, empty_pool, routes_in
from planner.orienteering.problem import NoRoute, NotSupported, Orienteering
from planner.orienteering.proofs import better_by, pack_columns, prove
from planner.orienteering.recreate import no_candidates, recreate

TIE, LEAST = 0.4, 0.07  # a mean way of travel is worth so much of the least difference in prizes; that, in mean prizes
SCRAMBLE = 0x9E3779B97F4A7C15  # spreads small seeds over 64 bits
SLOTS = 1 << 14  # routes kept, where not all may stand in for each other
LARGEST = NEVER // 2
OFF = 0.05  # of prizes by which another beam is found, in natural logarithms (standard deviation)
RouteEnds = tuple[tuple[int, int], ...]


class LargeNeighbourhoodSearch:
    """A tour under work, the best so far, and the routes to combine anew."""

    def __init__(self, problem: Orienteering, seed: int) -> None:
        self.arrays = _small(arrays_of(problem))
        self._ends = ((0, 0),) * problem.routes if problem.plain else first_ends(problem)
        self.tour, self.trial, self.best = (self._start(problem) for _ in range(3))
        self.candidates = no_candidates(len(problem.prize), problem.routes)
        self.pool = self._empty_pool(problem)
        self.state = np.array([(seed + 1) * SCRAMBLE % 2**64 or 1], dtype=np.uint64)
        self.prize = float(problem.prize[1:].mean()) or 1.0
        self.tie = TIE * max(better_by(problem.prize), LEAST * self.prize) / max(float(problem.travel.mean()), 1.0)
        self.rounds, self.profit = 0, 0.0
        self._every = np.ones(problem.routes, np.bool_)
        self._beam: BeamRoom | None = None
        self._off = np.random.default_rng(seed)

    def anneal(self, work: float, t_start: float, t_end: float) -> None:
        """From temperature `t_start` to `t_end`, in mean prizes."""
        tours = self.tour, self.trial, self.best
        space = Workspace(self.arrays, *tours, self.candidates, self.pool, self.state)
        rounds, self.profit = anneal(space, work, CoolingSchedule(self.prize * t_start, self.prize * t_end, self.tie))
        self.rounds += rounds

    def settle(
        self, problem: Orienteering, bound: float, limit: float, late: Callable[[], bool]
    ) -> tuple[float, float]:
        """Go on from the best or from what exact labels find to be better, within `limit` of them; a bound, and the
        labels looked at."""
        if problem.routes == 1:
            proof = prove(problem, self.profit, limit)
            self.take((proof.route,) if proof.route else ())
            return min(bound, max(proof.bound, self.profit)), proof.work
        packed = pack_columns(problem, routes_in(self.pool), self.profit, limit, late)
        self.take(packed.routes)
        return min(bound, max(packed.bound, self.profit)), packed.work

    def take(self, routes: Sequence[Sequence[int]], ends: RouteEnds | None = None) -> None:
        """Go on from `routes`, which are better than any so far; nothing changes if there are none. `ends`: where each
        starts and ends, if not as before."""
        if routes:
            self._lay(self.best, routes, ends or self.ends())
            self.profit = float(self.best.gain[:, 0].sum())
        for tour in (self.tour, self.trial):
            copy(self.best, tour, self._every)

    def begin_anew(self) -> float:
        """Go on from other routes, each the best that a beam finds, by prizes that are a little off, in what the ones
        before left; returns the work done. What is best so far stays so."""
        left, work = np.ones(len(self.tour.on), np.bool_), 0.0
        prize = self.arrays.windows["prize"][0] * np.exp(OFF * self._off.standard_normal(len(left)))
        routes: list[tuple[int, ...]] = []
        self._beam = self._beam or beam_room(len(left))
        for _ in range(len(self.tour.size)):
            route, done = beam_route(self.arrays, self._beam, left, prize)
            left[list(route)] = False
            routes.append(route)
            work += done
        self._lay(self.tour, routes, self.ends())
        if self.tour.gain[:, 0].sum() > self.profit:
            self.take(routes)
        copy(self.tour, self.trial, self._every)
        return work

    def _lay(self, tour: Tour, routes: Sequence[Sequence[int]], ends: RouteEnds) -> None:
        """Make `tour` the routes."""
        tour.on[:] = DROPPED
        tour.order[:] = 0
        tour.size[:] = 0
        tour.order[:, 0], tour.order[:, 1] = np.array(ends).T
        for r, route in enumerate(routes):
            tour.on[list(route)] = r
            tour.order[r, 1 : len(route) + 2] = (*route, tour.order[r, 1])
            tour.size[r] = len(route)
        for r in range(len(tour.size)):
            retime(self.arrays, tour, r)
        spend(self.arrays, tour)

    def recombine(self, work: float) -> float:
        """Go on from the best, or from better routes that the master finds in the pool; returns the work done."""
        slots, done = recombine(self.pool, len(self.best.size), self.profit, work)
        if len(slots):
            lay(self.pool, slots, self.best)
            for r in range(len(self.best.size)):
                retime(self.arrays, self.best, r)
            done += recreate(self.arrays, self.best, self.candidates, self.state, self._every.copy(), OUT)
            self.profit = float(self.best.gain[:, 0].sum())
        for tour in (self.tour, self.trial):
            copy(self.best, tour, self._every)
        return done

    def routes(self) -> tuple[tuple[int, ...], ...]:
        best = self.best
        return tuple(tuple(int(v) for v in best.order[r, 1 : best.size[r] + 1]) for r in range(len(best.size)))

    def ends(self) -> RouteEnds:
        """Where each route of the best starts and ends."""
        best = self.best
        return tuple((int(best.order[r, 0]), int(best.order[r, best.size[r] + 1])) for r in range(len(best.size)))

    def _empty_pool(self, problem: Orienteering) -> Pool:
        if problem.plain:
            return empty_pool(len(problem.prize))
        own = bool(problem.hotels or problem.starts or problem.ends)
        group = np.arange(problem.routes, dtype=np.int32) if own else np.ascontiguousarray(self.arrays.hours["kind"])
        return empty_pool(len(problem.prize), SLOTS, group)

    def _start(self, problem: Orienteering) -> Tour:
        tour = empty_tour(len(problem.prize), problem.routes, len(problem.totals))
        for r, (start, end) in enumerate(self._ends):
            tour.order[r, :2] = start, end
            retime(self.arrays, tour, r)
        return tour


def _small(arrays: ProblemArrays) -> ProblemArrays:
    """The arrays, if sums of a few of their times are whole numbers of 32 bits."""
    times = max(int(arrays.travel.max()), int(arrays.windows["closes"].max()), int(arrays.windows["service"].max()))
    if times > LARGEST:
        raise NotSupported(f"times up to {times}, at most {LARGEST}: use a coarser unit")
    return arrays


def first_ends(problem: Orienteering) -> RouteEnds:
    """Where routes may start and end that visit nothing: of hotels those that make the shortest way.

    Raises
    ------
    NoRoute
        A route cannot go straight from its start to its end.
    """
    routes, arrays = problem.routes, arrays_of(problem)
    starts, ends = problem.starts or (0,) * routes, problem.ends or (0,) * routes
    hotels = problem.hotels
    least: dict[int, tuple[float, tuple[int, ...]]] = {starts[0]: (0.0, (starts[0],))}
    for r in range(routes):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (far, way) in least.items():
            for end in hotels if hotels and r < routes - 1 else (ends[r],):
                leg = int(problem.travel[start, end])
                if arrays.hours["begin"][r] + problem.service[start] + leg <= arrays.hours["due"][r]:
                    reached[end] = min(reached.get(end, (np.inf, ())), (far + leg, (*way, start, end)))
        if not reached:
            raise NoRoute(r)
        following = reached if hotels or r == routes - 1 else {starts[r + 1]: next(iter(reached.values()))}
        least = following
    _, way = least[ends[-1]]
    return tuple(zip(way[1::2], way[2::2], strict=True))
