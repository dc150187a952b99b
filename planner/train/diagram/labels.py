"""Texts on a drawing and the room they take: none may lie over another, nor over the train that all is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, hypot, radians, sin

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Frame = tuple[float, float, float, float]  # left, top, right, bottom

TEXT_PX = {"day": 13, "hour": 13, "station": 13, "km": 11, "number": 11, "minute": 10, "clock": 11, "ring": 13}
WIDE, CAPITAL, OTHER = 0.95, 0.72, 0.65  # of the height of the letters: what common fonts need at most
CELL = 40


@dataclass(frozen=True)
class PlacedText:
    """A text whose baseline begins at (x, y), turned about that point by `angle` degrees, clockwise."""

    kind: str
    text: str
    x: float
    y: float
    angle: float = 0.0

    @cached_property
    def corners(self) -> Polygon:
        """The box it takes, with a pixel around it."""
        px = TEXT_PX[self.kind]
        flat = all(letter.isascii() and not letter.islower() for letter in self.text)
        above, below = (0.76, 0.04) if flat else (0.9, 0.24)
        left, top, right, bottom = -1, -above * px - 1, text_width(self.text, px) + 1, below * px + 1
        turn, lift = cos(radians(self.angle)), sin(radians(self.angle))
        return tuple(
            (self.x + a * turn - b * lift, self.y + a * lift + b * turn)
            for a, b in ((left, top), (right, top), (right, bottom), (left, bottom))
        )


def text_width(text: str, px: float) -> float:
    """Pixels a text takes at most."""
    return px * sum(
        1 if not letter.isascii() else WIDE if letter in "mwMW@" else CAPITAL if letter.isupper() else OTHER
        for letter in text
    )


class TextPlacer:
    """Takes labels where there is room: inside the frame, clear of what it has taken and of the lines it is given."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._cells: dict[tuple[int, int], list[Polygon]] = defaultdict(list)
        self._lines: dict[tuple[int, int], list[Polygon]] = defaultdict(list)

    def keep_clear(self, points: Sequence[Point]) -> None:
        """A line that no label may touch."""
        for one, other in pairwise(points):
            if one != other:
                for cell in _cells((one, other)):
                    self._lines[cell].append((one, other))

    def place(self, choices: Iterable[PlacedText]) -> PlacedText | None:
        """The first of the choices for which there is room, taken; None if there is none."""
        for label in choices:
            if self._fits(label.corners):
                for cell in _cells(label.corners):
                    self._cells[cell].append(label.corners)
                return label
        return None

    def _fits(self, box: Polygon) -> bool:
        left, top, right, bottom = self._frame
        if not all(left <= x <= right and top <= y <= bottom for x, y in box):
            return False
        near = (other for cell in _cells(box) for kept in (self._cells, self._lines) for other in kept.get(cell, ()))
        return not any(polygons_meet(box, other) for other in near)


def polygons_meet(one: Polygon, other: Polygon) -> bool:
    """Have two convex polygons (or a polygon and a line) a point in common? By separating axes."""
    for axis_x, axis_y in (*_normals(one), *_normals(other)):
        ours = [x * axis_x + y * axis_y for x, y in one]
        theirs = [x * axis_x + y * axis_y for x, y in other]
        if max(ours) < min(theirs) or max(theirs) < min(ours):
            return False
    return True


def _normals(polygon: Polygon) -> Iterator[Point]:
    for (x, y), (to_x, to_y) in pairwise((*polygon, polygon[0])):
        yield to_y - y, x - to_x


def _cells(polygon: Polygon) -> Iterator[tuple[int, int]]:
    xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
    for column in range(int(min(xs) // CELL), int(max(xs) // CELL) + 1):
        for row in range(int(min(ys) // CELL), int(max(ys) // CELL) + 1):
            yield column, row


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places in order at least `gap` apart between `low` and `high`, as near to the ascending `wanted` ones as can be
    (least squares, by pooling); there must be room for all."""
    blocks: list[list[float]] = []  # sum, count
    for number, place in enumerate(wanted):
        blocks.append([place - number * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    level = [total / count for total, count in blocks for _ in range(int(count))]
    most = high - (len(wanted) - 1) * gap
    return [min(max(place, low), most) + number * gap for number, place in enumerate(level)]


def length_of(points: Sequence[Point]) -> float:
    """How long a line is."""
    return sum(hypot(x - to_x, y - to_y) for (x, y), (to_x, to_y) in pairwise(points))
