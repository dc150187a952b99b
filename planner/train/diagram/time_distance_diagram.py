"""What is on a time-distance diagram: a way, hours, the trains on it, what is closed, and what is ringed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.train.check import Possession
from planner.train.diagram.markers import (
    ConflictMarker,
    DrawnPossession,
    conflict_markers,
    drawn_possessions,
    each_once,
    possession_markers,
    violation_markers,
)
from planner.train.diagram.passages import Passage, published_passages, train_passages, whole_passage
from planner.train.diagram.sources import line_way, published_way, within
from planner.train.infrastructure import all_possessions
from planner.train.types import Passing

MARGIN_S = 1800  # shown before and after a train that sets the hours


@dataclass(frozen=True)
class DiagramRequest:
    """What somebody wants to see. The way leads along `stations`; without any it is the train's own.

    The train in colour is a published one (`own`, by number) or `passings`. `span` is in seconds from 00:00 of the
    first day; None is all of `passings`, or the first day.
    """

    stations: tuple[str, ...] = ()
    own: str = ""
    passings: tuple[Passing, ...] = ()
    span: tuple[int, int] | None = None
    possessions: tuple[Possession, ...] = ()


@dataclass(frozen=True)
class TimeDistanceDiagram:
    """Everything on the sheet, before it is drawn. `calls` are stations to be named first. Lines are numbered through
    `ours` and then `others`, markers as they stand."""

    way: tuple[Passing, ...]
    calls: frozenset[str]
    span: tuple[int, int]
    ours: tuple[Passage, ...]
    others: tuple[Passage, ...]
    possessions: tuple[Possession, ...] = ()
    closed: tuple[DrawnPossession, ...] = ()
    markers: tuple[ConflictMarker, ...] = ()

    @property
    def stations(self) -> list[str]:
        return [passing.station for passing in self.way]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.ours + self.others


def make_diagram(rail: RailFacts, request: DiagramRequest, found: Sequence[str] = ()) -> TimeDistanceDiagram:
    """The sheet that is asked for. `found` is where the checker finds something about `passings`.

    Published trains in conflict are ringed, those of `own` only if it is given, none beside `passings`.

    Raises
    ------
    Unknown
        A station, `way` if none leads there, `train_shown` if the train is nowhere on the lines in these hours.
    """
    span = request.span or (_around(request.passings) if request.passings else (0, DAY_S))
    way = _way(rail, request, span)
    stations = [passing.station for passing in way]
    published = published_passages(rail, stations, span)
    if not request.passings:
        ours = tuple(passage for passage in published if passage.train == request.own)
    elif request.stations:
        ours = train_passages(stations, request.passings, span)
    else:
        ours = (whole_passage(way),)
    others = tuple(passage for passage in published if passage.train != request.own)
    possessions = all_possessions(rail, request.possessions)
    closed = tuple(drawn_possessions(rail, stations, possessions, span))
    markers = possession_markers(stations, ours + others, closed, span) + violation_markers(stations, ours, found, span)
    if not request.passings:
        markers += conflict_markers(rail, stations, published, span, request.own)
    calls = frozenset(request.stations or _calls(rail, request))
    return TimeDistanceDiagram(way, calls, span, ours, others, possessions, closed, each_once(markers))


def timed_diagram(
    rail: RailFacts, way: Sequence[Passing], calls: set[str], span: tuple[int, int] | None = None,
    possessions: Sequence[Possession] = (), found: Sequence[str] = (),
) -> TimeDistanceDiagram:  # fmt: skip
    """A train on its own way among the published ones, and where the checker found something; a way without times is
    shown without a train."""
    timed = way[-1].arrive_s > way[0].depart_s
    span = span or _around(way)
    stations = [passing.station for passing in way]
    ours = (whole_passage(way),) if timed else ()
    closed = all_possessions(rail, possessions)
    return TimeDistanceDiagram(
        way=tuple(way),
        calls=frozenset(calls),
        span=span,
        ours=ours,
        others=published_passages(rail, stations, span),
        possessions=closed,
        closed=tuple(drawn_possessions(rail, stations, closed, span)),
        markers=each_once(violation_markers(stations, ours, found, span)),
    )


def _around(train: Sequence[Passing]) -> tuple[int, int]:
    return train[0].depart_s - MARGIN_S, train[-1].arrive_s + MARGIN_S


def _way(rail: RailFacts, request: DiagramRequest, span: tuple[int, int]) -> tuple[Passing, ...]:
    if request.stations:
        return line_way(rail, request.stations)
    way = within(request.passings, span) if request.passings else published_way(rail, request.own)
    if not way:
        raise Unknown("train_shown", request.own)
    return way


def _calls(rail: RailFacts, request: DiagramRequest) -> list[str]:
    if request.passings:
        return [passing.station for passing in request.passings if passing.depart_s > passing.arrive_s]
    return [call.station for call in rail.calls[request.own]]
