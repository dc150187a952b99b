"""The public file format of MCTOPMTW: limits over all tours, two windows a vertex and tour (Souffriau et al. 2013)."""

from __future__ import annotations

from decimal import Decimal
from math import isqrt
from pathlib import Path

import numpy as np

from planner.errors import BadFacts, Fault
from planner.orienteering.files.numbers import MOST_POINTS, PLACES, decimals, lines_of, refused, whole
from planner.orienteering.problem import Orienteering, Total

TYPES = 10
MOST_TOURS = 20
HEAD, DEPOT, VERTEX = 3 + TYPES, 7, 12 + TYPES  # columns of a line
NUMBER, X, Y, SERVICE, PRIZE, CUTS, EVEN, FEE, KINDS = 0, 1, 2, 3, 4, slice(5, 10), 10, 11, slice(12, 12 + TYPES)
EPSILON_PLACES = 3  # decimals that times may have


def read_mctop(path: Path) -> tuple[Orienteering, tuple[int, ...]]:
    """The problem in a file, and the number that the file gives to each of its vertices.

    Travel times are straight lines, cut after one decimal, or after two in the files called pr*.

    Raises
    ------
    BadFacts
        One fault for each line that cannot be read.
    """
    lines, faults, rows = lines_of(path), list[Fault](), list[list[Decimal]]()
    for place, (number, words) in enumerate(lines):
        try:
            rows.append(_row(words, HEAD if place == 0 else DEPOT if place == 1 else VERTEX, place))
        except ValueError as why:
            faults.append(Fault(path.name, number, "line", str(why)))
    if faults:
        raise BadFacts(tuple(faults))
    if not 2 <= len(rows) <= MOST_POINTS:
        raise refused(path, 0, "file", f"{len(rows)} lines: one of limits, one of the start, then one a vertex")
    head, depot, *vertices = rows
    tours, count = (int(value) for value in head[:2])
    if not (1 <= tours <= MOST_TOURS and count == len(vertices)):
        raise refused(path, 1, "head", f"{tours} tours, {count} vertices, but {len(vertices)} lines of them")
    return _problem(path, [head, depot], vertices), (0, *(int(row[NUMBER]) for row in vertices))


def _row(words: list[str], columns: int, place: int) -> list[Decimal]:
    row = decimals(words, columns)[:columns]
    if place == 0:
        whole(row)
    else:
        whole([row[NUMBER]])
        times = [row[SERVICE], *row[5:]]
        if any(value != round(value, EPSILON_PLACES) for value in times):
            raise ValueError(f"more than {EPSILON_PLACES} decimals")
        if min(row[SERVICE:]) < 0:
            raise ValueError("service, score, windows, fee and types must not be negative")
    if place > 1:
        whole(row[EVEN:])
        if row[CUTS] != sorted(row[CUTS]):
            raise ValueError("the cuts of the windows must not fall")
    return row


def _problem(path: Path, head: list[list[Decimal]], vertices: list[list[Decimal]]) -> Orienteering:
    limits, depot = head
    tours = int(limits[0])
    decimals = 2 if "-pr" in path.name.lower() or path.name.lower().startswith("pr") else 1
    its = [value for row in (depot, *vertices) for value in (row[SERVICE], *row[5:10])]
    grain = max(decimals, *(max(0, -int(value.normalize().as_tuple().exponent)) for value in its))
    unit, fine = 10**grain, 10**PLACES
    points = [(int(row[X] * fine), int(row[Y] * fine)) for row in (depot, *vertices)]
    cut = fine // 10**decimals
    travel = [
        [isqrt((a - c) ** 2 + (b - d) ** 2) // cut * 10 ** (grain - decimals) for c, d in points] for a, b in points
    ]
    opens, closes = (np.zeros((tours, 2, len(points)), dtype=np.int32) for _ in range(2))
    for v, row in enumerate(vertices, 1):
        cuts = [int(value * unit) for value in row[CUTS]]
        for tour in range(tours):
            first = (tour + 1 + int(row[EVEN])) % 2  # windows 1 and 3 of odd tours if 1 is written, of even ones if 0
            opens[tour, :, v], closes[tour, :, v] = cuts[first : first + 3 : 2], cuts[first + 1 : first + 4 : 2]
    begin, end = int(depot[5] * unit), int(depot[6] * unit)
    opens[:, :, 0], closes[:, 0, 0], closes[:, 1, 0] = begin, end, begin - 1
    uses = [[0, *(int(row[FEE]) for row in vertices)]]
    uses += [[0, *(int(row[KINDS][kind]) for row in vertices)] for kind in range(TYPES)]
    return Orienteering(
        travel=np.array(travel, dtype=np.int32),
        service=np.array([0, *(int(row[SERVICE] * unit) for row in vertices)], dtype=np.int32),
        opens=opens.min(axis=(0, 1)),
        closes=closes.max(axis=(0, 1)),
        prize=np.array([0.0, *(float(row[PRIZE]) for row in vertices)]),
        routes=tours,
        route_opens=opens,
        route_closes=closes,
        totals=tuple(
            Total(np.array(use, dtype=np.int32), int(limit)) for use, limit in zip(uses, limits[2:], strict=True)
        ),
    )
