"""The geometry of a time-distance diagram: stations by kilometre downwards, time to the right. No drawing here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.catalog.queries import RailFacts
from planner.train.running import running_table
from planner.train.timetable import Cruise, Passing
from planner.train.traffic import published_traffic

WIDTH, HEIGHT = 1200, 640
LEFT, RIGHT, TOP, BOTTOM = 110, 20, 30, 20
DAY_S = 86_400
MARGIN_S = 1800
TEN_MIN_S = 600
TEN_GAP = 4  # ten minutes narrower than this are not ruled
NAME_GAP = 18  # station names nearer than this are left out, calls first

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class StationLine:
    """A station's line across the diagram; `named` if there is room for its name."""

    name: str
    y: float
    named: bool


@dataclass(frozen=True)
class Diagram:
    """Everything in drawing units; `others` are (train number, way) of published trains in these hours.

    The sheet is ruled as Chinese train graphs are: `hours` bold, `halves` dashed, `tens` fine.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    stations: tuple[StationLine, ...]
    hours: tuple[tuple[str, float], ...]
    halves: tuple[float, ...]
    tens: tuple[float, ...]
    ours: Points
    others: tuple[tuple[str, Points], ...]
    trains: int


def stages(cruise: Cruise) -> list[tuple[Passing, ...]]:
    """The way cut at the calls by day; each stage begins and ends standing."""
    sights = {(call.station, call.km) for call in cruise.calls if call.purpose == "sight"}
    result, current = [], [cruise.passings[0]]
    for passing in cruise.passings[1:]:
        current.append(passing)
        if (passing.station, passing.km) in sights:
            result.append(tuple(current))
            current = [passing]
    return [*result, tuple(current)]


def diagram(rail: RailFacts, way: Sequence[Passing], calls: set[str]) -> Diagram:
    """The diagram of one way; its first departure and last arrival set the hours shown."""
    begin, end = way[0].depart_s - MARGIN_S, way[-1].arrive_s + MARGIN_S
    km_from, km_to = way[0].km, max(way[-1].km, way[0].km + 1)
    x_scale = (WIDTH - LEFT - RIGHT) / (end - begin)
    y_scale = (HEIGHT - TOP - BOTTOM) / (km_to - km_from)

    def x(second: float) -> float:
        return round(LEFT + (second - begin) * x_scale, 1)

    def y(km: float) -> float:
        return round(TOP + (km - km_from) * y_scale, 1)

    ours: list[tuple[float, float]] = []
    for number, passing in enumerate(way):
        if number:
            ours.append((x(passing.arrive_s), y(passing.km)))
        if number < len(way) - 1 and (number == 0 or passing.depart_s > passing.arrive_s):
            ours.append((x(passing.depart_s), y(passing.km)))
    others = _others(rail, way, begin, end)
    ruled = range(-(-begin // TEN_MIN_S) * TEN_MIN_S, end + 1, TEN_MIN_S)
    fine = x_scale * TEN_MIN_S >= TEN_GAP
    drawn = tuple((train, tuple((x(s), y(km)) for s, km in points)) for train, points in others)
    return Diagram(
        WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM,
        stations=_stations([(p.station, y(p.km)) for p in way], calls),
        hours=tuple((_clock(s), x(s)) for s in range(-(-begin // 3600) * 3600, end + 1, 3600)),
        halves=tuple(x(s) for s in ruled if s % 3600 == 1800),
        tens=tuple(x(s) for s in ruled if s % 1800) if fine else (),
        ours=tuple(ours),
        others=drawn,
        trains=len({train for train, _ in drawn}),
    )  # fmt: skip


def _others(
    rail: RailFacts, way: Sequence[Passing], begin: int, end: int
) -> list[tuple[str, list[tuple[float, float]]]]:
    """Published trains' runs through the sections of the way, shifted to the days shown, joined where they go on."""
    table = running_table(rail)
    numbers = table.network.numbers
    km_at = {}
    for one, other in pairwise(way):
        a, b = numbers[one.station], numbers[other.station]
        km_at[a, b], km_at[b, a] = (one.km, other.km), (other.km, one.km)
    pieces: list[tuple[str, list[tuple[float, float]]]] = []
    for run in published_traffic(rail):
        kms = km_at.get((run.origin, run.target))
        if kms is None:
            continue
        for day in range((begin - run.leave_s) // DAY_S, (end - run.enter_s) // DAY_S + 1):
            enter, leave = run.enter_s + day * DAY_S, run.leave_s + day * DAY_S
            if leave < begin or enter > end:
                continue
            if (
                pieces
                and pieces[-1][0] == run.train
                and pieces[-1][1][-1][1] == kms[0]
                and pieces[-1][1][-1][0] <= enter
            ):
                pieces[-1][1].extend([(enter, kms[0]), (leave, kms[1])])
            else:
                pieces.append((run.train, [(enter, kms[0]), (leave, kms[1])]))
    return pieces


def _stations(rows: list[tuple[str, float]], calls: set[str]) -> tuple[StationLine, ...]:
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


def _clock(second: int) -> str:
    return f"{second // 3600 % 24:02d}"
