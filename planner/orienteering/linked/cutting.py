"""One long route cut into trips: hotels put into an order of visits, so that every trip keeps its limit. Compiled.

A long route that ignores hotels is found more easily than trips, and where hotels lie well it loses nothing by them.
The longest part of the order that can be done by a number of trips that end at a hotel is all that matters, if no
detour is shorter than the straight way.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled
from planner.orienteering.anneal import ROUND_WORK, Workspace, worth
from planner.orienteering.arrays import ProblemArrays
from planner.orienteering.insertion import copy
from planner.orienteering.problem import Floats, Times
from planner.orienteering.recreate import recreate
from planner.orienteering.ruin import chance, ruin

STEP = 0.1  # places tried in the time of one hotel looked at after one visit


class Cuts(NamedTuple):
    """The best order that was cut so far, and room for the next: `order` (vertices), `size` (1), `gain` (1) its profit;
    `hotel`, `upto` (trips): where each trip ends, and how many visits are done by then.

    `reach` (trips + 1 x hotels): the most visits done, or -1; `origin`: the hotel before.
    """

    order: Times
    size: Times
    gain: Floats
    hotel: Times
    upto: Times
    reach: Times
    origin: Times


class LongRoute(NamedTuple):
    """The search for a long route, and the trips it is to be cut into; `both`: the order may be reversed."""

    space: Workspace
    trips: ProblemArrays
    cuts: Cuts
    both: bool


def no_cuts(vertices: int, trips: int, hotels: int) -> Cuts:
    """Room for all of them."""
    order, hotel, upto = (np.zeros(size, dtype=np.int32) for size in (vertices, trips, trips))
    reach, origin = (np.zeros((trips + 1, hotels), dtype=np.int32) for _ in range(2))
    return Cuts(order, np.zeros(1, dtype=np.int32), np.zeros(1), hotel, upto, reach, origin)


@compiled
def cut(trips, cuts, order, ends):  # type: ignore[no-untyped-def]
    """Whether the `order` of visits can be done from the first of `ends` to the last, and the work. If so, `hotel` and
    `upto` tell how."""
    travel, hotels, reach, origin = trips.travel, trips.hotels, cuts.reach, cuts.origin
    days, size = len(trips.hours), len(order)
    reach[:] = -1
    for a in range(len(hotels)):
        if hotels[a] == ends[0]:
            reach[0, a] = 0
    work = 0.0
    for day in range(days):
        limit = trips.hours[day].due - trips.hours[day].begin
        for a in range(len(hotels)):
            done, here, far = reach[day, a], hotels[a], 0
            while done >= 0 and far <= limit:
                for b in range(len(hotels)):
                    if far + travel[here, hotels[b]] <= limit and done > reach[day + 1, b]:
                        reach[day + 1, b], origin[day + 1, b] = done, a
                work += STEP * len(hotels)
                if done == size:
                    break
                far += travel[here, order[done]]
                here = order[done]
                done += 1
    for b in range(len(hotels)):
        if hotels[b] == ends[1] and reach[days, b] == size:
            at = b
            for day in range(days, 0, -1):
                cuts.hotel[day - 1], cuts.upto[day - 1] = hotels[at], reach[day, at]
                at = origin[day, at]
            return True, work
    return False, work


@compiled
def anneal_cutting(long, work, schedule, most):  # type: ignore[no-untyped-def]
    """As `anneal`, for a `LongRoute`; of routes that collect more than `most`, the best that can be cut is kept.

    Returns
    -------
    tuple
        Rounds; the most that a route collected that was cut, or `most`.
    """
    space, trips, cuts, both = long
    arrays, tour, trial, best, candidates, _, state = space
    t_start, t_end, tie = schedule
    touched, every = np.zeros(1, np.bool_), np.ones(1, np.bool_)
    value, _ = worth(tour, tie)
    _, top = worth(best, tie)
    done, rounds = 0.0, 0
    ends = tour.order[0, 0], tour.order[0, tour.size[0] + 1]
    while done < work:
        temperature = t_start * (t_end / t_start) ** (done / work)
        first = ruin(arrays, trial, state, touched)
        done += recreate(arrays, trial, candidates, state, touched, first) + ROUND_WORK
        rounds += 1
        found, profit = worth(trial, tie)
        if found >= value or found > value + temperature * np.log(1.0 - chance(state)):
            if profit > most and found != value:
                order = trial.order[0, 1 : trial.size[0] + 1]
                held, seen = cut(trips, cuts, order, ends)
                done += seen
                if both and not held:
                    order = order[::-1]
                    held, seen = cut(trips, cuts, order, ends)
                    done += seen
                if held:
                    most, cuts.gain[0], cuts.size[0] = profit, profit, len(order)
                    cuts.order[: len(order)] = order
            value = found
            copy(trial, tour, touched)
            if profit > top:
                top = profit
                copy(tour, best, every)
        else:
            copy(tour, trial, touched)
    return rounds, most
