"""A wish for a path in, the best distinct paths among the published trains out; or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise, zip_longest

from planner.errors import Unknown
from planner.facts import Facts
from planner.train.check import Case, check_path
from planner.train.infrastructure import (
    START_S,
    STOP_S,
    RunningTable,
    Step,
    different_ways,
    may_wait,
    quickest_ways,
    running_table,
)
from planner.train.insertion.build import WAIT_S, make_line, slowest
from planner.train.insertion.request import PathRequest
from planner.train.insertion.solver import (
    NEVER,
    Blocked,
    Line,
    Route,
    Slots,
    TrainPath,
    Visit,
    arriving_by,
    buffer_s,
    how_far,
    insert,
    near,
    neighbours,
)
from planner.train.traffic import quickest_seconds
from planner.train.types import Passing

WAYS_BETWEEN = 5  # quickest ways looked at between two calls, and as many that share little
MOST_ROUTES = 16  # combinations of them
DETOUR = 1.5  # of the quickest way; longer ones are not looked at
SOON_S, SPARE_S = 2 * 3600, 24 * 3600  # how much longer than alone a train may take: at first, and at most
LOITER, LINGER_S = 2.0, 300  # of planning time, and beyond: as slow as published trains are, before large stations
MINUTE_S = 59  # a minute ends that many seconds after it began
EXTRA_STEP_S, EXTRA_MOST_S = 15, 3600


@dataclass(frozen=True)
class FoundPath:
    """A path: the train at every station of its way, which of them are calls, and what speaks for it.

    `waits` are the stations of technical stops, where a track is taken to be free: station tracks are not published.
    `buffer_s` is the least time beyond what must be to any other train; `close` the sections with less than the
    comfortable distance, counted where disturbance is the objective; `near` the trains it comes that near to.
    """

    passings: tuple[Passing, ...]
    calls: tuple[int, ...]
    waits: tuple[str, ...]
    lines: tuple[str, ...]
    buffer_s: int
    close: int
    near: tuple[str, ...]

    @property
    def journey_s(self) -> int:
        return self.passings[-1].arrive_s - self.passings[0].depart_s


@dataclass(frozen=True)
class Search:
    """Everything a search needs, so that one part of it can be changed and the search repeated."""

    request: PathRequest
    table: RunningTable
    line: Line
    least_s: tuple[int, ...]
    most_s: tuple[int, ...]
    may_wait: frozenset[int]

    def routes(self) -> Iterator[tuple[tuple[Step, ...], Route]]:
        """Ways through all calls, quickest first."""
        network, choices = self.table.network, []
        for one, other in pairwise(self.request.calls):
            ends = network.numbers[one.station], network.numbers[other.station]
            near = quickest_ways(network, self.least_s, *ends, WAYS_BETWEEN)
            apart = different_ways(network, self.least_s, *ends, WAYS_BETWEEN)
            mixed = dict.fromkeys(way for pair in zip_longest(apart, near) for way in pair if way)
            choices.append([way for way in mixed if self._seconds(way) <= DETOUR * self._seconds(near[0])])
        if not all(choices):
            return
        whole = [[ways[rank] for ways, rank in zip(choices, ranks, strict=True)] for ranks in _ranks(choices)]
        for ways in sorted(whole, key=lambda ways: sum(map(self._seconds, ways))):
            yield tuple(step for way in ways for step in way), self._route(ways)

    def windows(self, routes: Sequence[tuple[tuple[Step, ...], Route]]) -> Iterator[tuple[int, int]]:
        """From the first second of departing to the last of arriving: a short time first, most paths lie in it."""
        first, last = self.request.calls[0].window, self.request.calls[-1].window
        begin = (first[0] or 0) * 60
        latest = NEVER if last[1] is None else last[1] * 60 + MINUTE_S
        opens = max((call.window[1] or call.window[0] or 0) for call in self.request.calls) * 60
        alone = max(begin, opens) + min(route.alone_s for _, route in routes)
        for spare in (SOON_S, SPARE_S):
            yield begin, min(latest, alone + spare)

    def _seconds(self, way: Sequence[Step]) -> int:
        return sum(self.least_s[step.link] for step in way) + START_S + STOP_S

    def _route(self, ways: Sequence[Sequence[Step]]) -> Route:
        visits = [Visit(call=True, depart=_seconds_of(self.request.calls[0].window))]
        for way, call in zip(ways, self.request.calls[1:], strict=True):
            visits += [Visit(stops=step.target in self.may_wait, stay=(WAIT_S, NEVER)) for step in way[:-1]]
            least, most = call.stay_s
            stay = least, NEVER if most is None else most
            visits.append(Visit(call=True, arrive=_seconds_of(call.window), stay=stay))
        steps = [step for way in ways for step in way]
        return Route(
            sections=tuple(step.link for step in steps),
            stations=(steps[0].origin, *(step.target for step in steps)),
            least_s=tuple(self.least_s[step.link] for step in steps),
            most_s=tuple(self.most_s[step.link] for step in steps),
            visits=tuple(visits),
            start_s=START_S,
            stop_s=STOP_S,
        )


def find_paths(facts: Facts, request: PathRequest) -> tuple[FoundPath, ...]:
    """Up to `request.paths` paths, best first, each passed by the judge: each goes another way or arrives between other
    trains. None if there is none: `planner.train.insertion.infeasibility` tells why.

    Raises
    ------
    Unknown
        If a station is not on the network or cannot be reached by conventional lines.
    """
    search = make_search(facts, request)
    found = run(search)
    case = Case(own=request.away, possessions=request.possessions)
    for path in found:
        broken = check_path(facts, path.passings, search.least_s, case)
        if broken:
            raise RuntimeError(f"the search broke rules: {broken}")
    return found


def make_search(facts: Facts, request: PathRequest) -> Search:
    """The search for a request among the published trains."""
    table = running_table(facts.rail)
    numbers, names = table.network.numbers, table.network.names
    for call in request.calls:
        if call.station not in numbers:
            raise Unknown("station", call.station)
    if request.away and request.away not in facts.rail.runs:
        raise Unknown("train_run", request.away)
    planned = table.stock_s[request.top_kmh]
    quick = request.running == "quickest"
    line = make_line(facts, request.away, request.assumes, request.possessions)
    return Search(
        request=request,
        table=table,
        line=line,
        least_s=quickest_seconds(facts.rail)[request.top_kmh] if quick else planned,
        most_s=tuple(round(seconds * LOITER) + LINGER_S if quick else slowest(seconds) for seconds in planned),
        may_wait=frozenset(n for n, name in enumerate(names) if line.tracks.get(n, may_wait(facts.rail, name)) > 0),
    )


def run(search: Search) -> tuple[FoundPath, ...]:
    """The best paths, none if there is none."""
    request, routes = search.request, list(search.routes())
    if not routes:
        raise Unknown("way", "–".join(call.station for call in request.calls))
    found: list[_Found] = []
    for begin, end in search.windows(routes):
        slots = Slots(search.line, begin, end)
        found = _all([(way, arriving_by(route, end)) for way, route in routes], slots, most=request.paths)
        if len(found) >= request.paths:
            break
    if found and request.objective != "arrival":
        latest = found[0][2].arrive_s[-1] + request.within_min * 60
        routes = [(way, arriving_by(route, latest)) for way, route in routes]
        if request.objective == "disturbance":
            found = _all(routes, slots, request.comfort_min * 60)
        else:
            found = _widest(search, routes, begin, end)
    return tuple(found_path(search, slots, *one) for one in found[: request.paths])


def farthest(search: Search) -> tuple[str, Blocked]:
    """Where a search without a path ends: the station's name, and what is known of it."""
    routes = list(search.routes())
    *_, (begin, end) = search.windows(routes)
    slots = Slots(search.line, begin, end)
    told = [(way, how_far(slots, route)) for way, route in routes]
    way, blocked = max(told, key=lambda one: (one[1].at / len(one[0]), -one[1].reached_s))
    number = way[0].origin if blocked.at == 0 else way[blocked.at - 1].target
    return search.table.network.names[number], blocked


