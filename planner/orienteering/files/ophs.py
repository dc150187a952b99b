"""The public file format of orienteering with hotel selection (Divsalar, Vansteenwegen & Cattrysse 2013)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import hypot
from pathlib import Path

import numpy as np

from planner.orienteering.files.numbers import MOST_POINTS, decimals, lines_of, refused, whole
from planner.orienteering.problem import Orienteering

TOLERANCE = Decimal("0.0001")  # that a trip may be longer than its limit
LARGEST = 2.0**29  # of the engine's units of length
MOST_TRIPS = 40


def read_ophs(path: Path, tolerance: Decimal = TOLERANCE) -> Orienteering:
    """The problem in a file: a head of three lines, then one point a line, `x y score`.

    Lengths are straight lines, in units so fine that the longest limit is below LARGEST, rounded to the nearest; limits
    are lowered by what all legs of a trip could have been rounded down.

    Raises
    ------
    BadFacts
        A line that cannot be read.
    """
    lines = iter(lines_of(path))
    vertices, extra, trips = whole(_line(path, lines, 3)[:3])
    if not (1 <= trips <= MOST_TRIPS and vertices >= 2 and vertices + extra <= MOST_POINTS):
        raise refused(path, 1, "head", f"{vertices} points, {extra} extra hotels and {trips} trips")
    _line(path, lines, 1)
    limits = [float(limit + tolerance) for limit in _line(path, lines, trips)[:trips]]
    points = np.array([[float(value) for value in _line(path, lines, 3)[:3]] for _ in range(vertices + extra)])
    if min(limits) < 0 or points[:, 2].min() < 0:
        raise refused(path, 0, "file", "a limit or score is negative")
    length = np.array([[hypot(a - c, b - d) for c, d, _ in points] for a, b, _ in points])
    fine = LARGEST / max(max(limits), float(length.max()), 1.0)
    count = len(points)
    lowered = np.floor(np.array(limits) * fine - count / 2).astype(np.int32)
    closes = np.zeros((trips, count), dtype=np.int32) + np.maximum(lowered, 0)[:, None]
    flat = np.zeros(count, dtype=np.int32)
    return Orienteering(
        travel=np.rint(length * fine).astype(np.int32),
        service=flat,
        opens=flat,
        closes=closes.max(axis=0),
        prize=np.where(np.arange(count) < extra + 2, 0.0, points[:, 2]),
        routes=trips,
        starts=(0,) * trips,
        ends=(1,) * trips,
        route_closes=closes,
        hotels=tuple(range(extra + 2)),
    )


def _line(path: Path, lines: Iterator[tuple[int, list[str]]], fewest: int) -> list[Decimal]:
    number, words = next(lines, (0, []))
    try:
        return decimals(words, fewest)
    except ValueError as why:
        raise refused(path, number, "line", str(why)) from why
