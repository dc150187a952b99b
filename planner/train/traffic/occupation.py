"""Who stands at a station when, and on how few tracks it all fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.caching import memoize
from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.infrastructure import running_table
from planner.train.traffic.published import TrainStay, stays
from planner.train.types import Passing


@dataclass(frozen=True)
class TrackStay:
    """A train at a station, seconds from 00:00 of the first day; the same second if it runs through. `own`: it is not
    a published one. `track` counts from 0 and is no track's number: the first one free when the train comes."""

    train: str
    own: bool
    arrive_s: int
    depart_s: int
    track: int


def station_occupation(
    rail: RailFacts, station: str, own: Mapping[str, Sequence[Passing]], span: tuple[int, int]
) -> tuple[TrackStay, ...]:
    """All trains there in some seconds, published ones each day, in the order they come. They take as many tracks as
    stand there at once at most: no way to share them out takes fewer."""
    begin, end = span
    there = [
        (passing.arrive_s, passing.depart_s, name, True)
        for name, way in own.items()
        for passing in way
        if passing.station == station and passing.arrive_s <= end and passing.depart_s >= begin
    ]
    for stay in _published(rail).get(station, ()):
        for day in range((begin - stay.depart_s) // DAY_S, (end - stay.arrive_s) // DAY_S + 1):
            arrive, depart = stay.arrive_s + day * DAY_S, stay.depart_s + day * DAY_S
            if arrive <= end and depart >= begin:
                there.append((arrive, depart, stay.train, False))
    return tuple(_shared_out(sorted(set(there))))


def most_at_once(found: Sequence[TrackStay]) -> tuple[int, int]:
    """How many stand there at the fullest second, and when that is first; (0, 0) if none comes."""
    moments = ((sum(s.arrive_s <= one.arrive_s <= s.depart_s for s in found), one.arrive_s) for one in found)
    return max(moments, key=lambda moment: (moment[0], -moment[1]), default=(0, 0))


def _shared_out(there: Sequence[tuple[int, int, str, bool]]) -> Iterator[TrackStay]:
    free_from: list[int] = []
    for arrive, depart, train, own in there:
        track = next((number for number, free in enumerate(free_from) if free < arrive), len(free_from))
        free_from[track:] = [depart, *free_from[track + 1 :]]
        yield TrackStay(train, own, arrive, depart, track)


@memoize(key=lambda rail: rail.digest)
def _published(rail: RailFacts) -> dict[str, list[TrainStay]]:
    names = running_table(rail).network.names
    found: dict[str, list[TrainStay]] = {}
    for stay in stays(rail):
        found.setdefault(names[stay.station], []).append(stay)
    return found
