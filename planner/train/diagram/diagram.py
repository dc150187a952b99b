"""A time-distance diagram in drawing units: every line, box, ring and text where it is drawn. No SVG here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from planner.catalog import RailFacts
from planner.train.diagram.labels import Frame, PlacedText, Point, TextPlacer
from planner.train.diagram.markers import ConflictMarker
from planner.train.diagram.passages import Passage, class_of
from planner.train.diagram.ruling import (
    DENSE_GAP,
    DIGIT_GAP,
    HALF_GAP,
    TEN_GAP,
    TEN_MIN_S,
    Scale,
    StationLine,
    days,
    hours,
    station_lines,
)
from planner.train.diagram.time_distance_diagram import TimeDistanceDiagram, timed_diagram
from planner.train.diagram.train_labels import minute_places, number_places
from planner.train.types import Passing

WIDTH, HEIGHT = 1200, 720
PaperSize = Literal["a4", "a3", "a2", "a1", "a0"]
SIZES: dict[PaperSize, tuple[int, int]] = {
    "a4": (1200, 780),
    "a3": (1700, 1130),
    "a2": (2400, 1620),
    "a1": (3400, 2320),
    "a0": (4800, 3310),
}  # landscape sheets, so that letters are printed equally large on both
RING = 9  # radius of what is ringed
LIFT, OURS_LIFT = 2.5, 4  # from a line to the texts beside it

Points = tuple[Point, ...]
Name = Callable[[str], str]


@dataclass(frozen=True)
class TrainLine:
    """A train drawn; `kind` is its class, "" for one that is not published; `labels` stand beside it."""

    passage: Passage
    kind: str
    points: Points
    labels: tuple[PlacedText, ...]


@dataclass(frozen=True)
class PossessionBox:
    """A possession between two stations: a box from `x[0]` to `x[1]`, `y[0]` to `y[1]`."""

    between: tuple[str, str]
    x: tuple[float, float]
    y: tuple[float, float]


@dataclass(frozen=True)
class DrawnMarker:
    """A marker under its number, the sentence that says what is there, and a ring wherever it is on the sheet with its
    number beside it (None: no room)."""

    number: int
    said: str
    rings: tuple[tuple[Point, PlacedText | None], ...]


@dataclass(frozen=True)
class Diagram:
    """Everything in drawing units. `others` are published trains in these hours; `ours` is empty where only the line is
    shown; both in the order of `sheet`.

    The sheet is ruled as Chinese train graphs are: `hours` bold, `halves` dashed, `tens` fine. `days` are the midnights
    with the number of the day that begins, and the left edge with that of the first, if there are several. `dense`: the
    lines of others are too near each other to be numbered. `names` are those of the stations as the reader knows them.
    """

    sheet: TimeDistanceDiagram
    names: dict[str, str]
    width: int
    height: int
    frame: Frame
    stations: tuple[StationLine, ...]
    hours: tuple[tuple[str, float], ...]
    days: tuple[tuple[int, float], ...]
    halves: tuple[float, ...]
    tens: tuple[float, ...]
    ours: tuple[TrainLine, ...]
    others: tuple[TrainLine, ...]
    trains: int
    dense: bool = False
    shut: tuple[PossessionBox, ...] = ()
    markers: tuple[DrawnMarker, ...] = ()


def diagram(
    rail: RailFacts,
    way: Sequence[Passing],
    calls: set[str],
    hours_s: tuple[int, int] | None = None,
    found: Sequence[tuple[str, str]] = (),
    name: Name = str,
) -> Diagram:
    """The diagram of one way. `hours_s` are the first and the last second shown, else the way's own times set them.

    `found` is what the checker found: where ("A → B" or a station) and the sentence.
    """
    sheet = timed_diagram(rail, way, calls, hours_s, (), [where for where, _ in found])
    return draw(rail, sheet, [found[marker.index][1] for marker in sheet.markers], name=name)


def draw(
    rail: RailFacts,
    sheet: TimeDistanceDiagram,
    said: Sequence[str],
    size: tuple[int, int] = (WIDTH, HEIGHT),
    name: Name = str,
    numbers: Sequence[int] = (),
) -> Diagram:
    """The sheet in drawing units, on paper of that width and height; `said` is a sentence for each of its markers,
    `numbers` their numbers, if they do not count from 1. `name` gives a station's name as the reader knows it."""
    scale = Scale(sheet, size, name)
    begin, end = sheet.span
    ruled = range(-(-begin // TEN_MIN_S) * TEN_MIN_S, end + 1, TEN_MIN_S)
    ten = scale.wide(TEN_MIN_S)
    placing = _Placing(scale, ten)
    ours = [placing.ours(passage) for passage in sheet.ours]
    markers = tuple(
        placing.marker(marker, number, words)
        for marker, number, words in zip(sheet.markers, numbers or range(1, len(said) + 1), said, strict=True)
    )
    others = placing.others(sheet.others)
    left, _top, right, _bottom = scale.frame
    return Diagram(
        sheet,
        {passing.station: name(passing.station) for passing in sheet.way},
        *size,
        scale.frame,
        stations=station_lines(scale, sheet.calls, name),
        hours=hours(scale, ruled),
        days=days(scale, ruled),
        halves=tuple(scale.x(s) for s in ruled if s % 3600 == 1800) if ten * 3 >= HALF_GAP else (),
        tens=tuple(scale.x(s) for s in ruled if s % 1800) if ten >= TEN_GAP else (),
        ours=tuple(
            TrainLine(p, class_of(rail, p.train) if p.train in rail.runs else "", points, labels)
            for p, (points, labels) in zip(sheet.ours, ours, strict=True)
        ),
        others=tuple(
            TrainLine(p, class_of(rail, p.train), points, labels)
            for p, (points, labels) in zip(sheet.others, others, strict=True)
        ),
        trains=len({passage.train for passage in sheet.others}),
        dense=placing.dense,
        shut=tuple(
            PossessionBox(
                (sheet.way[shut.low].station, sheet.way[shut.low + 1].station),
                (max(scale.x(shut.begin_s), left), min(scale.x(shut.end_s), right)),
                (scale.y(shut.low), scale.y(shut.low + 1)),
            )
            for shut in sheet.closed
        ),
        markers=markers,
    )


def draw_over(
    graph: Diagram,
    ours: Sequence[Passage],
    markers: Sequence[ConflictMarker],
    said: Sequence[str],
    numbers: Sequence[int],
) -> tuple[tuple[TrainLine, ...], tuple[DrawnMarker, ...]]:
    """Trains and markers, these under their `numbers`, drawn onto a sheet that is drawn already, without regard to the
    texts on it."""
    scale = Scale(graph.sheet, (graph.width, graph.height), graph.names.__getitem__)
    placing = _Placing(scale, scale.wide(TEN_MIN_S))
    lines = [(passage, *placing.ours(passage)) for passage in ours]
    return (
        tuple(TrainLine(passage, "", points, labels) for passage, points, labels in lines),
        tuple(placing.marker(m, n, words) for m, n, words in zip(markers, numbers, said, strict=True)),
    )


_Drawn = tuple[Points, tuple[PlacedText, ...]]


class _Placing:
    """Texts beside lines, the most wanted first: times of the train all is about, numbers of rings, numbers of other
    trains, their times where published, and their numbers again and again."""

    def __init__(self, scale: Scale, ten: float) -> None:
        self._scale = scale
        self._room = TextPlacer(scale.frame)
        self._digits = ten >= DIGIT_GAP
        self.dense = ten * 6 < DENSE_GAP

    def ours(self, passage: Passage) -> _Drawn:
        points = self._scale.points(passage.points)
        self._room.keep_clear(points)
        found = [self._room.place(places) for places in minute_places(passage, points, OURS_LIFT, self._digits)]
        if passage.train:
            found += [self._room.place(p) for p in number_places(self._inside(points), passage.train, OURS_LIFT)]
        return points, tuple(label for label in found if label)

    def others(self, passages: Sequence[Passage]) -> list[_Drawn]:
        lines = [self._scale.points(passage.points) for passage in passages]
        labels: list[list[PlacedText | None]] = [[] for _ in passages]
        if not self.dense:
            numbers = [
                list(number_places(self._inside(line), p.train, LIFT)) for p, line in zip(passages, lines, strict=True)
            ]
            for which, places in enumerate(numbers):
                labels[which] += [self._room.place(choices) for choices in places[:1]]
            if self._digits:
                for which, (passage, line) in enumerate(zip(passages, lines, strict=True)):
                    minutes = minute_places(passage, line, LIFT, ruled=True, stops_only=True)
                    labels[which] += [self._room.place(choices) for choices in minutes]
            for which, places in enumerate(numbers):
                labels[which] += [self._room.place(choices) for choices in places[1:]]
        return [(line, tuple(label for label in placed if label)) for line, placed in zip(lines, labels, strict=True)]

    def marker(self, marker: ConflictMarker, number: int, said: str) -> DrawnMarker:
        spots = [(self._scale.x(second), self._scale.y(place)) for second, place in marker.spots]
        return DrawnMarker(number, said, tuple((spot, self._room.place(_around(*spot, str(number)))) for spot in spots))

    def _inside(self, points: Points) -> Points:
        """The part of a line that is on the sheet."""
        left, _top, right, _bottom = self._scale.frame
        cut: list[Point] = []
        for (x, y), (to_x, to_y) in pairwise(points):
            if to_x <= left or x >= right:
                continue
            rise = (to_y - y) / ((to_x - x) or 1)
            for at in (max(x, left), min(to_x, right)):
                point = (at, to_y if at == to_x else y + (at - x) * rise)
                if not cut or cut[-1] != point:
                    cut.append(point)
        return tuple(cut)


def _around(x: float, y: float, text: str) -> list[PlacedText]:
    """Where the number of a ring may stand."""
    near, far = RING + 2, 2 * RING + 4
    rows: tuple[tuple[float, float], ...] = (
        (near, -6.0),
        (near, 14.0),
        (-near - 9 * len(text), -6.0),
        (-near - 9 * len(text), 14.0),
        (far, -16.0),
    )
    rows += ((far, 26.0), (-far - 9 * len(text), -16.0), (-far - 9 * len(text), 26.0), (-5, -14.0), (-5, 24.0))
    return [PlacedText("ring", text, round(x + right, 1), round(y + down, 1)) for right, down in rows]
