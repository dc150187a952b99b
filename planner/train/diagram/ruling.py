"""The paper a train graph is drawn on: time to the right, kilometres downwards, hours, days and stations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.clock import DAY_S
from planner.train.diagram.labels import TEXT_PX, PlacedText, Point, spread, text_width
from planner.train.diagram.time_distance_diagram import TimeDistanceDiagram

TOP, BOTTOM = 48, 50
MARGIN = 28  # between the sheet and the names of stations: room for lines that lead to them
TEN_MIN_S = 600
TEN_GAP = 4  # ten minutes narrower than this are not ruled
DIGIT_GAP = 9  # where they are narrower than this, a digit of the minute would not say which
HALF_GAP = 5  # half-hours narrower than this are not ruled
HOUR_GAP = 26  # hours nearer than this to the one before are ruled without their number
DENSE_GAP = 24  # where an hour is narrower than this, grey lines are too near for their numbers
DAY_GAP = 70  # days nearer than this to the one before are not written
NAME_GAP = 17  # from one station's name to the next
LEAD = 14  # so far from its line a passed station's name may be led


@dataclass(frozen=True)
class StationLine:
    """A station's line across the diagram; `label` is its name at the left, None if there is no room for it, `km` how
    far it lies from the first, `also` its name at the right."""

    name: str
    y: float
    label: PlacedText | None
    km: PlacedText | None = None
    also: PlacedText | None = None


class Scale:
    """Seconds to the right, places on the way downwards by their kilometre."""

    def __init__(self, sheet: TimeDistanceDiagram, size: tuple[int, int], name: Callable[[str], str]) -> None:
        width, height = size
        self.way, self.begin = sheet.way, sheet.span[0]
        self.names = round(max(text_width(name(passing.station), TEXT_PX["station"]) for passing in sheet.way))
        self.kms = round(text_width(f"{sheet.way[-1].km:.0f}", TEXT_PX["km"]))
        self.frame = self.names + self.kms + MARGIN + 12, TOP, width - self.names - MARGIN - 4, height - BOTTOM
        self.km_from, km_to = sheet.way[0].km, max(sheet.way[-1].km, sheet.way[0].km + 1)
        left, top, right, bottom = self.frame
        self.right = (right - left) / (sheet.span[1] - sheet.span[0])
        self.down = (bottom - top) / (km_to - self.km_from)

    def wide(self, seconds: int) -> float:
        return seconds * self.right

    def x(self, second: float) -> float:
        return round(self.frame[0] + (second - self.begin) * self.right, 1)

    def y(self, place: float) -> float:
        low = min(int(place), len(self.way) - 2)
        km = self.way[low].km + (place - low) * (self.way[low + 1].km - self.way[low].km)
        return round(TOP + (km - self.km_from) * self.down, 1)

    def points(self, spots: Sequence[tuple[int, int]]) -> tuple[Point, ...]:
        return tuple((self.x(second), self.y(place)) for second, place in spots)


def hours(scale: Scale, ruled: Sequence[int]) -> tuple[tuple[str, float], ...]:
    """Full hours, numbered where there is room: every one, else every 2nd, 3rd, 6th or 12th."""
    step = next((step for step in (1, 2, 3, 6) if scale.wide(step * 3600) >= HOUR_GAP), 12)
    fine = 3600 if scale.wide(3600) >= HALF_GAP else 3 * 3600
    return tuple(
        (f"{s // 3600 % 24:02d}" if s % (step * 3600) == 0 else "", scale.x(s)) for s in ruled if s % fine == 0
    )


def days(scale: Scale, ruled: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """Where a day begins that is not the first; the first one at the edge, if others follow and there is room."""
    begins = [(s // DAY_S + 1, scale.x(s)) for s in ruled[:-1] if s % DAY_S == 0 and s > scale.begin]
    before, left = scale.begin // DAY_S + 1, float(scale.frame[0])
    if begins and before > 0:
        begins.insert(0, (before, left))
    shown: list[tuple[int, float]] = []
    for day, x in reversed(begins):
        if not shown or shown[-1][1] - x >= DAY_GAP:
            shown.append((day, x))
    return tuple(reversed(shown))


def station_lines(scale: Scale, calls: frozenset[str], name: Callable[[str], str]) -> tuple[StationLine, ...]:
    """Names where there is room, a little off their line if need be: the ends and calls first, then those with most
    room about them."""
    ys = [scale.y(place) for place in range(len(scale.way))]
    named = _named([passing.station for passing in scale.way], ys, calls, scale.frame[3] - TOP)
    places = dict(zip(named, spread([ys[n] for n in named], NAME_GAP, TOP, scale.frame[3]), strict=True))
    lines = []
    for number, passing in enumerate(scale.way):
        y = ys[number]
        if number not in places:
            lines.append(StationLine(passing.station, y, None))
            continue
        base = round(places[number] + 5, 1)
        km = f"{passing.km - scale.km_from:.0f}"
        at = round(scale.frame[0] - MARGIN + 4 - text_width(km, TEXT_PX["km"]), 1)
        words = name(passing.station)
        beside = PlacedText("station", words, scale.frame[2] + MARGIN - 4, base)
        lines.append(
            StationLine(
                passing.station, y, PlacedText("station", words, 4, base), PlacedText("km", km, at, base - 1), beside
            )
        )
    return tuple(lines)


def _named(stations: Sequence[str], ys: Sequence[float], calls: frozenset[str], height: float) -> list[int]:
    """The numbers of the stations to be named, in order."""
    last = len(ys) - 1
    room = [min(abs(y - ys[n]) for n in (number - 1, number + 1) if 0 <= n <= last) for number, y in enumerate(ys)]
    order = sorted(range(len(ys)), key=lambda n: (n not in (0, last), stations[n] not in calls, -room[n], n))
    named: list[int] = []
    for number in order:
        chosen = sorted((*named, number))
        if (len(chosen) - 1) * NAME_GAP > height:
            break
        wanted = [ys[n] for n in chosen]
        moved = spread(wanted, NAME_GAP, TOP, TOP + height)
        if stations[number] in calls or all(abs(a - b) <= LEAD for a, b in zip(wanted, moved, strict=True)):
            named = chosen
    return named
