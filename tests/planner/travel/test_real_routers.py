"""The real OSRM and Valhalla, on this machine, in an invented town: they and we mean the same by a table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planner.travel.builtin import estimate
from planner.travel.cache import WayCache, grid_point
from planner.travel.client import Server
from planner.travel.osrm import Osrm
from planner.travel.router import Router
from planner.travel.valhalla import Valhalla
from tests.support.routers import TOWN

pytestmark = [pytest.mark.slow, pytest.mark.peer]
FAR = (42.8, 123.44)  # no street for 110 km


@pytest.fixture(params=["valhalla", "osrm"])
def server(request: pytest.FixtureRequest) -> Server:
    url = request.getfixturevalue(f"{request.param}_url")
    return Valhalla(url, 10.0) if request.param == "valhalla" else Osrm(url, 10.0)


def test_ways_along_the_streets(server: Server) -> None:
    spots = [grid_point(*point) for point in TOWN[:3]]
    answer = server.ways(spots, spots)
    # four blocks north and four east: 1.78 km and 1.73 km
    assert answer.metres[0, 1] == pytest.approx(3506, rel=0.02)
    assert answer.metres[1, 0] == pytest.approx(3506, rel=0.02)
    assert 15 <= answer.metres[0, 1] / answer.seconds[0, 1] * 3.6 <= 80
    assert (np.diag(answer.metres) == 0).all()


def test_a_street_of_one_direction(server: Server) -> None:
    south, north = grid_point(*TOWN[3]), grid_point(*TOWN[4])
    answer = server.ways([south, north], [south, north])
    assert answer.metres[1, 0] > answer.metres[0, 1] + 500
    assert answer.metres[0, 1] == pytest.approx(1777, rel=0.02)


def test_a_whole_table_although_the_server_takes_three_points_at_most(server: Server, tmp_path: Path) -> None:
    points = [*TOWN, (41.7933, 123.4444)]
    table = Router(server, WayCache(tmp_path / "ways.db", server.name), 50).refined(points, estimate(points))
    assert not table.estimated.any()
    off = ~np.eye(len(points), dtype=bool)
    assert (table.minutes[off] > 6).all()


def test_a_point_far_from_any_street_keeps_its_estimate(server: Server, tmp_path: Path) -> None:
    points = [TOWN[0], TOWN[1], FAR]
    model = estimate(points)
    table = Router(server, WayCache(tmp_path / "ways.db", server.name), 50).refined(points, model)
    assert table.estimated.tolist() == [[False, False, True], [False, False, True], [True, True, False]]
    assert table.minutes[0, 2] == model.minutes[0, 2]
