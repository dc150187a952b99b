"""What to collect, and routes that collect it. Times are whole units.

TOPTW, the public benchmark, is the plain problem: all routes alike, from vertex 0 back to it, limited by time only. A
problem may ask for more, route by route: where it starts and ends, its time windows, resources beside time, and a
break; or of all routes together: limits over them, and hotels where one ends and the next starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


class NotSupported(ValueError):
    """An engine was given a problem that asks for more than it knows about."""


class NoRoute(ValueError):
    """The route with this number cannot get from its start to its end within its rules."""

    def __init__(self, route: int) -> None:
        super().__init__(f"route {route} cannot get from its start to its end")
        self.route = route


@dataclass(frozen=True)
class Resource:
    """What a route uses up beside time: metres walked or climbed, effort, money; whole units, none negative.

    A visit uses `at` (vertices), a way `along` (vertices x vertices); route r may use `limit[r]` in all (routes). The
    vertex where a route starts uses what it says, the one where it ends does not.
    """

    at: Times
    along: Times
    limit: Times


@dataclass(frozen=True)
class Total:
    """What all routes together may use up to `limit`: a visit uses `at` (vertices); whole units, none negative."""

    at: Times
    limit: int


@dataclass(frozen=True)
class Break:
    """A pause of `duration` that begins within [`opens`, `closes`], between one stop of a route and the next.

    It is taken at the stop before, when its service is over, or at the next one before service starts; travel and
    service are not interrupted. A route that is at its end by `closes` may go without.
    """

    duration: int
    opens: int
    closes: int


@dataclass(frozen=True)
class Orienteering:
    """`routes` routes; each vertex pays its prize once, to the route that visits it.

    Service at a vertex starts within its window; who is early waits. `travel` is (vertices x vertices), `service`,
    `opens`, `closes`, `prize` one a vertex. A route leaves its start when service there, begun as it opens, is over,
    and is at its end before that closes.

    What may be asked for beside, a value for each route: `starts` and `ends` (vertex 0 if not given; no route visits
    them, they pay nothing), `route_opens` and `route_closes` (routes x vertices, instead of `opens` and `closes`; or
    routes x windows x vertices, each vertex's by time, those that open after they close not used), `breaks` (None: no
    break); and `resources`, each with its own limits. Of all routes: `totals`; and `hotels`, if a route but the last
    ends at any of these vertices, where the next starts (of `starts` and `ends` the first and the last count).

    Raises
    ------
    ValueError
        Shapes or numbers do not fit together.
    """

    travel: Times
    service: Times
    opens: Times
    closes: Times
    prize: Floats
    routes: int
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    route_opens: Times | None = None
    route_closes: Times | None = None
    breaks: tuple[Break | None, ...] = ()
    resources: tuple[Resource, ...] = ()
    totals: tuple[Total, ...] = ()
    hotels: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        vertices = len(self.prize)
        one_a_vertex = (self.service, self.opens, self.closes)
        if self.travel.shape != (vertices, vertices) or any(len(row) != vertices for row in one_a_vertex):
            raise ValueError("travel, service, windows and prizes must cover the same vertices")
        if not self.plain:
            _check_extras(self, vertices)

    @property
    def plain(self) -> bool:
        """Whether it asks for nothing beside the public benchmark's rules."""
        windows = self.route_opens is not None or self.route_closes is not None
        return not (windows or self.starts or self.ends or self.resources or any(self.breaks) or self.linked)

    @property
    def linked(self) -> bool:
        """Whether routes share hotels or limits, or a vertex has several windows."""
        several = any(its is not None and its.ndim > 2 for its in (self.route_opens, self.route_closes))
        return bool(self.totals or self.hotels or several)

    def require_plain(self, engine: str) -> None:
        """Raise NotSupported if `engine`, which knows only the plain problem, would ignore something."""
        if not self.plain:
            raise NotSupported(f"{engine}: only routes from vertex 0 and back, limited by time, without a break")

    def reachable(self) -> npt.NDArray[np.bool_]:
        """Which vertices a route can visit, alone or after and before others: a detour may be the shorter way."""
        self.require_plain("reachable")
        start, end = int(self.opens[0]) + int(self.service[0]), int(self.closes[0])
        service = self.service.astype(np.int64)
        service[0] = 0
        out = start + _least(self.travel, service)
        back = _least(self.travel.T, service) + service
        opens, closes = np.maximum(self.opens, out), np.minimum(self.closes, end - back)
        found: npt.NDArray[np.bool_] = opens <= closes
        found[0] = False
        return found


def _least(travel: Times, service: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The least time from vertex 0 to the start at each other, over any others (Dijkstra)."""
    least: npt.NDArray[np.int64] = travel[0].astype(np.int64)
    left = np.arange(len(travel)) > 0
    while left.any():
        v = int(np.where(left, least, np.iinfo(np.int64).max).argmin())
        left[v] = False
        least = np.minimum(least, least[v] + service[v] + travel[v])
    return least


def _check_extras(problem: Orienteering, vertices: int) -> None:
    for name in ("starts", "ends", "breaks"):
        its = getattr(problem, name)
        if its and len(its) != problem.routes:
            raise ValueError(f"{name}: one for each of {problem.routes} routes, not {len(its)}")
    if any(not 0 <= v < vertices for v in (*problem.starts, *problem.ends, *problem.hotels)):
        raise ValueError("a route starts or ends at a vertex that is not there")
    for name, windows in (("route_opens", problem.route_opens), ("route_closes", problem.route_closes)):
        if windows is not None and (windows.shape[0], windows.shape[-1]) != (problem.routes, vertices):
            raise ValueError(f"{name}: routes x vertices, not {windows.shape}")
    for pause in problem.breaks:
        if pause and (pause.duration < 0 or pause.opens > pause.closes):
            raise ValueError("a break must not be shorter than nothing, nor its window end before it starts")
    for resource in problem.resources:
        shapes = resource.at.shape, resource.along.shape, resource.limit.shape
        if shapes != ((vertices,), (vertices, vertices), (problem.routes,)):
            raise ValueError("a resource is used at each vertex, along each way, and limited for each route")
        if resource.at.min() < 0 or resource.along.min() < 0 or resource.limit.min() < 0:
            raise ValueError("a resource is never given back, and no limit is negative")
    _check_links(problem, vertices)


def _check_links(problem: Orienteering, vertices: int) -> None:
    for total in problem.totals:
        if total.at.shape != (vertices,) or total.at.min() < 0 or total.limit < 0:
            raise ValueError("a total is used at each vertex, never given back, and its limit is not negative")
    if problem.linked and (problem.resources or any(problem.breaks)):
        raise NotSupported("hotels, totals and several windows: not together with resources and breaks")


class RouteSchedule(NamedTuple):
    """When a route is where: (vertex, start of service) from its start to its end; when its break begins, if it has
    one."""

    stops: tuple[tuple[int, int], ...]
    break_at: int | None


@dataclass(frozen=True)
class Collected:
    """`routes` without where they start and end; `bound`: no routes collect more.

    `schedules`, one a route, if the problem is more than plain; `hotels`, where each route but the last ends, if they
    were to be chosen.
    """

    routes: tuple[tuple[int, ...], ...]
    profit: float
    bound: float
    moves: int
    seconds: float
    schedules: tuple[RouteSchedule, ...] = ()
    hotels: tuple[int, ...] = ()

    @property
    def proven(self) -> bool:
        return self.profit >= self.bound
