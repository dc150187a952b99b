"""The public file format of team orienteering with time windows (Righini & Salani 2009, Vansteenwegen et al. 2009)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from math import isqrt
from pathlib import Path

import numpy as np

from planner.errors import BadFacts, Fault
from planner.orienteering.problem import Orienteering

PLACES = 4  # decimals a file may have
FIRST_VERTEX = 2  # lines before the first vertex
FEWEST_COLUMNS = 7  # number, x, y, service, prize, window
MAX_VERTICES = 2000


def read_toptw(path: Path, routes: int) -> Orienteering:
    """The problem in a file: after two lines one vertex a line, `i x y service prize … opens closes`.

    Travel times are straight lines, cut after one decimal, or after two in the files called pr*; so the unit is a
    tenth or a hundredth.

    Raises
    ------
    BadFacts
        One fault for each line that cannot be read.
    """
    decimals = 2 if path.name.lower().startswith("pr") else 1
    faults: list[Fault] = []
    vertices: list[list[Decimal]] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as why:
        raise BadFacts((Fault(path.name, 0, "file", str(why)),)) from why
    for number, line in enumerate(lines, 1):
        if number > FIRST_VERTEX and line.strip():
            try:
                vertices.append(_vertex(line))
            except ValueError as why:
                faults.append(Fault(path.name, number, "vertex", str(why)))
    if not faults and len(vertices) < 2:
        faults.append(Fault(path.name, 0, "file", "no vertices: two lines of header, then one vertex a line"))
    if len(vertices) > MAX_VERTICES:
        faults.append(Fault(path.name, 0, "file", f"more than {MAX_VERTICES} vertices"))
    if faults:
        raise BadFacts(tuple(faults))
    return _problem(vertices, decimals, routes)


def _vertex(line: str) -> list[Decimal]:
    """x, y, service, prize, opens, closes."""
    words = line.split()
    if len(words) < FEWEST_COLUMNS:
        raise ValueError(f"{len(words)} columns; write: number x y service prize … opens closes")
    try:
        found = [Decimal(word) for word in (*words[1:5], *words[-2:])]
    except InvalidOperation as why:
        raise ValueError("not a number") from why
    if not all(value.is_finite() and abs(value) < 10**6 for value in found):
        raise ValueError("a number is too large")
    if any(value != round(value, PLACES) for value in found):
        raise ValueError(f"more than {PLACES} decimals")
    if min(found[2:]) < 0 or found[4] > found[5]:
        raise ValueError("service, prize and window must not be negative, nor the window end before it starts")
    return found


def _problem(vertices: list[list[Decimal]], decimals: int, routes: int) -> Orienteering:
    fine = 10**PLACES
    points = [(int(x * fine), int(y * fine)) for x, y, *_ in vertices]
    cut = fine // 10**decimals
    travel = [[isqrt((a - c) ** 2 + (b - d) ** 2) // cut for c, d in points] for a, b in points]
    unit = 10**decimals

    def ceiling(column: int) -> list[int]:
        return [-int(-vertex[column] * unit // 1) for vertex in vertices]

    def floor(column: int) -> list[int]:
        return [int(vertex[column] * unit // 1) for vertex in vertices]

    return Orienteering(
        travel=np.array(travel, dtype=np.int32),
        service=np.array(ceiling(2), dtype=np.int32),
        opens=np.array(ceiling(4), dtype=np.int32),
        closes=np.array(floor(5), dtype=np.int32),
        prize=np.array([float(vertex[3]) for vertex in vertices]),
        routes=routes,
    )
