"""Where the numbers of a sketch stand: each at its point or close by, none on another, none on another's point."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, pi, sin

from routes.presenters.maps.frame import WIDTH, Point

RADIUS = 32  # of the circle a number stands in
APART = 2 * RADIUS + 6  # from the middle of one to that of another
CLEAR = RADIUS + 10  # from a number's middle to the point of another stop
EDGE = RADIUS + 4
STEP, WAYS = 12, 24  # the rings that are looked at around a point: how far apart, in how many directions
GROWS = 70  # higher, where there is no room left


def spread(points: list[Point], height: int) -> tuple[list[Point], int]:
    """The middles of the numbers, and how high the sketch must be to hold them all."""
    while True:
        placed: list[Point] = []
        for point in points:
            found = _place(point, points, placed, height)
            if found is None:
                break
            placed.append(found)
        else:
            return placed, height
        height += GROWS


def _place(point: Point, points: list[Point], placed: list[Point], height: int) -> Point | None:
    """The nearest place that is free of numbers and of points, else of numbers."""
    others = [other for other in points if _far(other, point) > 1]
    on_a_point = None
    for at in _around(point, height):
        if all(_far(at, other) >= APART for other in placed):
            if all(_far(at, other) >= CLEAR for other in others):
                return at
            on_a_point = on_a_point or at
    return on_a_point


def _around(point: Point, height: int) -> Iterator[Point]:
    """Places inside the sketch, the nearest first: the point, then ring after ring."""
    if _inside(point, height):
        yield point
    for ring in range(1, int(hypot(WIDTH, height)) // STEP + 1):
        for way in range(WAYS):
            turn = 2 * pi * way / WAYS - pi / 2
            far = APART / 2 + ring * STEP
            at = round(point[0] + far * cos(turn)), round(point[1] + far * sin(turn))
            if _inside(at, height):
                yield at


def _inside(at: Point, height: int) -> bool:
    return EDGE <= at[0] <= WIDTH - EDGE and EDGE <= at[1] <= height - EDGE


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
