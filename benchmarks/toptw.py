"""Public problems of team orienteering with time windows: how far from the best known values.

    python -m benchmarks.toptw FOLDER BEST_KNOWN.csv [SECONDS [SEED]]

FOLDER holds the files, BEST_KNOWN.csv the columns instance, m, bks. One thread.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean

from planner.orienteering.check import judge
from planner.orienteering.solve import collect
from planner.orienteering.toptw import read_toptw


def run(folder: Path, best_known: Path, seconds: float, seed: int) -> None:
    """Print the mean and the largest gap of each family, and the ten worst."""
    gaps: dict[str, list[float]] = defaultdict(list)
    worst: list[tuple[float, str]] = []
    longest = 0.0
    with best_known.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            path, routes, known = folder / f"{row['instance']}.txt", int(row["m"]), float(row["bks"])
            found = collect(read_toptw(path, routes), seconds, seed)
            profit, wrong = judge(path, found.routes, routes)
            if wrong or float(profit) != found.profit:
                raise SystemExit(f"{path.name}: {wrong}")
            gap = 100 * (known - found.profit) / known
            gaps[family(path.stem)].append(gap)
            worst.append((gap, f"{path.stem} m={routes}: {found.profit:g} of {known:g}"))
            longest = max(longest, found.seconds)
    print(f"{seconds:g} s, seed {seed}; the longest took {longest:.2f} s")
    for name, its in sorted(gaps.items()):
        print(f"  {name:4} {len(its):3} problems: mean gap {mean(its):5.2f} %, largest {max(its):5.2f} %")
    for gap, what in sorted(worst, reverse=True)[:10]:
        print(f"    {gap:5.2f} %  {what}")


def family(name: str) -> str:
    """The family a public file belongs to, by its name."""
    return "pr" if name.startswith("pr") else name[:-2]


if __name__ == "__main__":
    numbers = [*map(float, sys.argv[3:]), *(1.0, 1.0)[len(sys.argv[3:]) :]]
    run(Path(sys.argv[1]), Path(sys.argv[2]), numbers[0], int(numbers[1]))
