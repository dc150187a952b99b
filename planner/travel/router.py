"""A routing server's roads in place of estimates, pair by pair, and only where the server can be believed.

A server's minutes are a car's. A ride here is a coach's with older guests: it takes `COACH` times as long, and
boarding comes on top as in the built-in model. Where the server is gone, talks nonsense or knows no way, the
built-in model's estimate stands, and the table says so. What the model calls cut off by the sea stays cut off: a
server may know a ferry, but not when it sails.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from time import monotonic

import numpy as np
import numpy.typing as npt
import structlog

from planner.settings import Settings
from planner.travel.builtin import straight_km
from planner.travel.cache import CachedWays, GridPoint, WayCache, grid_point
from planner.travel.client import SNAP_M, NoRoadNear, RoutingError, Server, TooMuch
from planner.travel.osrm import Osrm
from planner.travel.table import BOARDING_MIN, UNREACHABLE, Floats, Points, RoadTable
from planner.travel.valhalla import Valhalla

COACH = 1.2  # cars may do 120 km/h on a motorway, coaches 100: 道路交通安全法实施条例, article 78. Taken for all roads
FASTEST_KMH = 140.0  # on average, door to door; a server that says more is wrong
QUIET_S = 60.0  # a server that failed is left alone that long
EXTRA_QUESTIONS = 100  # beyond the planned ones, to find what a server dislikes in a table

SERVERS: dict[str, Callable[[str, float], Server]] = {"osrm": Osrm, "valhalla": Valhalla}  # by name in the settings

log = structlog.get_logger()
Block = tuple[Sequence[int], Sequence[int]]  # numbers of starts and of ends


@lru_cache(maxsize=1)
def configured_router() -> Router | None:
    """The router the settings name; None for the built-in model alone. One for the life of a process."""
    settings = Settings()
    if settings.router == "builtin":
        return None
    server = SERVERS[settings.router](settings.router_url, settings.router_seconds)
    return Router(server, WayCache(settings.router_cache, server.name), settings.router_points)


def why_silent(settings: Settings, points: Points) -> str:
    """Why the server of the settings does not know the ways between these points; "" if it does."""
    places = [grid_point(lat, lon) for lat, lon in points]
    try:
        SERVERS[settings.router](settings.router_url, settings.router_seconds).ways(places, places)
    except (RoutingError, TooMuch, NoRoadNear) as error:
        return str(error) or type(error).__name__
    return ""


class Router:
    """Asks a server for what is not remembered, and mends tables with the answers."""

    def __init__(self, server: Server, cache: WayCache, most_points: int) -> None:
        self._server = server
        self._cache = cache
        self._most_points = most_points
        self._quiet_until = 0.0
        self._warned = False

    def refined(self, points: Points, table: RoadTable) -> RoadTable:
        """The table with the server's roads wherever it has believable ones."""
        spots = [grid_point(lat, lon) for lat, lon in points]
        places = sorted(set(spots))
        if len(places) < 2:
            return table
        ways = self._ways(places)
        number = {place: i for i, place in enumerate(places)}
        at = np.array([number[each] for each in spots])
        seconds, metres = ways.seconds[np.ix_(at, at)], ways.metres[np.ix_(at, at)]
        good = _believable(seconds, metres, straight_km(points)) & (table.minutes < UNREACHABLE)
        good &= at[:, None] != at  # the same place twice: there is no way to measure
        km, minutes = table.km.copy(), table.minutes.copy()
        km[good] = np.round(metres[good] / 1000, 1)
        ride = np.ceil(np.round(seconds[good] * COACH / 60, 6)) + BOARDING_MIN
        minutes[good] = np.minimum(ride, UNREACHABLE).astype(np.int32)
        return RoadTable(km, minutes, table.estimated & ~good)

    def _ways(self, places: list[GridPoint]) -> CachedWays:
        known = self._cache.lookup(places)
        missing = ~known.known
        if missing.any():
            self._ask(places, missing, known)
            self._cache.note(
                (places[i], places[j], float(known.seconds[i, j]), float(known.metres[i, j]), bool(known.known[i, j]))
                for i, j in zip(*np.nonzero(missing), strict=True)
            )
        return known

    def _ask(self, places: list[GridPoint], missing: npt.NDArray[np.bool_], known: CachedWays) -> None:
        """Fill in what the server says; what it does not say stays unknown."""
        if monotonic() < self._quiet_until:
            return
        blocks = self._blocks(np.flatnonzero(missing.any(axis=1)), np.flatnonzero(missing.any(axis=0)))
        questions = len(blocks) + EXTRA_QUESTIONS
        try:
            while blocks and questions > 0:
                questions -= 1
                blocks.extend(self._ask_block(places, blocks.popleft(), missing, known))
        except RoutingError as error:
            self._quiet_until = monotonic() + QUIET_S
            if not self._warned:
                server = self._server.name.partition(" ")[0]
                log.warning("routing server unusable, distances are estimates", server=server, why=str(error))
            self._warned = True
        else:
            self._warned = False

    def _ask_block(
        self, places: list[GridPoint], block: Block, missing: npt.NDArray[np.bool_], known: CachedWays
    ) -> Sequence[Block]:
        """Ask for one block; what must be asked anew, in other blocks, is returned."""
        starts, ends = block
        try:
            answer = self._server.ways([places[i] for i in starts], [places[j] for j in ends])
        except TooMuch:
            return _halves(starts, ends)
        except NoRoadNear:
            good = set(self._near_roads(places, sorted({*starts, *ends})))
            for lonely in {*starts, *ends} - good:
                known.known[lonely] = known.known[:, lonely] = True
            left = [i for i in starts if i in good], [j for j in ends if j in good]
            return [left] if all(left) and left != (list(starts), list(ends)) else []
        here = np.ix_(starts, ends)
        fresh = missing[here]
        known.seconds[here] = np.where(fresh, answer.seconds, known.seconds[here])
        known.metres[here] = np.where(fresh, answer.metres, known.metres[here])
        known.known[here] = True
        return []

    def _blocks(self, starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]) -> deque[Block]:
        size = self._most_points
        return deque(
            (starts[i : i + size].tolist(), ends[j : j + size].tolist())
            for i in range(0, len(starts), size)
            for j in range(0, len(ends), size)
        )

    def _near_roads(self, places: list[GridPoint], some: list[int]) -> list[int]:
        """Those of some places that the server finds a road near, by asking for ever smaller groups."""
        try:
            self._server.ways([places[i] for i in some], [places[some[0]]])
        except NoRoadNear:
            if len(some) == 1:
                return []
            middle = len(some) // 2
            return self._near_roads(places, some[:middle]) + self._near_roads(places, some[middle:])
        except TooMuch:
            pass
        return some


def _halves(starts: Sequence[int], ends: Sequence[int]) -> list[Block]:
    """A block in two, the longer side cut; nothing for a single way."""
    if len(starts) == len(ends) == 1:
        return []
    if len(starts) >= len(ends):
        middle = len(starts) // 2
        return [(starts[:middle], ends), (starts[middle:], ends)]
    middle = len(ends) // 2
    return [(starts, ends[:middle]), (starts, ends[middle:])]


def _believable(seconds: Floats, metres: Floats, air_km: Floats) -> npt.NDArray[np.bool_]:
    """Ways no shorter than through the air (as far as points may be moved), no faster than anybody drives, and no
    slower than one walks."""
    with np.errstate(invalid="ignore"):
        long_enough = metres + 2 * SNAP_M >= air_km * 1000
        slow_enough = metres <= seconds * FASTEST_KMH / 3.6 + 1000
        fast_enough = seconds <= metres / 1.2 + 1800
    good: npt.NDArray[np.bool_] = long_enough & slow_enough & fast_enough
    return good
