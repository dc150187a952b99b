"""Small day problems by the dozen, and the slow, obvious way to solve them."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import strategies as st

from planner.itinerary import LUNCH, DayProblem
from planner.itinerary.problem import TRAIN, DayLimits, Transfer


@st.composite
def day_problems(draw: st.DrawFn, with_train: bool = False) -> DayProblem:
    """Up to five places, a start and an end; with a train also two stations in between."""
    places = draw(st.integers(0, 5))
    points = places + 2 + (2 if with_train else 0)
    number = st.integers(0, 90)
    travel = np.array(draw(st.lists(number, min_size=points**2, max_size=points**2)), dtype=np.int64).reshape(
        points, points
    )
    np.fill_diagonal(travel, 0)
    for via in range(points):  # no detour is shorter, as on real ground
        travel = np.minimum(travel, travel[:, [via]] + travel[[via], :])

    def column(low: int, high: int) -> np.ndarray:
        return np.array(draw(st.lists(st.integers(low, high), min_size=places, max_size=places)), dtype=np.int64)

    opens = column(480, 720)
    transfers = (Transfer(points - 2, points - 1, 660, 780),) if with_train else ()
    return DayProblem(
        travel=travel,
        lunch_at=np.arange(points),
        start=places,
        end=places + 1,
        opens=opens,
        closes=opens + column(120, 500),
        stay=column(30, 150),
        walk=column(100, 1500),
        climb=column(0, 30),
        met=column(20, 150),
        worth=column(50, 900),
        limits=DayLimits(510, draw(st.integers(780, 1110)), 660, 750, 60, 30, 2500, 40, 260, 200, 4),
        transfers=transfers,
        ride_cost=4,
        late_cost=1,
    )  # fmt: skip


def brute_force(problem: DayProblem) -> dict[frozenset[int], int]:
    """The value of the best order for every set of places, by trying all orders of all steps."""
    best: dict[frozenset[int], int] = {}
    places = range(len(problem.worth))
    extras = [LUNCH, *(TRAIN + k for k in range(len(problem.transfers)))]
    for size in range(min(len(problem.worth), problem.limits.visits) + min(2, len(extras)) + 1):
        for steps in permutations([*places, *extras], size):
            value = walk_through(problem, list(steps))
            if value is not None:
                seen = frozenset(s for s in steps if s < LUNCH)
                best[seen] = max(value, best.get(seen, value))
    return best


def walk_through(problem: DayProblem, steps: list[int]) -> int | None:
    """The value of a day in this order, None if it breaks a rule."""
    limits, at, now, ride, lunched = problem.limits, problem.start, problem.limits.start, 0, False
    seen = [s for s in steps if s < LUNCH]
    budgets = ((problem.walk, limits.walk_m), (problem.climb, limits.climb_m), (problem.met, limits.met_min))
    if len(seen) > limits.visits or sum(s >= TRAIN for s in steps) > 1:
        return None
    if any(sum(int(load[s]) for s in seen) > most for load, most in budgets):
        return None
    for step in steps:
        if step == LUNCH:
            table = int(problem.lunch_at[at])
            ride, now, at = ride + int(problem.travel[at, table]), now + int(problem.travel[at, table]), table
            begin = max(now, limits.lunch_from)
            if begin > limits.lunch_latest:
                return None
            now, lunched = begin + limits.lunch_min + limits.rest_min, True
            continue
        target = problem.transfers[step - TRAIN].entry if step >= TRAIN else step
        ride, now = ride + int(problem.travel[at, target]), now + int(problem.travel[at, target])
        if step >= TRAIN:
            train = problem.transfers[step - TRAIN]
            if now > train.ready_by:
                return None
            now, at = train.out, train.exit
            continue
        now, at = max(now, int(problem.opens[step])) + int(problem.stay[step]), step
        if now > problem.closes[step]:
            return None
    ride, now = ride + int(problem.travel[at, problem.end]), now + int(problem.travel[at, problem.end])
    if now > limits.end or ride > limits.ride_min:
        return None
    if problem.transfers and (not any(s >= TRAIN for s in steps) or (not lunched and now > limits.lunch_latest)):
        return None
    if not problem.transfers and limits.lunch_needed and not lunched:
        return None
    spent = problem.ride_cost * ride + problem.late_cost * (now - limits.start)
    return sum(int(problem.worth[s]) for s in seen) - spent
