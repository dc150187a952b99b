"""Our route engine beside PyVRP, OR-Tools' routing library and VROOM on public problems: how far from the best known.

    python -m benchmarks.peers FOLDER BEST_KNOWN.csv [SECONDS [SEED]] [--only c104/1,pr05/2] [--markdown]

FOLDER holds the files, BEST_KNOWN.csv the columns instance, m, bks. The same wall-clock seconds for each, one thread,
one after another; every answer is checked from the file before it counts.
"""

from __future__ import annotations

import csv
import platform
import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from time import perf_counter

from benchmarks.toptw import family
from planner.orienteering import check_toptw, read_toptw, warm_up

try:
    from benchmarks.peer_solvers import SOLVERS
except ModuleNotFoundError as why:
    raise SystemExit(f"{why.name} is not installed: make peers, or pip install -e '.[bench]'") from why

PACKAGES = ("pyvrp", "ortools", "pyvroom")
OURS, *PEERS = SOLVERS
ALL = "all"


@dataclass(frozen=True)
class Named:
    """A problem of the list; `best` is the best profit known."""

    instance: str
    routes: int
    best: float

    def __str__(self) -> str:
        return f"{self.instance}/{self.routes}"

    @property
    def family(self) -> str:
        return family(self.instance)


@dataclass(frozen=True)
class Answer:
    """How far one solver stayed from the best known (%), after how many seconds; infeasible ones collect nothing."""

    gap: float
    seconds: float
    feasible: bool


@dataclass(frozen=True)
class Row:
    """One solver on one family: gaps in %, mean seconds of wall clock."""

    family: str
    solver: str
    problems: int
    mean_gap: float
    largest_gap: float
    seconds: float
    infeasible: int


Answers = dict[tuple[str, str], list[Answer]]  # by family and solver


def run(folder: Path, problems: Sequence[Named], seconds: float, seed: int, markdown: bool) -> None:
    """Print a row for each family and solver, and the families where we are ahead."""
    answers: Answers = defaultdict(list)
    warm_up()
    for problem in problems:
        for solver in SOLVERS:
            answer = _solve(folder / f"{problem.instance}.txt", problem, solver, seconds, seed)
            for group in (problem.family, ALL):
                answers[group, solver].append(answer)
    rows = [_row(group, solver, its) for (group, solver), its in answers.items()]
    rows.sort(key=lambda row: (row.family == ALL, row.family))
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"{seconds:g} s each, one thread, seed {seed}; Python {platform.python_version()}, {packages}\n")
    for line in _markdown(rows) if markdown else _plain(rows):
        print(line)
    print()
    for what, names in _standing(rows).items():
        print(f"{what}: {' '.join(names) or 'none'}")


def read_problems(best_known: Path, only: Sequence[str]) -> list[Named]:
    """All problems of the list, or those named in `only` (c104/1: file c104, one route)."""
    with best_known.open(encoding="utf-8") as rows:
        found = {str(its): its for its in (_named(row) for row in csv.DictReader(rows))}
    if unknown := [name for name in only if name not in found]:
        raise SystemExit(f"not in {best_known.name}: {', '.join(unknown)}")
    return [found[name] for name in only or found]


def _named(row: dict[str, str]) -> Named:
    return Named(row["instance"], int(row["m"]), float(row["bks"]))


def _solve(path: Path, problem: Named, solver: str, seconds: float, seed: int) -> Answer:
    asked = read_toptw(path, problem.routes)
    began = perf_counter()
    routes = SOLVERS[solver](asked, seconds, seed)
    took = perf_counter() - began
    profit, wrong = check_toptw(path, routes, problem.routes)
    if wrong:
        print(f"{problem} {solver}: {wrong[0]}", file=sys.stderr)
    collected = 0.0 if wrong else float(profit)
    print(f"{problem} {solver}: {collected:g} of {problem.best:g} in {took:.2f} s", file=sys.stderr)
    return Answer(100 * (problem.best - collected) / problem.best, took, not wrong)


def _row(group: str, solver: str, its: list[Answer]) -> Row:
    gaps, bad = [answer.gap for answer in its], sum(not answer.feasible for answer in its)
    return Row(group, solver, len(its), mean(gaps), max(gaps), mean(answer.seconds for answer in its), bad)


def _standing(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Families by our mean gap against the best peer's."""
    found: dict[str, list[str]] = {"ahead of every peer on": [], "level with the best peer on": [], "behind on": []}
    gaps = {(row.family, row.solver): round(row.mean_gap, 6) for row in rows if row.family != ALL}
    for group in dict.fromkeys(group for group, _ in gaps):
        mine, best = gaps[group, OURS], min(gaps[group, peer] for peer in PEERS)
        found[list(found)[(mine >= best) + (mine > best)]].append(group)
    return found


def _plain(rows: Sequence[Row]) -> list[str]:
    head = f"{'family':8}{'solver':18}{'problems':>9}{'mean gap %':>12}{'largest gap %':>15}{'mean s':>8}"
    return [head] + [
        f"{row.family:8}{row.solver:18}{row.problems:9}{row.mean_gap:12.2f}{row.largest_gap:15.2f}{row.seconds:8.2f}"
        + (f"  {row.infeasible} infeasible" if row.infeasible else "")
        for row in rows
    ]


def _markdown(rows: Sequence[Row]) -> list[str]:
    return ["| family | solver | problems | mean gap % | largest gap % | mean s |", "|---|---|--:|--:|--:|--:|"] + [
        f"| {row.family} | {row.solver} | {row.problems}"
        + (f" ({row.infeasible} infeasible)" if row.infeasible else "")
        + f" | {row.mean_gap:.2f} | {row.largest_gap:.2f} | {row.seconds:.2f} |"
        for row in rows
    ]


def main() -> None:
    parser = ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("folder", type=Path)
    parser.add_argument("best_known", type=Path)
    parser.add_argument("seconds", type=float, nargs="?", default=1.0)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--only", default="", help="c104/1,pr05/2: these problems, with so many routes")
    parser.add_argument("--markdown", action="store_true", help="a Markdown table")
    asked = parser.parse_args()
    if asked.seconds <= 0:
        parser.error("seconds must be positive")
    problems = read_problems(asked.best_known, [name for name in asked.only.split(",") if name])
    run(asked.folder, problems, asked.seconds, asked.seed, asked.markdown)


if __name__ == "__main__":
    main()