def _ranks(choices: Sequence[Sequence[tuple[Step, ...]]]) -> list[tuple[int, ...]]:
    """Which way to take between each two calls: the first ones everywhere, then other ones in one or two places."""
    first = (0,) * len(choices)
    others = [(leg, rank) for leg, ways in enumerate(choices) for rank in range(1, len(ways))]
    found = {first: 0}
    for one, other in combinations_with_replacement(sorted(others, key=lambda o: (o[1], o[0]))[:MOST_ROUTES], 2):
        if one == other or one[0] != other[0]:
            changed = dict((one, other))
            found[tuple(changed.get(leg, 0) for leg in range(len(choices)))] = sum(changed.values())
    return sorted(found, key=lambda ranks: (found[ranks], ranks))[:MOST_ROUTES]


_Found = tuple[tuple[Step, ...], Route, TrainPath]


def _all(
    routes: Sequence[tuple[tuple[Step, ...], Route]], slots: Slots, comfort_s: int = 0, most: int = 0
) -> list[_Found]:
    """Paths over all routes, best first. With `most`, only that many earliest ones are wanted: later routes are looked
    at as far as they arrive earlier."""
    found: list[_Found] = []
    for way, route in routes:
        if most and len(found) >= most:
            found.sort(key=_rank)
            route = arriving_by(route, found[most - 1][2].arrive_s[-1])
        found += [(way, route, path) for path in insert(slots, route, comfort_s)]
    return sorted(found, key=_rank)


