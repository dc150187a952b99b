"""Late trains put in order anew: how long it takes, how often it is proven, and what first come, first served costs."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.facts import BenchFacts, fresh_facts
from planner.errors import Unknown
from planner.solving import SolveOptions
from planner.train.infrastructure import LOCO_KINDS
from planner.train.redispatch import redispatch
from planner.train.types import RedispatchRequest

HOURS, LATE_MIN, EVERY = (8, 14, 20), 30, 12


def run(facts: BenchFacts) -> None:
    """Print a line: every twelfth train hauled by a locomotive that runs then, half an hour late."""
    names = sorted(name for name, run in facts.rail.runs.items() if run.kind in LOCO_KINDS)
    took, found = [], []
    for hour in HOURS:
        for name in names[hour % EVERY :: EVERY]:
            began = perf_counter()
            try:
                found.append(redispatch(facts, RedispatchRequest({name: LATE_MIN}, hour * 60, 180), SolveOptions()))
            except Unknown:
                continue
            took.append(perf_counter() - began)
    saved = [one.first_come_s - one.late_s for one in found]
    print(f"{len(found)} late trains: {sum(one.proven for one in found)} proven, {sum(map(bool, saved))} cheaper than")
    print(f"  first come, first served, by {sum(saved) / 60:.0f} of {sum(o.first_come_s for o in found) / 60:.0f} min")
    print(
        f"  {median(o.looked_at for o in found):.0f} trains looked at, {max(o.decided for o in found)} decided at most"
    )
    print(f"  time: median {median(took):.1f} s, worst {max(took):.1f} s")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
