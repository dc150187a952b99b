"""Ruin and recreate under simulated annealing: compiled.

Each round takes some vertices out and puts in, one by one, what pays most for the time it takes; how much a prize
weighs against time, and how much chance has a say, changes from round to round.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from planner.orienteering.insertion import DROPPED, NEVER, OUT, copy, find, insert, refresh
from planner.orienteering.ruin import chance, ruin

MOST_NOISE = 0.6
FIRST = 1e30  # weight of the vertex room was made for
TIE = 1e-3  # of two routes that collect the same, the shorter: prize of a unit of travel
COPY_WORK = 2  # of a round, for each vertex and route, beside the places tried


@njit(cache=True, nogil=True)
def anneal(net, tour, trial, best, state, work, hot, cold):  # type: ignore[no-untyped-def]
    """Work on `tour` until `work` places were tried, from temperature `hot` to `cold`; keep the most in `best`.

    Returns
    -------
    tuple
        Rounds; the profit of `best`; does `tour` still hold the routes to go on with (else `trial` does)?
    """
    value, _ = _worth(net, tour)
    _, most = _worth(net, best)
    touched = np.zeros(len(tour.size), np.bool_)
    free = np.empty(len(tour.on), np.int32)
    weight = np.empty(len(tour.on))
    done = 0
    rounds = 0
    copying = COPY_WORK * tour.cost.size
    same = True
    while done < work:
        heat = hot * (cold / hot) ** (done / work)
        copy(tour, trial)
        first = ruin(net, trial, state, touched)
        loose, tried = _loose(net, trial, state, touched, free, weight, first)
        done += tried + _recreate(net, trial, free, loose, weight) + copying
        rounds += 1
        found, profit = _worth(net, trial)
        if found >= value or found > value + heat * np.log(1.0 - chance(state)):
            tour, trial = trial, tour
            same = not same
            value = found
            if profit > most:
                most = profit
                copy(tour, best)
    return rounds, most, same


@njit(cache=True, nogil=True)
def _worth(net, tour):  # type: ignore[no-untyped-def]
    """(profit less a little for travel, profit)."""
    profit = 0.0
    travel = 0
    for r in range(len(tour.size)):
        for k in range(tour.size[r] + 1):
            profit += net.prize[tour.order[r, k]]
            travel += net.travel[tour.order[r, k], tour.order[r, k + 1]]
    return profit - TIE * travel, profit


@njit(cache=True, nogil=True)
def _loose(net, tour, state, touched, free, weight, first):  # type: ignore[no-untyped-def]
    """List what is out, with what it weighs this time; returns how many, and how many places were tried."""
    power = 1.0 + 1.5 * chance(state)
    noise = MOST_NOISE * chance(state)
    loose = tried = 0
    for u in range(1, len(tour.on)):
        if tour.on[u] >= 0:
            continue
        for r in range(len(tour.size)):
            if touched[r] or tour.on[u] == DROPPED:
                tried += find(net, tour, u, r)
        tour.on[u] = OUT
        free[loose] = u
        loose += 1
        weight[u] = net.prize[u] ** power * np.exp(noise * (2 * chance(state) - 1))
        if u == first:
            weight[u] *= FIRST
    return loose, tried


@njit(cache=True, nogil=True)
def _recreate(net, tour, free, loose, weight):  # type: ignore[no-untyped-def]
    """Put in what pays most for its time until nothing fits; returns how many places were tried."""
    tried = 0
    while True:
        top = 0.0
        slot = route = -1
        for x in range(loose):
            u = free[x]
            r = int(np.argmin(tour.cost[u]))
            if tour.cost[u, r] < NEVER and weight[u] / (tour.cost[u, r] + 1) > top:
                top = weight[u] / (tour.cost[u, r] + 1)
                slot, route = x, r
        tried += loose
        if slot < 0:
            return tried
        place = insert(net, tour, free[slot], route)
        loose -= 1
        free[slot] = free[loose]
        for x in range(loose):
            if tour.cost[free[x], route] < NEVER:
                tried += refresh(net, tour, free[x], route, place)
