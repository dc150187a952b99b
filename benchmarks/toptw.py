"""Public problems of team orienteering with time windows: how far from the best known values.

    python -m benchmarks.toptw FOLDER BEST_KNOWN.csv [SECONDS [SEED]] [--aside]

FOLDER holds the files, BEST_KNOWN.csv the columns instance, m, bks. One thread. With --aside no clock is looked at: a
second is the work that a free machine does in one, so that other load on this one does not disturb the comparison.
"""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from statistics import mean
from time import perf_counter, process_time

from planner.orienteering import check_toptw, collect, read_toptw, warm_up


def run(folder: Path, best_known: Path, seconds: float, seed: int, aside: bool) -> None:
    """Print the mean and the largest gap of each family, and the ten worst."""
    gaps: dict[str, list[float]] = defaultdict(list)
    worst: list[tuple[float, str]] = []
    took: list[tuple[float, float]] = []
    proven = 0
    warm_up()
    with best_known.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            path, routes, known = folder / f"{row['instance']}.txt", int(row["m"]), float(row["bks"])
            problem = read_toptw(path, routes)
            began, began_here = perf_counter(), process_time()
            found = collect(problem, seconds, seed, _stopped if aside else perf_counter)
            took.append((perf_counter() - began, process_time() - began_here))
            profit, wrong = check_toptw(path, found.routes, routes)
            if wrong or float(profit) != found.profit:
                raise SystemExit(f"{path.name}: {wrong}")
            gap = 100 * (known - found.profit) / known
            gaps[family(path.stem)].append(gap)
            worst.append((gap, f"{path.stem} m={routes}: {found.profit:g} of {known:g}"))
            proven += found.proven
    wall, here = zip(*took, strict=True)
    print(
        f"{seconds:g} s{' of work' if aside else ''}, seed {seed}; the longest took {max(wall):.2f} s; "
        f"mean {mean(wall):.2f} s, {mean(here):.2f} s of them on the processor; {proven} proven best"
    )
    for name, its in sorted(gaps.items()):
        print(f"  {name:4} {len(its):3} problems: mean gap {mean(its):5.2f} %, largest {max(its):5.2f} %")
    for gap, what in sorted(worst, reverse=True)[:10]:
        print(f"    {gap:5.2f} %  {what}")


def family(name: str) -> str:
    """The family a public file belongs to, by its name."""
    return "pr" if name.startswith("pr") else name[:-2]


def _stopped() -> float:
    return 0.0


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.toptw")
    parser.add_argument("folder", type=Path)
    parser.add_argument("best_known", type=Path)
    parser.add_argument("seconds", type=float, nargs="?", default=1.0)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--aside", action="store_true", help="look at no clock: count work")
    asked = parser.parse_args()
    if asked.seconds <= 0:
        parser.error("seconds must be positive")
    run(asked.folder, asked.best_known, asked.seconds, asked.seed, asked.aside)


if __name__ == "__main__":
    main()
