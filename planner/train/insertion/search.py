"""The search for a path: what is asked, the ways between the calls, and the traffic on them; parts can be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement, pairwise, zip_longest

from planner.clock import DAY_S
from planner.errors import Unknown
from planner.facts import Facts
from planner.train.infrastructure import (
    START_S,
    STOP_S,
    DirectedLink,
    RunningTable,
    can_dwell,
    different_ways,
    quickest_ways,
    running_table,
)
from planner.train.insertion.build import WAIT_S, make_occupancy, slowest
from planner.train.insertion.request import PathRequest
from planner.train.insertion.solver import NEVER, FreeIntervals, Route, StationWindow, TrackOccupancy
from planner.train.placement import quickest_seconds

WAYS_BETWEEN = 5  # quickest ways looked at between two calls, and as many that share little
MOST_ROUTES = 16  # combinations of them
DETOUR = 1.5  # of the quickest way; longer ones are not looked at
SOON_S, SPARE_S = 2 * 3600, DAY_S  # how much longer than alone a train may take: at first, and at most
LOITER, LINGER_S = 2.0, 300  # of planning time, and beyond: as slow as published trains are, before large stations
MINUTE_S = 59  # a minute ends that many seconds after it began

Way = tuple[DirectedLink, ...]


@dataclass(frozen=True)
class PathSearch:
    """Everything a search needs, so that one part of it can be changed and the search repeated.

    `ways` are the ways through all calls, quickest first, each as the way between every two calls; they depend on the
    stations and on `min_running_s` alone.
    """

    request: PathRequest
    table: RunningTable
    occupancy: TrackOccupancy
    min_running_s: tuple[int, ...]
    max_running_s: tuple[int, ...]
    waiting: frozenset[int]  # stations with a track to wait on
    ways: tuple[tuple[Way, ...], ...]

    @cached_property
    def routes(self) -> tuple[tuple[Way, Route], ...]:
        """The ways with what the train may do on each."""
        return tuple((tuple(step for way in ways for step in way), self._route(ways)) for ways in self.ways)

    def windows(self) -> Iterator[tuple[int, int]]:
        """From the first second of departing to the last of arriving: a short time first, most paths lie in it."""
        first, last = self.request.calls[0].window, self.request.calls[-1].window
        begin = (first[0] or 0) * 60
        latest = NEVER if last[1] is None else last[1] * 60 + MINUTE_S
        opens = max((call.window[1] or call.window[0] or 0) for call in self.request.calls) * 60
        alone = max(begin, opens) + min(route.alone_s for _, route in self.routes)
        for spare in (SOON_S, SPARE_S):
            yield begin, min(latest, alone + spare)

    def slots(self, begin_s: int, end_s: int) -> FreeIntervals:
        """The free slots between two seconds, made once."""
        if (begin_s, end_s) not in self._slots:
            self._slots[begin_s, end_s] = FreeIntervals(self.occupancy, begin_s, end_s)
        return self._slots[begin_s, end_s]

    @cached_property
    def _slots(self) -> dict[tuple[int, int], FreeIntervals]:
        return {}

    def _route(self, ways: Sequence[Way]) -> Route:
        visits = [StationWindow(call=True, depart=_seconds_of(self.request.calls[0].window))]
        for way, call in zip(ways, self.request.calls[1:], strict=True):
            visits += [StationWindow(stops=step.target in self.waiting, stay=(WAIT_S, NEVER)) for step in way[:-1]]
            least, most = call.stay_s
            stay = least, NEVER if most is None else most
            visits.append(StationWindow(call=True, arrive=_seconds_of(call.window), stay=stay))
        steps = [step for way in ways for step in way]
        return Route(
            sections=tuple(step.link for step in steps),
            stations=(steps[0].origin, *(step.target for step in steps)),
            min_running_s=tuple(self.min_running_s[step.link] for step in steps),
            max_running_s=tuple(self.max_running_s[step.link] for step in steps),
            visits=tuple(visits),
            start_s=START_S,
            stop_s=STOP_S,
        )


def make_search(facts: Facts, request: PathRequest) -> PathSearch:
    """The search for a request among the published trains.

    Raises
    ------
    Unknown
        If a station is not on the network, or the train taken out is not published.
    """
    table = running_table(facts.rail)
    numbers, names = table.network.numbers, table.network.names
    for call in request.calls:
        if call.station not in numbers:
            raise Unknown("station", call.station)
    if request.away and request.away not in facts.rail.runs:
        raise Unknown("train_run", request.away)
    planned = table.stock_s[request.top_kmh]
    quick = request.running == "quickest"
    occupancy = make_occupancy(facts, request.away, request.assumes, request.possessions)
    min_running_s = quickest_seconds(facts.rail)[request.top_kmh] if quick else planned
    return PathSearch(
        request=request,
        table=table,
        occupancy=occupancy,
        min_running_s=min_running_s,
        max_running_s=tuple(round(seconds * LOITER) + LINGER_S if quick else slowest(seconds) for seconds in planned),
        waiting=frozenset(
            n for n, name in enumerate(names) if occupancy.tracks.get(n, can_dwell(facts.rail, name)) > 0
        ),
        ways=tuple(_ways(table, min_running_s, [call.station for call in request.calls])),
    )


def _ways(table: RunningTable, min_running_s: Sequence[int], stations: Sequence[str]) -> Iterator[tuple[Way, ...]]:
    """Ways through all stations, quickest first."""
    network, choices = table.network, []

    def seconds(way: Way) -> int:
        return sum(min_running_s[step.link] for step in way) + START_S + STOP_S

    for one, other in pairwise(stations):
        ends = network.numbers[one], network.numbers[other]
        near = quickest_ways(network, min_running_s, *ends, WAYS_BETWEEN)
        apart = different_ways(network, min_running_s, *ends, WAYS_BETWEEN)
        mixed = dict.fromkeys(way for pair in zip_longest(apart, near) for way in pair if way)
        choices.append([way for way in mixed if seconds(way) <= DETOUR * seconds(near[0])])
    if not all(choices):
        return
    whole = [tuple(ways[rank] for ways, rank in zip(choices, ranks, strict=True)) for ranks in _ranks(choices)]
    yield from sorted(whole, key=lambda ways: sum(map(seconds, ways)))


def _ranks(choices: Sequence[Sequence[Way]]) -> list[tuple[int, ...]]:
    """Which way to take between each two calls: the first ones everywhere, then other ones in one or two places."""
    first = (0,) * len(choices)
    others = [(leg, rank) for leg, ways in enumerate(choices) for rank in range(1, len(ways))]
    found = {first: 0}
    for one, other in combinations_with_replacement(sorted(others, key=lambda o: (o[1], o[0]))[:MOST_ROUTES], 2):
        if one == other or one[0] != other[0]:
            changed = dict((one, other))
            found[tuple(changed.get(leg, 0) for leg in range(len(choices)))] = sum(changed.values())
    return sorted(found, key=lambda ranks: (found[ranks], ranks))[:MOST_ROUTES]


def _seconds_of(window: tuple[int | None, int | None]) -> tuple[int, int]:
    low, high = window
    return -NEVER if low is None else low * 60, NEVER if high is None else high * 60 + MINUTE_S
