"""The geometry of a time-distance diagram: stations by kilometre downwards, time to the right. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.check import Possession
from planner.train.diagram.passages import Passage, class_of
from planner.train.diagram.time_distance_diagram import TimeDistanceDiagram, timed_diagram
from planner.train.types import Passing

WIDTH, HEIGHT = 1200, 640
SIZES = {"a4": (1200, 780), "a3": (1700, 1130)}  # landscape sheets, so that letters are printed equally large on both
LEFT, RIGHT, TOP, BOTTOM = 110, 20, 48, 50
TEN_MIN_S = 600
TEN_GAP = 4  # ten minutes narrower than this are not ruled
HALF_GAP = 5  # the same for half-hours
HOUR_GAP = 26  # hours nearer than this to the one before are ruled without their number
DENSE_GAP = 24  # where an hour is narrower than this, grey lines are too near for their numbers
NAME_GAP = 18  # station names nearer than this are left out, calls first

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class StationLine:
    """A station's line across the diagram; `named` if there is room for its name."""

    name: str
    y: float
    named: bool


@dataclass(frozen=True)
class TrainLine:
    """A train drawn; `kind` is its class, "" for one that is not published."""

    passage: Passage
    kind: str
    points: Points


@dataclass(frozen=True)
class PossessionBox:
    """A possession between two stations: a box from `x[0]` to `x[1]`, `y[0]` to `y[1]`."""

    between: tuple[str, str]
    x: tuple[float, float]
    y: tuple[float, float]


@dataclass(frozen=True)
class DrawnMarker:
    """A marker, and the sentence that says what is there."""

    x: float
    y: float
    said: str


@dataclass(frozen=True)
class Diagram:
    """Everything in drawing units. `others` are published trains in these hours; `ours` is empty where only the line is
    shown; both in the order of `sheet`.

    The sheet is ruled as Chinese train graphs are: `hours` bold, `halves` dashed, `tens` fine. `days` are the midnights
    with the number of the day that begins, and the left edge with that of the first, if there are several. `dense`: the
    lines of others are too near each other to be numbered.
    """

    sheet: TimeDistanceDiagram
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
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
    possessions: Sequence[Possession] = (),
    found: Sequence[tuple[str, str]] = (),
) -> Diagram:
    """The diagram of one way. `hours_s` are the first and the last second shown, else the way's own times set them.

    `found` is what the checker found: where ("A → B" or a station) and the sentence.
    """
    sheet = timed_diagram(rail, way, calls, hours_s, possessions, [where for where, _ in found])
    return draw(rail, sheet, [found[marker.index][1] for marker in sheet.markers])


def draw(
    rail: RailFacts, sheet: TimeDistanceDiagram, said: Sequence[str], size: tuple[int, int] = (WIDTH, HEIGHT)
) -> Diagram:
    """The sheet in drawing units, on paper of that width and height; `said` is a sentence for each of its markers."""
    scale = _Scale(sheet, *size)
    others = tuple(scale.line(passage, class_of(rail, passage.train)) for passage in sheet.others)
    ours = (scale.line(p, class_of(rail, p.train) if p.train else "") for p in sheet.ours)
    begin, end = sheet.span
    ruled = range(-(-begin // TEN_MIN_S) * TEN_MIN_S, end + 1, TEN_MIN_S)
    ten = scale.wide(TEN_MIN_S)
    return Diagram(
        sheet, *size, LEFT, RIGHT, TOP, BOTTOM,
        stations=_stations([(p.station, scale.y(place)) for place, p in enumerate(sheet.way)], sheet.calls),
        hours=_hours(scale, ruled),
        days=_days(scale, ruled),
        halves=tuple(scale.x(s) for s in ruled if s % 3600 == 1800) if ten * 3 >= HALF_GAP else (),
        tens=tuple(scale.x(s) for s in ruled if s % 1800) if ten >= TEN_GAP else (),
        ours=tuple(ours),
        others=others,
        trains=len({line.passage.train for line in others}),
        dense=ten * 6 < DENSE_GAP,
        shut=tuple(
            PossessionBox(
                (sheet.way[shut.low].station, sheet.way[shut.low + 1].station),
                (max(scale.x(shut.begin_s), LEFT), min(scale.x(shut.end_s), size[0] - RIGHT)),
                (scale.y(shut.low), scale.y(shut.low + 1)),
            )
            for shut in sheet.closed
        ),
        markers=tuple(
            DrawnMarker(scale.x(marker.second), scale.y(marker.place), words)
            for marker, words in zip(sheet.markers, said, strict=True)
        ),
    )  # fmt: skip


class _Scale:
    """Seconds to the right, places on the way downwards by their kilometre."""

    def __init__(self, sheet: TimeDistanceDiagram, width: int, height: int) -> None:
        self.way, self.begin = sheet.way, sheet.span[0]
        self.km_from, km_to = sheet.way[0].km, max(sheet.way[-1].km, sheet.way[0].km + 1)
        self.right = (width - LEFT - RIGHT) / (sheet.span[1] - sheet.span[0])
        self.down = (height - TOP - BOTTOM) / (km_to - self.km_from)

    def wide(self, seconds: int) -> float:
        return seconds * self.right

    def x(self, second: float) -> float:
        return round(LEFT + (second - self.begin) * self.right, 1)

    def y(self, place: float) -> float:
        low = min(int(place), len(self.way) - 2)
        km = self.way[low].km + (place - low) * (self.way[low + 1].km - self.way[low].km)
        return round(TOP + (km - self.km_from) * self.down, 1)

    def line(self, passage: Passage, kind: str) -> TrainLine:
        return TrainLine(passage, kind, tuple((self.x(second), self.y(place)) for second, place in passage.points))


def _hours(scale: _Scale, ruled: Sequence[int]) -> tuple[tuple[str, float], ...]:
    """Full hours, numbered where there is room: every one, else every 2nd, 3rd, 6th or 12th."""
    step = next((step for step in (1, 2, 3, 6) if scale.wide(step * 3600) >= HOUR_GAP), 12)
    fine = 3600 if scale.wide(3600) >= HALF_GAP else 3 * 3600
    return tuple(
        (f"{s // 3600 % 24:02d}" if s % (step * 3600) == 0 else "", scale.x(s)) for s in ruled if s % fine == 0
    )


def _days(scale: _Scale, ruled: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """Where a day begins that is not the first; the first one at the edge, if others follow."""
    midnights = tuple((s // DAY_S + 1, scale.x(s)) for s in ruled[:-1] if s % DAY_S == 0 and s > scale.begin)
    before = scale.begin // DAY_S + 1
    return ((before, float(LEFT)), *midnights) if midnights and before > 0 else midnights


def _stations(rows: list[tuple[str, float]], calls: frozenset[str]) -> tuple[StationLine, ...]:
    """Names where there is room: first the ends and calls, then the others from the top."""
    taken: list[float] = []
    named = set()
    last = len(rows) - 1
    order = sorted(enumerate(rows), key=lambda r: (r[0] not in (0, last), r[1][0] not in calls, r[0]))
    for number, (_, y) in order:
        if all(abs(y - other) >= NAME_GAP for other in taken):
            taken.append(y)
            named.add(number)
    return tuple(StationLine(name, y, number in named) for number, (name, y) in enumerate(rows))
