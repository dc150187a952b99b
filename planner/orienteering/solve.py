"""Routes that collect much, in the time given; the answer tells how far from the best it can be at most."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from planner.orienteering.anneal import anneal
from planner.orienteering.insertion import Net, Tour, empty_tour, net_of, retime
from planner.orienteering.problem import Collected, Orienteering
from planner.orienteering.recreate import empty_shelf

WORK = 170_000_000.0  # places tried a second that a machine of 2025 surely manages on one thread
CHUNK = 1_000_000.0  # places between two looks at the clock, about 10 ms
HOT, COLD = 1.0, 0.07  # temperature at first and at last, in mean prizes
TIE = 0.03  # mean prizes that a mean way of travel is worth
SCRAMBLE = 0x9E3779B97F4A7C15  # spreads small seeds over 64 bits


def collect(problem: Orienteering, seconds: float, seed: int = 1) -> Collected:
    """Work for `seconds`, or less if nothing is left to gain.

    How far the work has come decides how it goes on, so that the same seed gives the same routes on every machine that
    manages WORK; on a slower one the clock decides.
    """
    warm_up()
    began = perf_counter()
    net, bound = net_of(problem), upper_bound(problem)
    tour, trial, best = (_start(net, problem) for _ in range(3))
    shelf = empty_shelf(len(problem.prize), problem.routes)
    state = np.array([(seed + 1) * SCRAMBLE % 2**64 or 1], dtype=np.uint64)
    prize = float(problem.prize[1:].mean()) or 1.0
    tie = TIE * prize / max(float(problem.travel.mean()), 1.0)
    moves = 0
    profit, done, gone, limit = 0.0, 0.0, 0.0, seconds * WORK
    while gone < 1.0 and profit < bound:
        step = min(CHUNK, limit - done)
        ahead = min(1.0, gone + step / limit)
        heats = prize * _heat(gone), prize * _heat(ahead)
        rounds, profit = anneal(net, tour, trial, best, shelf, state, step, *heats, tie)
        moves += rounds
        done += step
        gone = max(done / limit, (perf_counter() - began) / seconds)
    routes = tuple(tuple(int(v) for v in best.order[r, 1 : best.size[r] + 1]) for r in range(problem.routes))
    return Collected(routes, profit, bound, moves, perf_counter() - began)


def upper_bound(problem: Orienteering) -> float:
    """No routes collect more: a vertex costs its service and half of the shortest ways to and from it, and there is
    only so much time. Prizes for cost first, the last one in part (the knapsack's relaxation)."""
    reachable = problem.reachable()
    if not reachable.any():
        return 0.0
    travel = problem.travel.astype(float)
    np.fill_diagonal(travel, np.inf)
    half = (travel.min(axis=0) + travel.min(axis=1)) / 2
    cost = np.maximum(half + problem.service, 1e-9)[reachable]
    prize = problem.prize[reachable]
    time = problem.routes * (float(problem.closes[0] - problem.opens[0] - problem.service[0]) - half[0])
    by_rate = np.argsort(-prize / cost, kind="stable")
    spent = np.minimum(np.cumsum(cost[by_rate]), max(time, 0.0))
    shares = np.diff(spent, prepend=0.0) / cost[by_rate]
    return float(np.floor(prize[by_rate] @ shares + 1e-6)) if _whole(prize) else float(prize[by_rate] @ shares)


def warm_up() -> None:
    """Compile, or read what an earlier run compiled: never on a user's time."""
    line = np.array([[0, 1], [1, 0]], dtype=np.int32)
    flat = np.zeros(2, dtype=np.int32)
    problem = Orienteering(line, flat, flat, flat + 9, np.array([0.0, 1.0]), 1)
    net = net_of(problem)
    tour, trial, best = (_start(net, problem) for _ in range(3))
    anneal(net, tour, trial, best, empty_shelf(2, 1), np.array([1], dtype=np.uint64), 1.0, 1.0, 0.5, 0.1)


def _start(net: Net, problem: Orienteering) -> Tour:
    tour = empty_tour(len(problem.prize), problem.routes)
    for r in range(problem.routes):
        retime(net, tour, r)
    return tour


def _heat(gone: float) -> float:
    return HOT * float((COLD / HOT) ** gone)


def _whole(prize: np.ndarray) -> bool:
    return bool((prize == np.floor(prize)).all())
