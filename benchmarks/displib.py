"""Public problems of train dispatching (DISPLIB 2025): cost, bound and time beside the best known values.

    python -m benchmarks.displib FOLDER BEST_KNOWN.csv [SECONDS [SEED [WORKERS]]]

FOLDER holds the files, BEST_KNOWN.csv the columns instance, best_known_objective. Every answer is checked.
"""

from __future__ import annotations

import csv
import sys
from math import inf
from pathlib import Path
from time import process_time

from planner.dispatch import check_displib, dispatch, read_displib, solution
from planner.solving import Progress, SolveOptions


def run(folder: Path, best_known: Path, seconds: float, seed: int, workers: int) -> None:
    """Print a row for each problem; when the last improvement came, when all was over, and what all threads worked."""
    print("| problem | status | cost | bound | best known | gap % | last better s | end s | processor s |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    with best_known.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            path, known = folder / f"{row['instance']}.json", int(row["best_known_objective"])
            better: dict[float | None, int] = {}

            def note(progress: Progress, better: dict[float | None, int] = better) -> None:
                better.setdefault(progress.worth, progress.done)

            began = process_time()
            found = dispatch(read_displib(path), SolveOptions(seconds, inf, seed, note), workers)
            cost, wrong = check_displib(path, solution(found)) if found.events else (None, [])
            if wrong or cost != found.objective:
                raise SystemExit(f"{path.name}: {wrong}")
            gap = "" if cost is None else f"{100 * (cost - known) / known:.2f}"
            last = better.get(None if cost is None else -float(cost), round(found.seconds))
            cells = (
                path.stem,
                found.status,
                cost,
                found.bound,
                known,
                gap,
                last,
                f"{found.seconds:.1f}",
                f"{process_time() - began:.1f}",
            )
            print("|", " | ".join(map(str, cells)), "|", flush=True)


if __name__ == "__main__":
    numbers = [*map(float, sys.argv[3:]), *(60.0, 1.0, 2.0)[len(sys.argv[3:]) :]]
    run(Path(sys.argv[1]), Path(sys.argv[2]), numbers[0], int(numbers[1]), int(numbers[2]))
