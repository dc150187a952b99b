"""How long a silver train takes to plan, choice of calls, paths among the published trains and check included."""

from __future__ import annotations

from time import perf_counter

from benchmarks.facts import START, TODAY, Facts
from planner.solving import SolveOptions
from planner.train.plan import plan_cruise
from planner.train.request import CruiseRequest
from planner.train.timetable import Cruise


def run(facts: Facts) -> None:
    """Print a line for each train."""
    print("silver trains: theme nostalgia")
    for home in ("沈阳", "大连"):
        for days in (3, 4, 6, 7, 8):
            began = perf_counter()
            wish = CruiseRequest(home, days, "nostalgia", START)
            train = plan_cruise(facts.catalog, facts.rail, facts.rules, wish, SolveOptions(), TODAY)
            told = f"{train.km:.0f} km, gap {train.proof.gap:.2%}" if isinstance(train, Cruise) else "none"
            print(f"  {home} {days} days: {perf_counter() - began:5.2f} s; {told}")
