"""Two engines that list day routes by labels, on the same problems: the trips' own, and the orienteering engine's.

    python -m benchmarks.label_engines [DAYS [SEED]] [--public FOLDER]

DAYS day problems are drawn from those that random wishes ask of the trips' engine; FOLDER holds files of team
orienteering with time windows, of which the nearest PLACES places are kept, at most VISITS of them a day, as the trips'
engine takes no more. Both are asked for one order of every set of places that a day can hold. What only one of the two
knows (ways to a restaurant, pauses, shade, trains; several windows, totals) is taken out of the problem first. Seconds
are those on the processor, the shorter of two runs, by turns.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import geometric_mean, median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.facts import BenchFacts, fresh_facts
from benchmarks.requests import wishes
from planner.itinerary import DayProblem
from planner.itinerary.planning import plan_trip
from planner.itinerary.solver import TooManyPlans, enumerate_days
from planner.orienteering import Break, Orienteering, Resource, all_routes, read_toptw, warm_up
from planner.solving import SolveOptions

PLACES, VISITS = 14, 6
LEAST = VISITS + 1  # places of a day worth comparing
LISTS = "planner.itinerary.columns.day_plans.enumerate_days"  # as trips call it
FAR = 1_000_000  # more than any day has of anything
LABELS = 3e8  # looked at by the orienteering engine, at most, for one day
RUNS = 2
Sets = set[frozenset[int]]


@dataclass(frozen=True)
class Trial:
    """Seconds and sets of places of both engines on one problem; None where the engine gave up."""

    trips: float
    trips_sets: Sets | None
    general: float
    general_sets: Sets | None


def captured(facts: BenchFacts, count: int, seed: int) -> list[DayProblem]:
    """Day problems without trains and with LEAST places or more that wishes make, drawn by chance."""
    seen: list[DayProblem] = []

    def record(problem: DayProblem, *others: Any) -> Any:
        seen.append(problem)
        return enumerate_days(problem, *others)

    with patch(LISTS, record):
        for wish in wishes(facts, count, seed):
            plan_trip(facts, wish, SolveOptions())
    its = [problem for problem in seen if not problem.transfers and len(problem.worth) >= LEAST]
    print(f"{len(seen)} day problems of {count} wishes, {sum(bool(p.transfers) for p in seen)} of them with trains")
    return random.Random(seed).sample(its, min(count, len(its)))


def shared(problem: DayProblem, lunch: bool) -> DayProblem:
    """What of a day both engines know; without `lunch` nobody needs one."""
    limits = replace(problem.limits, run=0, stretch=FAR, pause=0, shade=(0, 0))
    if not lunch:
        limits = replace(limits, lunch_latest=limits.start - 1)
    points = np.arange(len(problem.travel))
    return replace(problem, lunch_at=points, rest_at=points, limits=limits)


def cut(path: Path, like: DayProblem) -> DayProblem:
    """The start of a public file and the places nearest to it, as a day of the trips' engine without limits but time's
    and VISITS."""
    public = read_toptw(path, 1)
    its = np.argsort(public.travel[0], kind="stable")[: PLACES + 1]
    order = np.append(its[1:], its[0])  # places first, then where one starts and ends
    travel = public.travel[np.ix_(order, order)].astype(np.int64)
    none, stay = np.zeros(PLACES, dtype=np.int64), public.service[order[:-1]].astype(np.int64)
    start, end = int(public.opens[0]), int(public.closes[0])
    budgets: dict[str, Any] = dict.fromkeys(("walk_m", "climb_m", "met_min", "ride_min", "out_min", "stretch"), FAR)
    uses: dict[str, Any] = dict.fromkeys(("walk", "climb", "met", "out", "part", "pauses"), none)
    limits = replace(like.limits, start=start, end=end, lunch_latest=start - 1, visits=VISITS, run=0, shade=(0, 0))
    return replace(
        like,
        **uses,
        travel=travel,
        ride=travel,
        foot=np.zeros_like(travel),
        lunch_at=np.arange(PLACES + 1),
        rest_at=np.arange(PLACES + 1),
        start=PLACES,
        end=PLACES,
        opens=public.opens[order[:-1]].astype(np.int64),
        closes=public.closes[order[:-1]].astype(np.int64) + stay,
        stay=stay,
        worth=public.prize[order[:-1]].astype(np.int64),
        limits=replace(limits, **budgets),
    )


def as_orienteering(problem: DayProblem, lunch: bool) -> Orienteering:
    """The same day for the orienteering engine; its vertices are the places, then start and end."""
    limits, places = problem.limits, len(problem.worth)
    points = np.array([*range(places), problem.start, problem.end])
    square, ends = np.ix_(points, points), (0, 0)
    opens = np.append(np.maximum(problem.opens, limits.start), (limits.start, limits.start))
    closes = np.append(np.minimum(problem.closes, limits.end) - problem.stay, (limits.start, limits.end))
    foot, travel = problem.foot[square], problem.travel[square]
    uses = (
        (problem.walk, foot, limits.walk_m),
        (problem.climb, 0 * foot, limits.climb_m),
        (1000 * problem.met, foot * problem.foot_met, 1000 * limits.met_min),
        (0 * problem.walk, problem.ride[square], limits.ride_min),
        (problem.out, 0 * foot, limits.out_min),
        (0 * problem.walk + 1, 0 * foot, limits.visits),
    )
    small = np.int32
    pause = Break(limits.lunch_min + limits.rest_min, limits.lunch_from, limits.lunch_latest) if lunch else None
    return Orienteering(
        travel=travel.astype(small),
        service=np.append(problem.stay, ends).astype(small),
        opens=opens.astype(small),
        closes=closes.astype(small),
        prize=np.append(np.maximum(problem.worth, 1), ends).astype(float),
        routes=1,
        starts=(places,),
        ends=(places + 1,),
        breaks=(pause,),
        resources=tuple(
            Resource(np.append(at, ends).astype(small), along.astype(small), np.array([most], dtype=small))
            for at, along, most in uses
        ),
    )


def trial(problem: DayProblem, lunch: bool) -> Trial:
    """Both engines by turns on a problem that both know."""
    asked = as_orienteering(problem, lunch)
    trips = general = float("inf")
    for _ in range(RUNS):
        began = process_time()
        try:
            places = enumerate_days(problem).places
        except TooManyPlans:
            places = None
        between = process_time()
        routes = all_routes(asked, 0, -1.0, LABELS)
        trips, general = min(trips, between - began), min(general, process_time() - between)
    mine = None if places is None else {frozenset(row[row >= 0].tolist()) for row in places}
    return Trial(trips, mine, general, None if routes is None else {frozenset(route) for route in routes})


def show(name: str, trials: list[Trial]) -> None:
    """Print a row of a table; the empty day is no set."""
    empty = {frozenset[int]()}
    both = [
        (its.trips, its.trips_sets - empty, its.general, its.general_sets - empty)
        for its in trials
        if its.trips_sets is not None and its.general_sets is not None
    ]
    gave_up = f"{sum(its.trips_sets is None for its in trials)}, {sum(its.general_sets is None for its in trials)}"
    same, within = (sum(how(its[1], its[3]) for its in both) for how in (Sets.__eq__, Sets.__le__))
    sets, ratios = [len(its[1]) for its in both], [its[2] / its[0] for its in both]
    print(f"{name}: {len(trials)} days; given up by the trips' engine and the other: {gave_up}")
    print(f"  the same sets on {same}, all of the trips' on {within}; sets: median {median(sets):g}, most {max(sets)}")
    for who, took in (("trips", [its[0] for its in both]), ("general", [its[2] for its in both])):
        print(f"  {who}: median {1000 * median(took):.1f} ms, longest {1000 * max(took):.0f}, in all {sum(took):.2f} s")
    print(f"  general for trips: {geometric_mean(ratios):.2f} (geometric mean), {min(ratios):.2f} to {max(ratios):.1f}")


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.label_engines")
    parser.add_argument("days", type=int, nargs="?", default=30)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--public", type=Path)
    asked = parser.parse_args()
    warm_up()
    with TemporaryDirectory() as folder:
        problems = captured(fresh_facts(Path(folder)), asked.days, asked.seed)
    trial(shared(problems[0], lunch=False), lunch=False)
    for lunch in (False, True):
        name = "real days, lunch and rest" if lunch else "real days, no lunch"
        show(name, [trial(shared(problem, lunch), lunch) for problem in problems])
    if asked.public:
        show(
            "public files, cut",
            [trial(cut(path, problems[0]), lunch=False) for path in sorted(asked.public.glob("*.txt"))],
        )


if __name__ == "__main__":
    main()
