"""Ruin and recreate under simulated annealing: compiled.

Each round takes some vertices out and puts others in; how much a prize weighs against time, and how much chance has a
say, changes from round to round.
"""

from __future__ import annotations

import numpy as np

from planner.compiled import compiled
from planner.orienteering.insertion import copy
from planner.orienteering.pool import keep
from planner.orienteering.recreate import recreate
from planner.orienteering.ruin import chance, ruin

NEAR = 0.92  # of the most: what is worth keeping
ROUND_WORK = 150  # of a round, in places tried, beside those


@compiled
def anneal(net, tour, trial, best, shelf, pool, state, work, hot, cold, tie):  # type: ignore[no-untyped-def]
    """Go on from `tour` (`trial` is the same) until `work` is done, from temperature `hot` to `cold`; keep the most in
    `best`, and routes of what comes near it in `pool`.

    Of two that collect the same the shorter is worth more: `tie` is the prize of a unit of travel.

    Returns
    -------
    tuple
        Rounds; the profit of `best`.
    """
    routes = len(tour.size)
    touched, every = np.zeros(routes, np.bool_), np.ones(routes, np.bool_)
    value, _ = worth(tour, tie)
    _, most = worth(best, tie)
    done, rounds = 0, 0
    while done < work:
        heat = hot * (cold / hot) ** (done / work)
        first = ruin(net, trial, state, touched)
        done += recreate(net, trial, shelf, state, touched, first) + ROUND_WORK
        rounds += 1
        found, profit = worth(trial, tie)
        if found >= value or found > value + heat * np.log(1.0 - chance(state)):
            value = found
            copy(trial, tour, touched)
            if routes > 1 and profit >= NEAR * most:
                for r in range(routes):
                    if touched[r]:
                        keep(pool, tour, r, profit)
            if profit > most:
                most = profit
                copy(tour, best, every)
        else:
            copy(tour, trial, touched)
    return rounds, most


@compiled
def worth(tour, tie):  # type: ignore[no-untyped-def]
    """(profit less a little for travel, profit)."""
    profit, travel = 0.0, 0.0
    for r in range(len(tour.size)):
        profit += tour.gain[r, 0]
        travel += tour.gain[r, 1]
    return profit - tie * travel, profit
