"""Ruin and recreate under simulated annealing: compiled.

Each round takes some vertices out and puts others in; how much a prize weighs against time, and how much chance has a
say, changes from round to round.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled
from planner.orienteering.arrays import ProblemArrays, Tour
from planner.orienteering.insertion import copy
from planner.orienteering.pool import Keys, Pool, keep
from planner.orienteering.recreate import Candidates, recreate
from planner.orienteering.ruin import chance, ruin

NEAR = 0.92  # of the most: what is worth keeping
ROUND_WORK = 150  # of a round, in places tried, beside those


class Workspace(NamedTuple):
    """What annealing reads and writes: the problem, the current tour, the one being tried (the same between rounds),
    the best so far, what may be inserted, the pool of good routes, the state of the random generator."""

    arrays: ProblemArrays
    tour: Tour
    trial: Tour
    best: Tour
    candidates: Candidates
    pool: Pool
    state: Keys


class CoolingSchedule(NamedTuple):
    """The temperature falls geometrically from `t_start` to `t_end`, in prizes; `tie` is the prize of a unit of travel,
    small enough to decide only between answers that collect the same."""

    t_start: float
    t_end: float
    tie: float


@compiled
def anneal(space, work, schedule):  # type: ignore[no-untyped-def]
    """Simulated annealing by ruin and recreate over a `Workspace` by a `CoolingSchedule`, until `work` places have been
    tried; the best answer is kept in `best`, routes of answers near it in `pool`.

    Returns
    -------
    tuple
        Rounds; the profit of `best`.
    """
    arrays, tour, trial, best, candidates, pool, state = space
    t_start, t_end, tie = schedule
    routes = len(tour.size)
    touched, every = np.zeros(routes, np.bool_), np.ones(routes, np.bool_)
    value, _ = worth(tour, tie)
    _, most = worth(best, tie)
    done, rounds = 0, 0
    while done < work:
        temperature = t_start * (t_end / t_start) ** (done / work)
        first = ruin(arrays, trial, state, touched)
        done += recreate(arrays, trial, candidates, state, touched, first) + ROUND_WORK
        rounds += 1
        found, profit = worth(trial, tie)
        if found >= value or found > value + temperature * np.log(1.0 - chance(state)):
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
