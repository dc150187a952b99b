"""How quickly delays are simulated: silver trains among the published traffic, 10,000 runs on one core each.

Run alone: python -m benchmarks.robustness
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.facts import START, BenchFacts, fresh_facts
from planner.solving import SolveOptions
from planner.train.cruise import plan_cruise
from planner.train.robustness import DEFAULT_RUNS, cruise_robustness
from planner.train.types import CruiseRequest
from planner.violations import Checked


def run(facts: BenchFacts) -> None:
    """Print a line for each train. The time has all in it: graph, runs with and without ours, a minute at each stop."""
    print(f"robustness: {DEFAULT_RUNS} runs, theme nostalgia")
    for home in ("沈阳", "大连"):
        for days in (3, 6, 8):
            wish = CruiseRequest(home, days, "nostalgia", START)
            train = plan_cruise(facts, wish, SolveOptions())
            if not isinstance(train, Checked):
                print(f"  {home} {days} days: none")
                continue
            began, used = perf_counter(), process_time()
            found = cruise_robustness(facts, train.result)
            took, worked = perf_counter() - began, process_time() - used
            reached = min((call.reached for call in found.calls if call.reached is not None), default=1.0)
            print(
                f"  {home} {days} days: {took:.2f} s ({worked:.2f} s of one core); {found.events} events, "
                f"{found.trains} other trains; every day reached in {reached:.1%} or more; "
                f"others {found.secondary.mean} min later (standard error {found.secondary.error})"
            )


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
