"""The geometry of a time-distance diagram: stations by kilometre downwards, time to the right. No drawing here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.catalog.queries import RailFacts
from planner.errors import Unknown
from planner.train.check import Possession
from planner.train.check.meetings import possession_links
from planner.train.network import quickest_way
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
class Shut:
    """A possession: a box from `x[0]` to `x[1]`, `y[0]` to `y[1]`."""

    name: str
    x: tuple[float, float]
    y: tuple[float, float]


@dataclass(frozen=True)
class Clash:
    """Where the judge found something, and the sentence that says what."""

    x: float
    y: float
    said: str


@dataclass(frozen=True)
class Diagram:
    """Everything in drawing units; `others` are (train number, way) of published trains in these hours. `ours` is empty
    where only the line is shown.

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
    shut: tuple[Shut, ...] = ()
    clashes: tuple[Clash, ...] = ()


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


def line_way(rail: RailFacts, stations: Sequence[str]) -> tuple[Passing, ...]:
    """The conventional lines from station to station as a way without times, kilometres counted on.

    Raises
    ------
    Unknown
        If a station is not known, or there is no way to it.
    """
    table = running_table(rail)
    network, way = table.network, [Passing(stations[0], 0, 0, 0.0, None)]
    for station in stations:
        if station not in network.numbers:
            raise Unknown("station", station)
    for one, other in pairwise(stations):
        steps = quickest_way(network, table.loco_s, network.numbers[one], network.numbers[other])
        if not steps:
            raise Unknown("way", f"{one}–{other}")
        for step in steps:
            link = network.links[step.link]
            way.append(Passing(network.names[step.target], 0, 0, round(way[-1].km + link.km, 1), link.line))
    return tuple(way)


def diagram(
    rail: RailFacts,
    way: Sequence[Passing],
    calls: set[str],
    hours_s: tuple[int, int] | None = None,
    possessions: Sequence[Possession] = (),
    found: Sequence[tuple[str, str]] = (),
) -> Diagram:
    """The diagram of one way. `hours_s` are the first and the last second shown, else the way's own times set them.

    `found` is what the judge found: where ("A → B" or a station) and the sentence.
    """
    timed = way[-1].arrive_s > way[0].depart_s
    begin, end = hours_s or (way[0].depart_s - MARGIN_S, way[-1].arrive_s + MARGIN_S)
    km_from, km_to = way[0].km, max(way[-1].km, way[0].km + 1)
    x_scale = (WIDTH - LEFT - RIGHT) / (end - begin)
    y_scale = (HEIGHT - TOP - BOTTOM) / (km_to - km_from)

    def x(second: float) -> float:
        return round(LEFT + (second - begin) * x_scale, 1)

    def y(km: float) -> float:
        return round(TOP + (km - km_from) * y_scale, 1)

    ours: list[tuple[float, float]] = []
    for number, passing in enumerate(way if timed else ()):
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
        shut=tuple(
            Shut(name, (max(x(low), LEFT), min(x(high), WIDTH - RIGHT)), (y(kms[0]), y(kms[1])))
            for name, low, high, kms in _shut(rail, way, possessions, begin, end)
        ),
        clashes=tuple(
            Clash(x(second), y(km), said) for where, said in found for second, km in _places(way, where) if timed
        ),
    )  # fmt: skip


def _shut(
    rail: RailFacts, way: Sequence[Passing], possessions: Sequence[Possession], begin: int, end: int
) -> Iterator[tuple[str, int, int, tuple[float, float]]]:
    """Possessions on the way: name, seconds and kilometres, one for each section and day shown."""
    network = running_table(rail).network
    for possession in possessions:
        links = [network.links[number] for number in possession_links(rail, possession)]
        pairs = {frozenset((network.names[link.one], network.names[link.other])) for link in links}
        for one, other in pairwise(way):
            if frozenset((one.station, other.station)) in pairs:
                for day in range(begin // DAY_S - 1, end // DAY_S + 1):
                    low, high = day * DAY_S + possession.begin * 60, day * DAY_S + possession.end * 60
                    if high > begin and low < end:
                        yield possession.name, low, high, (one.km, other.km)


def _places(way: Sequence[Passing], where: str) -> Iterator[tuple[float, float]]:
    """The second and the kilometre at which we are in a section or a station."""
    first, _, last = where.partition(" → ")
    for one, other in pairwise(way):
        if (one.station, other.station) == (first, last):
            yield (one.depart_s + other.arrive_s) / 2, (one.km + other.km) / 2
    if not last:
        yield from ((passing.arrive_s, passing.km) for passing in way if passing.station == first)


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
