"""Packages for a group of 46 over five days on the bundled facts: how soon, how many, over how much.

python -m benchmarks.packages [DAYS]
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.facts import START, BenchFacts, fresh_facts
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import TripRequest
from planner.package import Party
from planner.package.proposals import ProposalRequest, propose
from planner.solving import SolveOptions
from planner.violations import Checked

PEOPLE, HOMES = 46, ("沈阳", "大连", "鞍山")
GROUPS = (
    ("steady", Party(PEOPLE, ages=(66,) * PEOPLE)),
    ("gentle", Party(PEOPLE, ages=(72,) * PEOPLE)),
    ("wheelchair", Party(PEOPLE, ages=(72,) * PEOPLE, wheelchairs=2)),
)


def run(facts: BenchFacts, days: int = 5) -> None:
    """Print a row for each group and home."""
    warm = TripRequest("nostalgia", "沈阳", 2, "gentle", START)
    plan_trip(facts, warm, SolveOptions())
    print(f"{PEOPLE} people, {days} days, three dates: seconds, packages, trips on the front, ways and dates looked at")
    for home in HOMES:
        for profile, party in GROUPS:
            wish = replace(warm, home=home, days=days, profile=profile, people=PEOPLE)
            starts = tuple(START + timedelta(days=7 * week) for week in range(3))
            began = perf_counter()
            answer = propose(facts, ProposalRequest("bench", wish, starts, party), SolveOptions())
            seconds = perf_counter() - began
            if isinstance(answer, Checked):
                found = answer.result
                print(f"  {home} {profile:10} {seconds:5.1f} s {len(found.chosen)} {found.front} {len(found.tried)}")
            else:
                print(f"  {home} {profile:10} {seconds:5.1f} s refused: {[each.code for each in answer.reasons]}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)), *map(int, sys.argv[1:2]))