def _rank(found: _Found) -> tuple[int, int, int]:
    """Fewest close sections, earliest arrival, shortest journey."""
    _, _, path = found
    return path.close, path.arrive_s[-1], path.arrive_s[-1] - path.depart_s[0]


def _widest(search: Search, routes: Sequence[tuple[tuple[Step, ...], Route]], begin: int, end: int) -> list[_Found]:
    """The path with the most distance to other trains, found by halving, then distinct ones with less."""
    plain = Slots(search.line, begin, end)
    tried = {0: _all(routes, plain)}
    low, high = 0, EXTRA_MOST_S // EXTRA_STEP_S  # a path has `low` steps of distance, none more than `high`
    while low < high:
        middle = (low + high + 1) // 2
        tried[middle] = _all(routes, Slots(search.line, begin, end, middle * EXTRA_STEP_S))
        low, high = (middle, high) if tried[middle] else (low, middle - 1)
    distinct: dict[tuple[tuple[Step, ...], str, str], _Found] = {}
    for steps in sorted(tried, reverse=True):
        for way, route, path in tried[steps]:
            before, after = neighbours(plain, route, path)
            distinct.setdefault((way, before, after), (way, route, path))
    return list(distinct.values())


def found_path(search: Search, slots: Slots, way: tuple[Step, ...], route: Route, path: TrainPath) -> FoundPath:
    """What is told of a path among the trains of `slots`."""
    names, links = search.table.network.names, search.table.network.links
    passings = [Passing(names[way[0].origin], path.arrive_s[0], path.depart_s[0], 0.0, None)]
    for number, step in enumerate(way, 1):
        km = round(passings[-1].km + links[step.link].km, 1)
        at = path.arrive_s[number], path.depart_s[number]
        passings.append(Passing(names[step.target], *at, km, links[step.link].line))
    calls = tuple(number for number, visit in enumerate(route.visits) if visit.call or number == len(way))
    waits = tuple(
        passing.station
        for number, passing in enumerate(passings)
        if number not in calls and passing.depart_s > passing.arrive_s
    )
    lines = dict.fromkeys(passing.line for passing in passings if passing.line)
    return FoundPath(
        tuple(passings), calls, waits, tuple(lines), buffer_s(slots, route, path), path.close,
        near(slots, route, path, search.request.comfort_min * 60),
    )  # fmt: skip


def _seconds_of(window: tuple[int | None, int | None]) -> tuple[int, int]:
    low, high = window
    return -NEVER if low is None else low * 60, NEVER if high is None else high * 60 + MINUTE_S
