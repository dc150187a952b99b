"""How well a solve keeps to its time, and how soon it stops when the answer is not wanted any more.

python -m benchmarks.anytime [COUNT [SEED]]
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.facts import BenchFacts, fresh_facts
from benchmarks.requests import wishes
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import TripRequest
from planner.solving import Cancelled, Progress, SolveOptions

LIMITS_S = (0.5, 1.0, 2.0, 4.0)
LONGEST_S = 8.0  # wishes are cancelled somewhere before that


def run(facts: BenchFacts, count: int = 40, seed: int = 3) -> None:
    """Print the overrun of each limit where it was reached, and the wait after a cancel."""
    asked = [wish for wish in wishes(facts, 4 * count, seed) if wish.days > 3][:count]
    for wish in asked:
        _plan(facts, wish, SolveOptions())  # compiled, ways known
    for limit in LIMITS_S:
        took = [_plan(facts, wish, SolveOptions(seconds=limit)) for wish in asked]
        late = sorted(max(seconds / limit - 1, 0.0) for seconds in took)
        print(
            f"limit {limit:g} s, {count} trips of 4 to 7 days: {sum(s >= 0.9 * limit for s in took)} reach it;", end=" "
        )
        print(f"overrun 95 % {late[int(0.95 * count)]:.0%}, worst {late[-1]:.0%}")
    chance = random.Random(seed)
    waits = sorted(
        wait for wish in asked if (wait := _cancelled(facts, wish, chance.uniform(0, LONGEST_S))) is not None
    )
    print(f"cancelled at a random moment, {len(waits)} times before the answer: wait", end=" ")
    print(f"median {median(waits):.3f} s, 95 % {waits[int(0.95 * len(waits))]:.3f} s, worst {waits[-1]:.3f} s")


def _plan(facts: BenchFacts, wish: TripRequest, options: SolveOptions) -> float:
    began = perf_counter()
    plan_trip(facts, wish, options)
    return perf_counter() - began


def _cancelled(facts: BenchFacts, wish: TripRequest, after: float) -> float | None:
    """Seconds from the cancel until the solver has stopped; None if it had the answer before."""
    began = perf_counter()

    def listen(_: Progress) -> None:
        if perf_counter() - began > after:
            raise Cancelled

    try:
        plan_trip(facts, wish, SolveOptions(progress=listen))
    except Cancelled:
        return perf_counter() - began - after
    return None


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)), *map(int, sys.argv[1:3]))
