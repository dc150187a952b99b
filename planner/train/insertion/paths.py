"""A wish for a path in, the best distinct paths among the published trains out; or a finished search without any."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import Unknown
from planner.facts import Facts
from planner.train.check import Case, TimedPath, check_path
from planner.train.insertion.distinct import PathFound, best_distinct, every_path
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
    near,
)
from planner.train.traffic import traffic
from planner.train.types import Passing


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
    """Paths, best first, at least one; each goes another way than the others, runs between other trains, or departs or
    arrives at least ten minutes apart."""

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
    found: list[PathFound] = []
    for begin, end in search.windows():
        slots = search.slots(begin, end)
        found = every_path([(way, arriving_by(route, end)) for way, route in routes], slots, most=request.paths)
        if len(found) >= request.paths:
            break
    if not found:
        return NoPath(search)
    chosen = best_distinct(search, slots, routes, found)
    return Paths(tuple(found_path(search, slots, *one) for one in chosen))


def furthest_reached(search: PathSearch) -> tuple[str, Blocked]:
    """Where a search without a path ends: the station's name, and what is known of it."""
    *_, (begin, end) = search.windows()
    slots = search.slots(begin, end)
    reached = [(way, furthest_on(slots, route)) for way, route in search.routes]
    way, blocked = max(reached, key=lambda one: (one[1].at / len(one[0]), -one[1].reached_s))
    number = way[0].origin if blocked.at == 0 else way[blocked.at - 1].target
    return search.table.network.names[number], blocked


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
