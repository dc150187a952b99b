"""Ruin and recreate under simulated annealing, for routes with rules of their own: compiled.

Each round takes some visits out, a string of one route or any, and puts in what pays most for what it costs, until
nothing fits any more.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.general.timing import Longs, Routes, Rules, empty_routes, fits, retime
from planner.orienteering.problem import Floats
from planner.orienteering.ruin import below, chance

MOST = 8  # visits of one ruin
STRING = 0.5  # share of ruins that take out a string of one route
NOISE = 0.6


class Places(NamedTuple):
    """The cheapest place of each vertex on each route (routes x vertices): its cost, -1 if there is none, and the place
    before it."""

    cost: Floats
    at: Longs


class RouteWorkspace(NamedTuple):
    """What annealing reads and writes: the current routes, those being tried, the best so far; `allowed` (routes x
    vertices) says who may visit what."""

    rules: Rules
    now: Routes
    trial: Routes
    best: Routes
    places: Places
    allowed: npt.NDArray[np.bool_]
    state: npt.NDArray[np.uint64]


def new_workspace(rules: Rules, state: npt.NDArray[np.uint64]) -> RouteWorkspace:
    """Nothing visited."""
    shape = rules.opens.shape
    places = Places(np.full(shape, -1.0), np.zeros(shape, dtype=np.int64))
    allowed = np.ascontiguousarray(np.broadcast_to(rules.visitable, shape) & (rules.opens <= rules.closes))
    return RouteWorkspace(rules, empty_routes(rules), empty_routes(rules), empty_routes(rules), places, allowed, state)


@compiled
def anneal(space, rounds, schedule):  # type: ignore[no-untyped-def]
    """Improve the current routes, which hold, for so many rounds of a `CoolingSchedule`; the best are kept.

    Returns their profit.
    """
    rules, now, trial, best = space.rules, space.now, space.trial, space.best
    routes = len(now.size)
    touched = np.ones(routes, np.bool_)
    copy_routes(now, trial)
    recreate(space, touched)
    copy_routes(trial, now)
    value, most = worth(now, schedule.tie)
    if most >= worth(best, schedule.tie)[1]:
        copy_routes(now, best)
    else:
        most = worth(best, schedule.tie)[1]
    for number in range(rounds):
        temperature = schedule.t_start * (schedule.t_end / schedule.t_start) ** (number / rounds)
        _ruin(rules, trial, space.state, touched)
        holds = recreate(space, touched)
        found, profit = worth(trial, schedule.tie)
        if holds and (found >= value or found > value + temperature * np.log(1.0 - chance(space.state))):
            value = found
            copy_routes(trial, now)
            if profit > most:
                most = profit
                copy_routes(now, best)
        else:
            copy_routes(now, trial)
    return most


@compiled
def recreate(space, touched):  # type: ignore[no-untyped-def]
    """Put in, one by one, what pays most for what it costs, on the `touched` routes first, then on any; whether all
    routes that were touched hold."""
    rules, tour, places = space.rules, space.trial, space.places
    power, noise = 1.0 + 1.5 * chance(space.state), NOISE * chance(space.state)
    routes, vertices = space.allowed.shape
    weight = np.zeros(vertices)
    for u in range(vertices):
        weight[u] = max(rules.prize[u], 1e-9) ** power * np.exp(noise * (2.0 * chance(space.state) - 1.0))
    for r in range(routes):
        _price(space, r)
    while True:
        best, u, r = 0.0, -1, -1
        for v in range(vertices):
            if tour.on[v] >= 0:
                continue
            for s in range(routes):
                if places.cost[s, v] >= 0.0 and weight[v] / (places.cost[s, v] + 1.0) > best:
                    best, u, r = weight[v] / (places.cost[s, v] + 1.0), v, s
        if u < 0:
            break
        for k in range(tour.size[r] + 1, places.at[r, u], -1):
            tour.order[r, k + 1] = tour.order[r, k]
        tour.order[r, places.at[r, u] + 1] = u
        tour.size[r] += 1
        tour.on[u] = r
        retime(rules, tour, r)
        _price(space, r)
    holds = True
    for r in range(routes):
        if touched[r]:
            holds &= retime(rules, tour, r)
    return holds


@compiled
def _price(space, r):  # type: ignore[no-untyped-def]
    """The cheapest place on route `r` of everything that is out."""
    rules, tour, places = space.rules, space.trial, space.places
    for u in range(len(tour.on)):
        places.cost[r, u] = -1.0
        if tour.on[u] >= 0 or not space.allowed[r, u]:
            continue
        for k in range(tour.size[r] + 1):
            cost = fits(rules, tour, r, k, u)
            if cost >= 0.0 and (places.cost[r, u] < 0.0 or cost < places.cost[r, u]):
                places.cost[r, u], places.at[r, u] = cost, k


@compiled
def _ruin(rules, tour, state, touched):  # type: ignore[no-untyped-def]
    """Take some visits out and mark their routes."""
    touched[:] = False
    visited = tour.size.sum()
    if visited == 0:
        return
    count = 1 + below(state, min(MOST, visited))
    if chance(state) < STRING:
        r = below(state, len(tour.size))
        count = min(count, tour.size[r])
        first = 1 + below(state, tour.size[r] - count + 1)
        for k in range(first, first + count):
            tour.on[tour.order[r, k]] = -1
    else:
        for _ in range(count):
            r = below(state, len(tour.size))
            if tour.size[r]:
                tour.on[tour.order[r, 1 + below(state, tour.size[r])]] = -1
    for r in range(len(tour.size)):
        kept = 0
        for k in range(1, tour.size[r] + 1):
            if tour.on[tour.order[r, k]] >= 0:
                kept += 1
                tour.order[r, kept] = tour.order[r, k]
        if kept < tour.size[r]:
            touched[r] = True
            tour.order[r, kept + 1] = rules.end[r]
            tour.size[r] = kept
            retime(rules, tour, r)


@compiled
def worth(tour, tie):  # type: ignore[no-untyped-def]
    """(profit less a little for travel, profit)."""
    profit = tour.gain[:, 0].sum()
    return profit - tie * tour.gain[:, 1].sum(), profit


@compiled
def copy_routes(one, other):  # type: ignore[no-untyped-def]
    """Make `other` the same as `one`."""
    other.order[:] = one.order
    other.size[:] = one.size
    other.early[:] = one.early
    other.late[:] = one.late
    other.used[:] = one.used
    other.on[:] = one.on
    other.gain[:] = one.gain
