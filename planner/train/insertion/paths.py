"""A wish for a path in, the best distinct paths among the published trains out; or a finished search without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.errors import Unknown
from planner.facts import Facts
from planner.train.check import Case, TimedPath, check_path
from planner.train.insertion.request import PathRequest
from planner.train.insertion.search import PathSearch, Way, make_search
from planner.train.insertion.solver import (
    Blocked,
    FreeIntervals,
    Route,
    TrainPath,
    arriving_by,
    buffer_s,
    furthest_on,
    insert,
    near,
    neighbours,
)
from planner.train.traffic import traffic
from planner.train.types import Passing

EXTRA_STEP_S, EXTRA_MOST_S = 15, 3600


@dataclass(frozen=True)
class FoundPath:
    """A path: the train at every station of its way, which of them are calls, and what speaks for it.

    `waits` are the stations of technical stops, where a track is taken to be free: station tracks are not published.
    `buffer_s` is the least time beyond what must be to any other train, None if there is none within three hours;
    `close` the sections with less than the
    comfortable distance, counted where disturbance is the objective; `near` the trains it comes that near to.
    """

    passings: tuple[Passing, ...]
    calls: tuple[int, ...]
    waits: tuple[str, ...]
    lines: tuple[str, ...]
    buffer_s: int | None
    close: int
    near: tuple[str, ...]

    @property
    def journey_s(self) -> int:
        return self.passings[-1].arrive_s - self.passings[0].depart_s


@dataclass(frozen=True)
class Paths:
    """Paths, best first, at least one; each goes another way or arrives between other trains."""

    paths: tuple[FoundPath, ...]

    @property
    def best(self) -> FoundPath:
        return self.paths[0]


@dataclass(frozen=True)
class NoPath:
    """A search that ended without a path. `planner.train.insertion.explain` tells why, from the finished search."""

    search: PathSearch


def find_paths(facts: Facts, request: PathRequest) -> Paths | NoPath:
    """Up to `request.paths` paths, each passed by the checker without a violation.

    Raises
    ------
    Unknown
        If a station is not on the network or cannot be reached by conventional lines.
    """
    search = make_search(facts, request)
    found = run_search(search)
    if isinstance(found, Paths):
        case = Case(own=request.away, possessions=request.possessions)
        for path in found.paths:
            timed = TimedPath(path.passings, search.min_running_s)
            broken = check_path(facts, traffic(facts.rail), timed, case)
            if broken:
                raise RuntimeError(f"the search broke rules: {broken}")
    return found


def run_search(search: PathSearch) -> Paths | NoPath:
    """The best paths of a search, not checked.

    Raises
    ------
    Unknown
        If two calls are not connected by conventional lines.
    """
    request, routes = search.request, list(search.routes)
    if not routes:
        raise Unknown("way", "–".join(call.station for call in request.calls))
    found: list[_Found] = []
    for begin, end in search.windows():
        slots = search.slots(begin, end)
        found = _all([(way, arriving_by(route, end)) for way, route in routes], slots, most=request.paths)
        if len(found) >= request.paths:
            break
    if not found:
        return NoPath(search)
    if request.objective != "arrival":
        latest = found[0][2].arrive_s[-1] + request.within_min * 60
        routes = [(way, arriving_by(route, latest)) for way, route in routes]
        if request.objective == "disturbance":
            found = _all(routes, slots, request.comfort_min * 60)
        else:
            found = _widest(search, routes, begin, end)
    return Paths(tuple(found_path(search, slots, *one) for one in found[: request.paths]))


def furthest_reached(search: PathSearch) -> tuple[str, Blocked]:
    """Where a search without a path ends: the station's name, and what is known of it."""
    *_, (begin, end) = search.windows()
    slots = search.slots(begin, end)
    reached = [(way, furthest_on(slots, route)) for way, route in search.routes]
    way, blocked = max(reached, key=lambda one: (one[1].at / len(one[0]), -one[1].reached_s))
    number = way[0].origin if blocked.at == 0 else way[blocked.at - 1].target
    return search.table.network.names[number], blocked


_Found = tuple[Way, Route, TrainPath]


def _all(routes: Sequence[tuple[Way, Route]], slots: FreeIntervals, comfort_s: int = 0, most: int = 0) -> list[_Found]:
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
    return path.tight_sections, path.arrive_s[-1], path.arrive_s[-1] - path.depart_s[0]


def _widest(search: PathSearch, routes: Sequence[tuple[Way, Route]], begin: int, end: int) -> list[_Found]:
    """The path with the most distance to other trains, found by halving, then distinct ones with less."""
    plain = search.slots(begin, end)
    tried = {0: _all(routes, plain)}
    low, high = 0, EXTRA_MOST_S // EXTRA_STEP_S  # a path has `low` steps of distance, none more than `high`
    while low < high:
        middle = (low + high + 1) // 2
        tried[middle] = _all(routes, FreeIntervals(search.occupancy, begin, end, middle * EXTRA_STEP_S))
        low, high = (middle, high) if tried[middle] else (low, middle - 1)
    distinct: dict[tuple[Way, str, str], _Found] = {}
    for steps in sorted(tried, reverse=True):
        for way, route, path in tried[steps]:
            before, after = neighbours(plain, route, path)
            distinct.setdefault((way, before, after), (way, route, path))
    return list(distinct.values())


def found_path(search: PathSearch, slots: FreeIntervals, way: Way, route: Route, path: TrainPath) -> FoundPath:
    """What is reported of a path among the trains of `slots`."""
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
        tuple(passings), calls, waits, tuple(lines), buffer_s(slots, route, path), path.tight_sections,
        near(slots, route, path, search.request.comfort_min * 60),
    )  # fmt: skip
