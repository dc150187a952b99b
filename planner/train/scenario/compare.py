"""Scenarios side by side: each measure and each stop beside the first one's, and which differences count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from pydantic import TypeAdapter

from planner.errors import OutOfRange
from planner.facts import Facts
from planner.train.scenario.evaluate import Evaluation, evaluate
from planner.train.scenario.indicators import CERTAIN, CODES, RUNS, SEED, Measure, Measures, TrainStop, measure
from planner.train.scenario.scenario import Scenario

LEAST, MOST = 2, 6


@dataclass(frozen=True)
class ComparisonCell:
    """A measure of one scenario; None is not known. `verdict` against the first: first, same, better, worse, other
    (neither is better), unsure (within the error of the simulation) or unknown. `more` is how much more it is."""

    measure: Measure | None
    verdict: str
    more: float | None = None


@dataclass(frozen=True)
class IndicatorRow:
    """One measure of all scenarios; `unit` is count, clock, minutes, km, share, points, delay or yuan."""

    code: str
    unit: str
    cells: tuple[ComparisonCell, ...]

    @property
    def differs(self) -> bool:
        return any(cell.verdict not in ("first", "same", "unsure") for cell in self.cells)


@dataclass(frozen=True)
class StopRow:
    """One stop of all scenarios, None where a train does not stop there; `moved`: by how many minutes it arrives (at
    the first stop departs) later than the first train, None where one of them does not stop."""

    station: str
    stops: tuple[TrainStop | None, ...]
    moved: tuple[int | None, ...]
    stays: tuple[int | None, ...]  # minutes longer than the first train stands there

    @property
    def differs(self) -> bool:
        return any(stop != self.stops[0] for stop in self.stops)


@dataclass(frozen=True)
class Comparison:
    """All of it; `studies` and the columns of `lines` and `stops` are in the order of the scenarios."""

    studies: tuple[Evaluation, ...]
    lines: tuple[IndicatorRow, ...]
    stops: tuple[StopRow, ...]
    runs: int
    seed: int


COMPARISON_JSON: TypeAdapter[Comparison] = TypeAdapter(Comparison)


def compare(
    facts: Facts, scenarios: Sequence[Scenario], runs: int = RUNS,
    seed: int = SEED,
) -> Comparison:  # fmt: skip
    """Check and measure each scenario, and set them beside the first.

    Raises
    ------
    SilverwayError
        If there are too few or too many, or the facts know no more what one names.
    """
    if not LEAST <= len(scenarios) <= MOST:
        raise OutOfRange("scenarios", len(scenarios), LEAST, MOST)
    studies = tuple(evaluate(facts, scenario) for scenario in scenarios)
    return compare_evaluations(studies, [measure(facts, each, runs, seed) for each in studies], runs, seed)


def compare_evaluations(
    studies: tuple[Evaluation, ...], measured: Sequence[Measures], runs: int, seed: int
) -> Comparison:
    """The same from what was measured already."""
    lines = tuple(
        IndicatorRow(code, unit, _cells([each.numbers.get(code) for each in measured], better))
        for code, (unit, better) in CODES.items()
        if any(code in each.numbers for each in measured)
    )
    return Comparison(studies, lines, _stop_lines([each.stops for each in measured]), runs, seed)


def _cells(measures: Sequence[Measure | None], better: int) -> tuple[ComparisonCell, ...]:
    first = measures[0]
    return (
        ComparisonCell(first, "first" if first else "unknown"),
        *(_cell(first, other, better) for other in measures[1:]),
    )


def _cell(first: Measure | None, other: Measure | None, better: int) -> ComparisonCell:
    if other is None or first is None:
        return ComparisonCell(other, "unknown")
    more = round(other.value - first.value, 4)
    if not more:
        return ComparisonCell(other, "same", 0)
    if abs(more) <= CERTAIN * hypot(first.error, other.error):
        return ComparisonCell(other, "unsure", more)
    if not better:
        return ComparisonCell(other, "other", more)
    return ComparisonCell(other, "better" if more * better > 0 else "worse", more)


def _stop_lines(trains: Sequence[tuple[TrainStop, ...]]) -> tuple[StopRow, ...]:
    """Every stop of every train once, in the order of running as far as they agree."""
    rows: list[list[TrainStop | None]] = []
    for number, stops in enumerate(trains):
        merged, at, to = list[list[TrainStop | None]](), 0, 0
        for row, stop in (*_same(rows, stops), (len(rows), len(stops))):
            merged += [[*left, None] for left in rows[at:row]]
            merged += [[*[None] * number, new] for new in stops[to:stop]]
            if row < len(rows):
                merged.append([*rows[row], stops[stop]])
            at, to = row + 1, stop + 1
        rows = merged
    return tuple(map(_stop_line, rows))


def _same(rows: Sequence[Sequence[TrainStop | None]], stops: Sequence[TrainStop]) -> list[tuple[int, int]]:
    """Which rows and stops are at one station, in order and as many as can be; a long call counts for all the rest."""
    names = [next(stop.station for stop in row if stop) for row in rows]
    weights = [
        [
            0 if name != stop.station else len(stops) if stop.long and any(s and s.long for s in row) else 1
            for stop in stops
        ]
        for name, row in zip(names, rows, strict=True)
    ]
    best = [[0] * (len(stops) + 1) for _ in range(len(rows) + 1)]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(stops))):
            both = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = list[tuple[int, int]](), 0, 0
    while i < len(rows) and j < len(stops):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _stop_line(stops: Sequence[TrainStop | None]) -> StopRow:
    first = stops[0]
    return StopRow(
        next(stop.station for stop in stops if stop),
        tuple(stops),
        tuple(None if first is None or stop is None else _moved(first, stop) for stop in stops),
        tuple(None if first is None or stop is None else _stay(stop) - _stay(first) for stop in stops),
    )


def _moved(first: TrainStop, other: TrainStop) -> int:
    ends = [(first.arrive, other.arrive), (first.depart, other.depart)]
    return next((b - a for a, b in ends if a is not None and b is not None), 0)


def _stay(stop: TrainStop) -> int:
    return 0 if stop.arrive is None or stop.depart is None else stop.depart - stop.arrive
