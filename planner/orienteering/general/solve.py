"""Routes with rules of their own: a bound from each alone by exact labels, annealing for all, each anew among all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np

from planner.orienteering.anneal import CoolingSchedule
from planner.orienteering.general.labels import best_route
from planner.orienteering.general.packing import pack_routes
from planner.orienteering.general.relaxation import relax
from planner.orienteering.general.search import anneal, copy_routes, new_workspace
from planner.orienteering.general.timing import DUE, TAKEN, Routes, Rules, arrive_after_break, retime, rules_of
from planner.orienteering.problem import Break, Collected, NoRoute, Orienteering, Resource, RouteSchedule

WORK = 20_000_000.0  # places tried a second that a machine of 2025 surely manages on one thread
PLACES = 20.0  # tried in one round for each vertex and route
LABELS_S = 8_000_000.0  # labels looked at a second
EXACT = 0.2  # share of the work that bounds may take; the same again for routes made anew, and for the packing
ANNEALS = 4
T_START, T_END = 1.0, 0.05  # in mean prizes
TIE = 1e-3  # what a mean way is worth, in mean prizes
SCRAMBLE = 0x9E3779B97F4A7C15  # spreads small seeds over 64 bits


def collect_general(
    problem: Orienteering, seconds: float, seed: int = 1, clock: Callable[[], float] = perf_counter
) -> Collected:
    """As `collect`, for a problem that is more than plain; with schedules.

    Raises
    ------
    NoRoute
        A route cannot get from its start to its end at all.
    """
    began = clock()
    rules = rules_of(problem)
    space = new_workspace(rules, np.array([(seed + 1) * SCRAMBLE % 2**64 or 1], dtype=np.uint64))
    _open_routes(problem, space.now)
    routes = problem.routes
    limit = EXACT * seconds * LABELS_S
    bound = float(problem.prize[space.allowed.any(axis=0)].sum())
    if routes == 1:
        alone = best_route(problem, 0, -1.0, limit)
        bound = min(bound, alone.bound)
        if alone.route is not None:
            _set(rules, space.now, 0, alone.route)
    visitable = problem.prize[rules.visitable]
    prize = float(visitable.mean()) if visitable.any() else 1.0
    tie = TIE * prize / max(float(problem.travel.mean()), 1.0)
    rounds = max(int((1 - 3 * EXACT) * seconds * WORK / (PLACES * routes * len(problem.prize)) / ANNEALS), 1)
    profit, moves = anneal(space, 0, CoolingSchedule(1.0, 1.0, tie)), 0
    for _ in range(ANNEALS):
        if profit >= bound or clock() - began > seconds:
            break
        profit = anneal(space, rounds, CoolingSchedule(T_START * prize, T_END * prize, tie))
        moves += rounds
        copy_routes(space.best, space.now)
        profit += _each_anew(problem, space.now, limit / routes / ANNEALS)
        copy_routes(space.now, space.best)
    best = space.best
    if routes > 1 and profit < bound and clock() - began <= seconds:
        relaxed = relax(problem, visits(best), limit, lambda: clock() - began > seconds)
        packed, proven = pack_routes(problem, profit, relaxed, limit / routes)
        for r in range(len(packed)):
            _set(rules, best, r, ())
        for r, route in enumerate(packed):
            _set(rules, best, r, route)
        profit = float(best.gain[:, 0].sum())
        bound = profit if proven else max(min(bound, relaxed.bound), profit)
    return Collected(
        routes=visits(best),
        profit=float(best.gain[:, 0].sum()),
        bound=bound,
        moves=moves,
        seconds=clock() - began,
        schedules=tuple(schedule(problem, rules, best, r) for r in range(routes)),
    )


def visits(tour: Routes) -> tuple[tuple[int, ...], ...]:
    """The vertices that each route visits, in order."""
    return tuple(tuple(int(v) for v in order[1 : size + 1]) for order, size in zip(tour.order, tour.size, strict=True))


def _open_routes(problem: Orienteering, tour: Routes) -> None:
    """Lay visits on routes that cannot go straight from their start to their end."""
    rules = rules_of(problem)
    for r in range(problem.routes):
        if retime(rules, tour, r):
            continue
        found = best_route(problem, r, -1.0, np.inf, tour.on >= 0)
        if found.route is None:
            raise NoRoute(r)
        _set(rules, tour, r, found.route)


def _each_anew(problem: Orienteering, tour: Routes, limit: float) -> float:
    """Make each route the best one beside the others, until none improves; what that brings."""
    rules, gained, improved = rules_of(problem), 0.0, True
    while improved and problem.routes > 1:
        improved = False
        for r in range(problem.routes):
            had = float(tour.gain[r, 0])
            found = best_route(problem, r, had, limit, (tour.on >= 0) & (tour.on != r))
            if found.route is not None:
                _set(rules, tour, r, found.route)
                gained += found.profit - had
                improved = True
    return gained


def _set(rules: Rules, tour: Routes, r: int, route: tuple[int, ...]) -> None:
    tour.on[tour.on == r] = -1
    tour.on[list(route)] = r
    tour.order[r, : len(route) + 2] = (rules.start[r], *route, rules.end[r])
    tour.size[r] = len(route)
    retime(rules, tour, r)


def schedule(problem: Orienteering, rules: Rules, tour: Routes, r: int) -> RouteSchedule:
    """The earliest times of route `r`, its break, if it needs one, where it lets the route be earliest at its end."""
    last = int(tour.size[r]) + 1
    order = [int(v) for v in tour.order[r, : last + 1]]
    due, taken = (tour.early[which, r, : last + 1].tolist() for which in (DUE, TAKEN))
    pause = problem.breaks[r] if problem.breaks else None
    if not pause:
        return RouteSchedule(tuple(zip(order, taken, strict=True)), None)
    if due[last] <= tour.late[DUE, r, last]:
        return RouteSchedule(tuple(zip(order, due, strict=True)), None)
    after = last  # the first stop after the break
    while arrive_after_break(rules, r, order[after - 1], order[after], due[after - 1]) != taken[after]:
        after -= 1
    leave = due[after - 1] + int(problem.service[order[after - 1]])
    begin = max(leave + int(problem.travel[order[after - 1], order[after]]), pause.opens)
    begin = begin if begin <= pause.closes else max(leave, pause.opens)
    return RouteSchedule(tuple(zip(order, (*due[:after], *taken[after:]), strict=True)), begin)


def warm_up() -> None:
    """Compile, or read what an earlier run compiled: never on a user's time."""
    line = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=np.int32)
    flat = np.zeros(3, dtype=np.int32)
    metres = Resource(flat, line, np.array([9, 9], dtype=np.int32))
    two = Orienteering(
        line, flat, flat, flat + 9, np.array([0.0, 1.0, 1.0]), 2, breaks=(Break(1, 0, 1), None), resources=(metres,)
    )
    collect_general(two, 1e-6)
    collect_general(replace(two, resources=()), 1e-6)
    best_route(two, 0, -1.0, 1e6)
