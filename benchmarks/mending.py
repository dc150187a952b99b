"""New trains with conflicts mended: how long it takes, how many minutes are moved, and how often that is proven.

One to five trains of planning times between three cities, at times of the day drawn by seed 1.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.checks import timetable
from benchmarks.facts import BenchFacts, fresh_facts
from planner.train.mend import Mended, mend
from planner.train.types import Case, TrainSpec

WAYS = (("大连", "鞍山", "沈阳"), ("沈阳", "鞍山", "大连"), ("山海关", "锦州", "沈阳"), ("沈阳", "锦州", "山海关"))
DRAWS = 20


def run(facts: BenchFacts) -> None:
    """Print a line for each number of trains."""
    draw = Random(1)
    for count in (1, 3, 5):
        took, found = [], []
        for _draw in range(DRAWS):
            trains = {
                f"Y{501 + n}": TrainSpec(timetable(facts.rail, draw.choice(WAYS), draw.randrange(1440)), Case())
                for n in range(count)
            }
            began = perf_counter()
            found.append(mend(facts, trains))
            took.append(1000 * (perf_counter() - began))
        mended = [one for one in found if isinstance(one, Mended)]
        minutes = sorted(one.minutes for one in mended)
        print(
            f"{count} trains: {len(mended)} of {DRAWS} mended, {sum(one.proven for one in mended)} proven; conflicts"
            f" {median(len(one.cleared) for one in mended):.0f}, minutes {median(minutes):.0f} (most {minutes[-1]});"
            f" time {median(took):.0f} ms (worst {max(took):.0f})"
        )


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
