"""What stands beside a train's line: its number along it again and again, and minutes at stations.

Minutes stand as in Chinese train graphs ruled in ten minutes: only the last digit; of an arrival and of a departure in
the obtuse angle between line and station; of a passing on the side where the train leaves. Where ten minutes are too
narrow to be ruled, whole clock times stand at stops instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import atan2, degrees, hypot

from planner.clock import clock_text
from planner.train.diagram.labels import TEXT_PX, PlacedText, Point, text_width
from planner.train.diagram.passages import Passage

REPEAT = 280  # pixels of line from one number to the next
START = 16  # room for the minute at which it begins
STEP, STEPS = 12, 9  # a number gives way along its line in such steps, so many; the first of a line as far as need be
BEND = 2.5  # so far a line may leave the straight beside its number


def number_places(points: Sequence[Point], number: str, lift: float) -> Iterator[list[PlacedText]]:
    """For each time the number is to be written along a line: the places that would do, best first."""
    width = text_width(number, TEXT_PX["number"])
    line = _Line(points)
    if line.length < width + 8:
        yield list(_number_labels(points, number)) if line.length else []
        return
    last = line.length - width - 2
    for target in range(START, max(int(last), START + 1), REPEAT):
        far = STEPS if target > START else int(line.length / STEP)
        moves = (0, *(sign * step * STEP for step in range(1, far) for sign in (1, -1)))
        starts = [target + move for move in moves if 2 <= target + move <= last]
        yield [label for at in starts for label in line.along(at, width, number, lift)]


def _number_labels(points: Sequence[Point], number: str) -> Iterator[PlacedText]:
    """A number that is longer than its line, level beside it."""
    px = TEXT_PX["number"]
    for x, y in (points[0], points[-1]):
        yield PlacedText("number", number, x + 4, y - 4)
        yield PlacedText("number", number, x + 4, y + px + 3)


class _Line:
    """A line by its length."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        parts = (hypot(x - to_x, y - to_y) for (x, y), (to_x, to_y) in pairwise(points))
        self.at = [0.0, *accumulate(parts)]
        self.length = self.at[-1]

    def along(self, begin: float, width: float, number: str, lift: float) -> Iterator[PlacedText]:
        """The number above and below the line, if the line is nearly straight there."""
        first, last = bisect_right(self.at, begin), bisect_right(self.at, begin + width)
        (x, y), (to_x, to_y) = self._point(begin), self._point(begin + width)
        size = hypot(to_x - x, to_y - y)
        if size < width * 0.9:
            return
        right, down = (to_x - x) / size, (to_y - y) / size
        if any(abs((px - x) * down - (py - y) * right) > BEND for px, py in self.points[first:last]):
            return
        angle = round(degrees(atan2(down, right)), 1)
        for off in (lift, -lift - TEXT_PX["number"] * 0.76):
            yield PlacedText("number", number, round(x + off * down, 1), round(y - off * right, 1), angle)

    def _point(self, at: float) -> Point:
        place = min(bisect_right(self.at, at), len(self.points) - 1)
        (x, y), (to_x, to_y) = self.points[place - 1], self.points[place]
        done = (at - self.at[place - 1]) / ((self.at[place] - self.at[place - 1]) or 1)
        return x + done * (to_x - x), y + done * (to_y - y)


def minute_places(
    passage: Passage, points: Sequence[Point], lift: float, ruled: bool, stops_only: bool = False
) -> Iterator[list[PlacedText]]:
    """For each time that is known: where its minute may stand, best first; `points` are those of the passage drawn.

    `ruled`: ten minutes are, so that a digit is enough. `stops_only`: not where it runs through.
    """
    size = len(points)
    for number, ((second, place), (x, y)) in enumerate(zip(passage.points, points, strict=True)):
        arrives = number > 0 and passage.points[number - 1][1] != place
        leaves = number + 1 < size and passage.points[number + 1][1] != place
        through = arrives and leaves
        if not passage.known[number] or (stops_only and through) or not (arrives or leaves):
            continue
        if not ruled and through:
            continue
        near = number + 1 if leaves else number - 1
        falls = (points[near][1] > y) == leaves  # towards the foot of the sheet
        text = str(second // 60 % 10) if ruled else clock_text(second // 60, "wrap")
        corners = _corners(x, y, lift, text, "minute" if ruled else "clock")
        yield [corners[spot] for spot in _order(leaves, falls)]


def _order(leaves: bool, falls: bool) -> tuple[str, ...]:
    """The obtuse angle first, then the other side of the station, then the acute ones."""
    if leaves:
        return ("below left", "above left", "below right") if falls else ("above left", "below left", "above right")
    return ("above right", "below right", "above left") if falls else ("below right", "above right", "below left")


def _corners(x: float, y: float, lift: float, text: str, kind: str) -> dict[str, PlacedText]:
    px = TEXT_PX[kind]
    left, right = round(x - lift - text_width(text, px), 1), round(x + lift, 1)
    above, below = round(y - lift, 1), round(y + lift + 0.76 * px, 1)
    return {
        f"{row} {column}": PlacedText(kind, text, at, line)
        for row, line in (("above", above), ("below", below))
        for column, at in (("left", left), ("right", right))
    }
