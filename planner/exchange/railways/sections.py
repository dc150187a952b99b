"""The sections of a railway: between neighbours on its lines, or where there are no lines, as its trains run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from pyproj import Geod

from planner.exchange.trains import GraphLine, StationPoint, Timetable, TrainGraph

SHORTEST_KM = 0.1  # stations at one kilometre post
SKIPPED = 1.15  # a leg no shorter than others together by more than this share runs over them
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class LineSection:
    """Two neighbouring stations of a line; `estimated`: the kilometres are those of a straight line."""

    line: str
    one: str
    other: str
    km: float
    estimated: bool = False


def graph_sections(graph: TrainGraph) -> tuple[LineSection, ...]:
    """The sections of all lines, each pair of neighbours once a line; of a railway without lines those of its trains.

    A leg between two calls counts as a section unless others lead there over hardly more kilometres: a train that calls
    less often runs over the sections of one that calls more often.
    """
    if graph.lines:
        return tuple(section for n, line in enumerate(graph.lines, 1) for section in _of_line(line, n))
    return tuple(_of_trains(graph.timetable))


def _of_line(line: GraphLine, number: int) -> Iterator[LineSection]:
    for one, other in pairwise(line.stations):
        km = round(abs(other.km - one.km), 3)
        yield LineSection(line.name or (f"#{number}" if number > 1 else ""), one.name, other.name, max(km, SHORTEST_KM))


def _of_trains(timetable: Timetable) -> Iterator[LineSection]:
    points = {station.name: station for station in timetable.stations}
    legs: dict[tuple[str, str], tuple[float, bool]] = {}
    for run in timetable.runs:
        for one, other in pairwise(run.calls):
            ends = min(one.station, other.station), max(one.station, other.station)
            known = None if one.km is None or other.km is None else round(other.km - one.km, 3)
            km = known if known is not None else _straight_km(points[one.station], points[other.station])
            if km is not None and (ends not in legs or (known is not None and legs[ends][1])):
                legs[ends] = max(km, SHORTEST_KM), known is None
    near: dict[str, list[tuple[str, float]]] = {}
    for (one_name, other_name), (km, estimated) in sorted(legs.items(), key=lambda leg: leg[1]):
        if _shortest(near, one_name, other_name, km * SKIPPED) is None:
            near.setdefault(one_name, []).append((other_name, km))
            near.setdefault(other_name, []).append((one_name, km))
            yield LineSection("", one_name, other_name, km, estimated)


def _straight_km(one: StationPoint, other: StationPoint) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return round(float(_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000, 1)


def _shortest(near: dict[str, list[tuple[str, float]]], origin: str, target: str, most: float) -> float | None:
    """Kilometres between two stations over the sections so far, if they are no more than `most`."""
    best, queue = {origin: 0.0}, [(0.0, origin)]
    while queue:
        km, at = heappop(queue)
        if at == target:
            return km
        for there, step in near.get(at, ()):
            if km + step <= most and km + step < best.get(there, most + 1):
                best[there] = km + step
                heappush(queue, (km + step, there))
    return None


def stations_of(sections: Iterable[LineSection]) -> tuple[str, ...]:
    """All stations of the sections, once."""
    return tuple(dict.fromkeys(name for section in sections for name in (section.one, section.other)))
