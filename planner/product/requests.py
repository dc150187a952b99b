"""What a train asks of the stations it stops at: water, sewage, a track to stand on, platforms, a change of crew.

Computed of its calls and its stock. What a station can do is taken from the facts or from what the planner assumed;
what neither says stays unknown and is to be asked there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from planner.facts import Facts
from planner.train.check import SERVICE_MIN, SIGHT_MIN
from planner.train.infrastructure import facilities
from planner.train.types import TrainSpec

What = Literal["water", "sewage", "stabling", "platform", "step_free", "crew"]
ORDER: tuple[What, ...] = ("platform", "step_free", "stabling", "water", "sewage", "crew")


@dataclass(frozen=True)
class StationRequest:
    """One thing asked of a station, while the train stands there from minute `begin` to `end`. `known` is whether it
    has it (yes, no, None: nobody knows), `assumed`: as the planner said; `amount` metres of a platform or track, or
    minutes at work of a crew. With `upto` it is asked of the way to that station: nothing on it suits."""

    station: str
    what: What
    begin: int
    end: int
    known: str | None = None
    assumed: bool = False
    amount: int | None = None
    upto: str = ""


@dataclass(frozen=True)
class _Stop:
    station: str
    arrive: int
    depart: int

    @property
    def stands(self) -> int:
        return self.depart - self.arrive


def requests_of(facts: Facts, spec: TrainSpec) -> tuple[StationRequest, ...]:
    """Everything asked, by station in the order of the run."""
    stops = list(_stops(spec))
    found = [*_platforms(facts, spec, stops), *_servicing(facts, spec, stops), *_crews(facts, spec, stops)]
    return tuple(sorted(found, key=lambda each: (each.begin, each.end, ORDER.index(each.what))))


def _stops(spec: TrainSpec) -> Iterator[_Stop]:
    ends = (spec.calls[0], spec.calls[-1])
    for each in spec.calls:
        arrive, depart = each.arrive, each.depart
        first, last = (depart if arrive is None else arrive), (arrive if depart is None else depart)
        if first is not None and last is not None and (each in ends or last > first):
            yield _Stop(each.station, first, last)


def _platforms(facts: Facts, spec: TrainSpec, stops: list[_Stop]) -> Iterator[StationRequest]:
    """Somewhere for everybody to get in and out, without steps if the train is to have none, and for long stops a track
    of its own."""
    length = spec.case.length_m
    for stop in stops:
        offers = facilities(facts.rail.stations, stop.station, spec.case.assumes)
        enough = None if length is None or offers.platform_m is None else "yes" if offers.platform_m >= length else "no"
        yield _asked(stop, "platform", enough, "platform_m" in offers.assumed, length)
        yield _asked(stop, "step_free", offers.step_free_train, "step_free_train" in offers.assumed)
        if stop.stands > SIGHT_MIN:
            yield _asked(stop, "stabling", offers.stabling, "stabling" in offers.assumed, length)


def _servicing(facts: Facts, spec: TrainSpec, stops: list[_Stop]) -> Iterator[StationRequest]:
    """Full tanks at the start, then water and sewage in time: at every stop by day, and between as late as will do."""

    def serves(stop: _Stop) -> bool:
        offers = facilities(facts.rail.stations, stop.station, spec.case.assumes)
        return stop.stands >= SERVICE_MIN and "no" not in (offers.water, offers.sewage)

    limit = round(60 * facts.rules.number("servicing-hours"))
    chosen, late = _spaced(stops, limit, serves, lambda stop: stop.stands > SIGHT_MIN and serves(stop))
    for place in (0, *chosen):
        stop = stops[place]
        offers = facilities(facts.rail.stations, stop.station, spec.case.assumes)
        yield _asked(stop, "water", offers.water, "water" in offers.assumed)
        yield _asked(stop, "sewage", offers.sewage, "sewage" in offers.assumed)
    for first, last in late:
        for what in ("water", "sewage"):
            yield _on_the_way(stops[first], stops[last], what)


def _crews(facts: Facts, spec: TrainSpec, stops: list[_Stop]) -> Iterator[StationRequest]:
    """Where crews change: as the planner said, else at every stop by day and wherever one would work too long."""
    crew = spec.case.crew
    shortest = facts.rules.whole("crew-change-min")

    def changes(stop: _Stop) -> bool:
        return stop.stands >= shortest if crew is None else stop.station in crew

    limit = round(60 * facts.rules.number("crew-hours"))
    chosen, late = _spaced(
        stops, limit, changes, lambda stop: stop.stands > SIGHT_MIN if crew is None else stop.station in crew
    )
    for since, place in pairwise((0, *chosen)):
        worked = stops[place].arrive - stops[since].depart
        yield _asked(stops[place], "crew", None if crew is None else "yes", crew is not None, worked)
    for first, last in late:
        yield _on_the_way(stops[first], stops[last], "crew")


def _spaced(
    stops: list[_Stop], limit: int, able: Callable[[_Stop], bool], always: Callable[[_Stop], bool]
) -> tuple[list[int], list[tuple[int, int]]]:
    """The stops to use so that no more than `limit` minutes lie between two, the fewest; and where that cannot be: from
    which stop to which."""
    chosen, late = list[int](), list[tuple[int, int]]()
    start, spare = 0, -1
    for place, stop in enumerate(stops[1:], 1):
        if spare > start and stop.arrive - stops[start].depart > limit:
            chosen.append(spare)
            start = spare
        over, last = stop.arrive - stops[start].depart > limit, place == len(stops) - 1
        if over and (last or able(stop)):
            late.append((start, place))
        if not last and (always(stop) or (over and able(stop))):
            chosen.append(place)
            start = place
        elif able(stop):
            spare = place
    return chosen, late


def _asked(
    stop: _Stop, what: What, known: str | None, assumed: bool, amount: int | None = None
) -> StationRequest:  # fmt: skip
    return StationRequest(stop.station, what, stop.arrive, stop.depart, known, assumed, amount)


def _on_the_way(first: _Stop, last: _Stop, what: What) -> StationRequest:
    minutes = last.arrive - first.depart
    return StationRequest(first.station, what, first.depart, last.arrive, "no", amount=minutes, upto=last.station)
