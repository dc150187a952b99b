"""Public problems with hotels to choose (OPHS) or limits over all tours (MCTOPMTW): how far from the best known values.

    python -m benchmarks.linked ophs|mctop FOLDER BEST_KNOWN.csv [SECONDS [SEED]] [--every N] [--aside]

FOLDER holds the files, BEST_KNOWN.csv the columns instance, best_known, optimal, and set or M; `--every` takes each so
many rows only. One thread. With --aside no clock is looked at: a second is the work that a free machine does in one.
"""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import mean
from time import perf_counter, process_time

from planner.orienteering import Collected, check_mctop, check_ophs, collect, read_mctop, read_ophs, warm_up

Clock = Callable[[], float]


def run_ophs(path: Path, seconds: float, seed: int, clock: Clock) -> tuple[Collected, Decimal, list[str]]:
    """What is found, and what the checker says of it."""
    found = collect(read_ophs(path), seconds, seed, clock)
    return found, *check_ophs(path, [[v for v, _ in table.stops] for table in found.schedules])


def run_mctop(path: Path, seconds: float, seed: int, clock: Clock) -> tuple[Collected, Decimal, list[str]]:
    """What is found, and what the checker says of it."""
    problem, names = read_mctop(path)
    found = collect(problem, seconds, seed, clock)
    return found, *check_mctop(path, [[names[v] for v in route] for route in found.routes])


KINDS = {"ophs": (run_ophs, "set", ".ophs"), "mctop": (run_mctop, "M", ".txt")}


def run(kind: str, rows: list[dict[str, str]], folder: Path, seconds: float, seed: int, clock: Clock) -> None:
    """Print the mean and the largest gap of each family, and the ten worst."""
    solve, family, ending = KINDS[kind]
    gaps: dict[str, list[float]] = defaultdict(list)
    worst: list[tuple[float, str]] = []
    took: list[tuple[float, float]] = []
    met, proven = 0, 0
    warm_up()
    for row in rows:
        path, known = folder / f"{row['instance']}{ending}", float(row["best_known"])
        began, began_here = perf_counter(), process_time()
        found, profit, wrong = solve(path, seconds, seed, clock)
        took.append((perf_counter() - began, process_time() - began_here))
        if wrong or float(profit) != found.profit:
            raise SystemExit(f"{path.name}: {wrong}")
        gap = 100 * (known - found.profit) / known
        for name in (f"{family} {row[family]}", f"optimal: {row['optimal']}", "all"):
            gaps[name].append(gap)
        worst.append((gap, f"{path.stem}: {found.profit:g} of {known:g} ({row['optimal']}), bound {found.bound:g}"))
        met, proven = met + (gap <= 0), proven + found.proven
    wall, here = zip(*took, strict=True)
    print(
        f"{kind}, {seconds:g} s{' of work' if clock is _stopped else ''}, seed {seed}; longest {max(wall):.2f} s; "
        f"mean {mean(wall):.2f} s, {mean(here):.2f} s of them on the processor; {met} met, {proven} proven"
    )
    for name, its in sorted(gaps.items()):
        print(f"  {name:18} {len(its):3} problems: mean gap {mean(its):5.2f} %, largest {max(its):5.2f} %")
    for gap, what in sorted(worst, reverse=True)[:10]:
        print(f"    {gap:5.2f} %  {what}")


def _stopped() -> float:
    return 0.0


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.linked")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("best_known", type=Path)
    parser.add_argument("seconds", type=float, nargs="?", default=1.0)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--every", type=int, default=1, help="each so many rows only")
    parser.add_argument("--aside", action="store_true", help="look at no clock: count work")
    asked = parser.parse_args()
    if asked.seconds <= 0 or asked.every <= 0:
        parser.error("seconds and every must be positive")
    with asked.best_known.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))[:: asked.every]
    run(asked.kind, rows, asked.folder, asked.seconds, asked.seed, _stopped if asked.aside else perf_counter)


if __name__ == "__main__":
    main()
