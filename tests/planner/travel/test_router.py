"""A router in place of estimates: only where it can be believed, split as it likes, the same for solver and checker."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np
import pytest
import structlog
from structlog.testing import capture_logs

from planner.settings import BadSetting, Settings
from planner.travel import cache as cache
from planner.travel import router as module
from planner.travel.builtin import estimate
from planner.travel.cache import GridPoint, WayCache, grid_point
from planner.travel.client import NoRoadNear, RoutingError, TooMuch, WayMatrix
from planner.travel.osrm import Osrm
from planner.travel.roads import BOARDING_MIN, UNREACHABLE, RoadTable, road_table
from planner.travel.router import COACH, Router, configured_router
from planner.travel.table import Floats
from tests.support.routers import TOWN, say, telling

BEACH, ISLAND = (40.589, 120.778), (40.5, 120.8)
TWIN = [TOWN[0], TOWN[0], TOWN[1]]  # the same place twice


class Grid:
    """A server that drives along a grid at 36 km/h, back a little longer; its moods can be set."""

    name = "grid"

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.most = 10_000
        self.nowhere: set[GridPoint] = set()
        self.gone: Exception | None = None
        self.factor = 1.0

    def ways(self, starts: Sequence[GridPoint], ends: Sequence[GridPoint]) -> WayMatrix:
        self.asked.append((len(starts), len(ends)))
        if self.gone:
            raise self.gone
        if len(starts) * len(ends) > self.most:
            raise TooMuch
        if self.nowhere & {*starts, *ends}:
            raise NoRoadNear
        metres = np.array([[self._metres(one, other) for other in ends] for one in starts]) * self.factor
        return WayMatrix(metres / 10, metres)

    @staticmethod
    def _metres(one: GridPoint, other: GridPoint) -> float:
        return (abs(one[0] - other[0]) * 1.11 + abs(one[1] - other[1]) * 0.83) * (1.1 if one > other else 1.0)


@pytest.fixture
def grid() -> Grid:
    return Grid()


@pytest.fixture
def router(grid: Grid, tmp_path: Path) -> Router:
    return Router(grid, WayCache(tmp_path / "ways.db", grid.name), 50)


def refined(router: Router, points: list[tuple[float, float]]) -> RoadTable:
    return router.refined(points, estimate(points))


def town(count: int) -> list[tuple[float, float]]:
    return [(41.79 + 0.003 * i, 123.43 + 0.0041 * (i % 7)) for i in range(count)]


def test_a_car_becomes_a_coach_that_people_board(router: Router) -> None:
    table = refined(router, TOWN)
    off = ~np.eye(len(TOWN), dtype=bool)
    assert not table.estimated.any()
    assert (table.minutes[off] >= np.ceil(table.km[off] * 1000 / 10 * COACH / 60) - 1 + BOARDING_MIN).all()
    assert (np.diag(table.minutes) == 0).all()
    assert table.km[1, 0] > table.km[0, 1], "there and back may differ"


def test_a_place_asked_twice_is_one_place(router: Router) -> None:
    table = refined(router, TWIN)
    assert table.minutes[0, 2] == table.minutes[1, 2]
    assert table.minutes[0, 1] == BOARDING_MIN
    assert table.estimated[0, 1] == refined(router, TWIN[:2]).estimated[0, 1]


@pytest.mark.parametrize(("points", "size"), [(7, 3), (23, 5), (50, 50)])
def test_large_tables_are_split_and_nothing_is_asked_twice(grid: Grid, tmp_path: Path, points: int, size: int) -> None:
    router = Router(grid, WayCache(tmp_path / "ways.db", "grid"), size)
    whole = refined(router, town(points))
    assert not whole.estimated.any()
    assert max(max(asked) for asked in grid.asked) <= size
    assert len(grid.asked) == (-(-points // size)) ** 2
    before = len(grid.asked)
    again = refined(router, town(points)[::-1])
    assert len(grid.asked) == before
    assert (again.minutes == whole.minutes[::-1, ::-1]).all()


def test_only_what_is_new_is_asked(grid: Grid, router: Router) -> None:
    refined(router, town(4))
    refined(router, town(5))
    assert grid.asked[0] == (4, 4)
    assert len(grid.asked) == 2


@pytest.mark.parametrize("most", [1, 4, 12])
def test_a_server_with_a_lower_limit_is_asked_for_parts(grid: Grid, router: Router, most: int) -> None:
    grid.most = most
    assert not refined(router, town(6)).estimated.any()


def test_a_point_without_a_road_costs_only_its_own_ways(grid: Grid, router: Router) -> None:
    points = town(20)
    grid.nowhere = {grid_point(*points[3]), grid_point(*points[11])}
    table, model = refined(router, points), estimate(points)
    lonely = np.zeros((20, 20), dtype=bool)
    lonely[[3, 11]] = lonely[:, [3, 11]] = True
    np.fill_diagonal(lonely, val=False)
    assert (table.estimated == lonely).all()
    assert (table.minutes[lonely] == model.minutes[lonely]).all()
    assert len(grid.asked) < 40
    before = len(grid.asked)
    refined(router, points)
    assert len(grid.asked) == before, "that there is no road is remembered"


@pytest.mark.parametrize("factor", [0.0, 0.2, float("nan")])
def test_a_way_shorter_than_through_the_air_is_not_believed(grid: Grid, router: Router, factor: float) -> None:
    grid.factor = factor
    far = [(41.79, 123.43), (42.29, 123.83)]
    table, model = refined(router, far), estimate(far)
    assert table.estimated[0, 1]
    assert (table.minutes == model.minutes).all()


@pytest.mark.parametrize("metres_a_second", [60.0, 0.01])
def test_nobody_drives_like_that(
    grid: Grid, router: Router, monkeypatch: pytest.MonkeyPatch, metres_a_second: float
) -> None:
    def ways(starts: Sequence[GridPoint], ends: Sequence[GridPoint]) -> WayMatrix:
        metres: Floats = np.full((len(starts), len(ends)), 90_000.0)
        return WayMatrix(metres / metres_a_second, metres)

    monkeypatch.setattr(grid, "ways", ways)
    assert refined(router, [(41.79, 123.43), (42.29, 123.83)]).estimated[0, 1]


def test_a_ferry_is_no_road(router: Router) -> None:
    table = refined(router, [BEACH, ISLAND])
    assert table.minutes[0, 1] == UNREACHABLE
    assert table.estimated[0, 1]


def test_a_server_that_is_gone_is_reported_once_and_left_alone(
    grid: Grid, router: Router, monkeypatch: pytest.MonkeyPatch
) -> None:
    structlog.reset_defaults()  # a site in the same process may have raised the level
    now = [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    monkeypatch.setattr(cache, "time", lambda: now[0])
    grid.gone = RoutingError("ConnectionError")
    with capture_logs() as logs:
        first, second = refined(router, town(4)), refined(router, town(6))
        now[0] += module.QUIET_S + 1
        refined(router, town(8))
    assert [entry["why"] for entry in logs] == ["ConnectionError"]
    assert len(grid.asked) == 2
    assert (first.minutes == estimate(town(4)).minutes).all()
    assert second.estimated.sum() == 30
    grid.gone = None
    now[0] += cache.KEEP_FAILED_S + 1
    assert not refined(router, town(6)).estimated.any()


def test_a_trip_is_checked_by_the_roads_it_was_planned_with(
    grid: Grid, router: Router, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server fails while planning and is back when the checker asks: the checker must not see other minutes."""
    structlog.reset_defaults()  # a site in the same process may have raised the level
    now = [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    monkeypatch.setattr(cache, "time", lambda: now[0])
    grid.gone = RoutingError("Timeout")
    planned = refined(router, TOWN)
    grid.gone = None
    now[0] += cache.KEEP_FAILED_S + 1
    for i in range(len(TOWN)):
        for j in range(len(TOWN)):
            if i != j:
                checked = refined(router, [TOWN[i], TOWN[j]])
                assert checked.minutes[0, 1] == planned.minutes[i, j]
                assert checked.estimated[0, 1]


def test_two_points_ride_as_long_alone_as_among_others(router: Router) -> None:
    whole = refined(router, town(12))
    for i in range(1, 12):
        alone = refined(router, [town(12)[i], town(12)[0]])
        assert (alone.minutes[0, 1], alone.minutes[1, 0]) == (whole.minutes[i, 0], whole.minutes[0, i])


@pytest.fixture
def _fresh_router() -> Iterator[None]:
    configured_router.cache_clear()
    yield
    configured_router.cache_clear()


@pytest.mark.usefixtures("_fresh_router")
def test_the_settings_choose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert configured_router() is None
    configured_router.cache_clear()
    monkeypatch.setenv("SILVERWAY_ROUTER", "osrm")
    monkeypatch.setenv("SILVERWAY_ROUTER_CACHE", str(tmp_path / "deep" / "ways.db"))
    with pytest.raises(BadSetting, match="SILVERWAY_ROUTER_URL"):
        configured_router()

    def tell(asked: BaseHTTPRequestHandler) -> None:
        say(asked, b'{"code": "Nonsense"}')

    with telling(tell) as (url, paths):
        monkeypatch.setenv("SILVERWAY_ROUTER_URL", url)
        assert road_table(TOWN).estimated.sum() == 20
        assert paths[0].startswith("/table/v1/driving/")
        road_table(TOWN)
    assert len(paths) == 1
    assert (tmp_path / "deep" / "ways.db").exists()


def test_only_known_routers_are_taken() -> None:
    with pytest.raises(BadSetting):
        Settings(router="google")


ASKER = """
from planner.travel.roads import road_table
table = road_table([(41.79, 123.43), (41.806, 123.4508)])
print(table.minutes[0, 1], table.estimated[0, 1])
"""


@pytest.mark.thorough
def test_processes_share_the_answers(tmp_path: Path) -> None:
    def tell(asked: BaseHTTPRequestHandler) -> None:
        point = b'{"distance": 3}'
        body = b'{"code": "Ok", "durations": [[0, 600], [600, 0]], "distances": [[0, 5000], [5000, 0]], '
        say(asked, body + b'"sources": [%b, %b], "destinations": [%b, %b]}' % ((point,) * 4))

    with telling(tell) as (url, paths):
        environment = {
            "SILVERWAY_ROUTER": "osrm",
            "SILVERWAY_ROUTER_URL": url,
            "SILVERWAY_ROUTER_CACHE": str(tmp_path / "ways.db"),
        }
        said = [
            subprocess.run([sys.executable, "-c", ASKER], env=environment, check=True, capture_output=True, text=True)
            for _ in range(2)
        ]
    assert [each.stdout.split() for each in said] == [["18", "False"]] * 2
    assert len(paths) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("mood", ["silent", "dripping", "endless", "cut", "closing"])
def test_a_hostile_server_costs_seconds_not_minutes(mood: str) -> None:
    """Whoever asks has had enough while the server would still go on for two minutes."""
    enough, came_to_the_end = threading.Event(), []

    def tell(asked: BaseHTTPRequestHandler) -> None:
        if mood == "closing":
            return
        if mood == "silent":
            came_to_the_end.extend([] if enough.wait(120) else [mood])
            return
        asked.send_response(200)
        asked.send_header("Content-Length", "1000000000")
        asked.end_headers()
        if mood == "cut":
            asked.wfile.write(b'{"code": "Ok"')
            return
        for _ in range(1200):
            if enough.wait(0 if mood == "endless" else 0.1):
                return
            asked.wfile.write(b" " * (1_000_000 if mood == "endless" else 1))
            asked.wfile.flush()
        came_to_the_end.append(mood)

    with telling(tell) as (url, _):
        with pytest.raises(RoutingError):
            Osrm(url, 0.3).ways([grid_point(*TOWN[0])], [grid_point(*TOWN[1])])
        enough.set()
    assert not came_to_the_end
