"""A silver train of several days as a planner lays it out: an overview of the whole, and a panel for each night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.catalog import RailFacts
from planner.train.check import Possession
from planner.train.diagram.diagram import WIDTH, Diagram, Name, draw
from planner.train.diagram.markers import ConflictMarker
from planner.train.diagram.passages import whole_passage
from planner.train.diagram.sources import night_ways
from planner.train.diagram.time_distance_diagram import DiagramRequest, TimeDistanceDiagram, make_diagram
from planner.train.types import Cruise

OVERVIEW_HEIGHT = 420
EDGE_S = 5 * 3600  # of the overview, before and after: room for the first time and the last


@dataclass(frozen=True)
class CruiseSheets:
    """The panels, the overview first, and the numbers of their markers: the same thing has one number on all."""

    overview: TimeDistanceDiagram
    nights: tuple[TimeDistanceDiagram, ...]
    numbers: tuple[tuple[int, ...], ...]  # by night and marker

    @property
    def markers(self) -> list[tuple[ConflictMarker, TimeDistanceDiagram]]:
        """Each once, in the order of numbers, with a panel it is on."""
        first: dict[int, tuple[ConflictMarker, TimeDistanceDiagram]] = {}
        for night, numbers in zip(self.nights, self.numbers, strict=True):
            for marker, number in zip(night.markers, numbers, strict=True):
                first.setdefault(number, (marker, night))
        return list(first.values())

    def drawn(self, rail: RailFacts, said: Sequence[str], size: tuple[int, int], name: Name = str) -> list[Diagram]:
        """The overview and the nights; `said` is a sentence for each of `markers`."""
        wide, high = size
        overview = draw(rail, self.overview, (), (wide, min(high, OVERVIEW_HEIGHT * wide // WIDTH)), name)
        return [
            overview,
            *(
                draw(rail, night, [said[number - 1] for number in numbers], size, name, numbers)
                for night, numbers in zip(self.nights, self.numbers, strict=True)
            ),
        ]


def cruise_sheets(
    rail: RailFacts, cruise: Cruise, possessions: Sequence[Possession] = (), found: Sequence[str] = ()
) -> CruiseSheets:
    """The sheets of a silver train; `found` is where the checker finds something."""
    nights = [
        make_diagram(rail, DiagramRequest(passings=way, possessions=tuple(possessions)), found)
        for way in night_ways(cruise)
    ]
    known: dict[tuple[object, ...], int] = {}
    numbers = tuple(
        tuple(known.setdefault(_same(marker), len(known) + 1) for marker in night.markers) for night in nights
    )
    return CruiseSheets(_overview(cruise), tuple(nights), numbers)


def _same(marker: ConflictMarker) -> tuple[object, ...]:
    met = () if marker.kind == "found" else (marker.trains, marker.second)
    return marker.kind, marker.index, *met


def _overview(cruise: Cruise) -> TimeDistanceDiagram:
    """The train alone, with the stations it calls at by day and its ends."""
    shown = {(call.station, call.km) for call in cruise.calls if call.purpose in ("origin", "sight", "end")}
    way = tuple(passing for passing in cruise.passings if (passing.station, passing.km) in shown)
    span = way[0].depart_s - EDGE_S, way[-1].arrive_s + EDGE_S
    calls = frozenset(passing.station for passing in way)
    return TimeDistanceDiagram(way, calls, span, (whole_passage(way),), ())
