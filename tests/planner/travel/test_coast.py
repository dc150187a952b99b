"""Ways round water on coasts drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from planner.travel.coast import Coast, coast_of

BAY = shapely.Polygon([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)])  # a U: water in the middle
ISLAND = shapely.box(1.4, 2, 1.6, 2.5)
DEGREE_KM = 111.2


@pytest.fixture(scope="module")
def coast() -> Coast:
    return coast_of(shapely.union_all([BAY, ISLAND]))


def round_km(coast: Coast, one: tuple[float, float], other: tuple[float, float]) -> float:
    lon, lat = np.array([one, other], dtype=float).T
    return float(coast.round_km(lon, lat, np.array([0]), np.array([1]))[0])


def test_the_way_bends_at_the_inner_corners(coast: Coast) -> None:
    assert sorted(zip(coast.x, coast.y, strict=True)) == [(1, 1), (2, 1)]
    assert round_km(coast, (0.9, 2.9), (2.1, 2.9)) == pytest.approx((2 * 1.903 + 1) * DEGREE_KM, rel=0.01)


def test_both_directions_are_as_long(coast: Coast) -> None:
    assert round_km(coast, (0.5, 2.0), (2.5, 2.5)) == pytest.approx(round_km(coast, (2.5, 2.5), (0.5, 2.0)))


def test_an_island_has_no_way(coast: Coast) -> None:
    assert round_km(coast, (0.5, 2.0), (1.5, 2.2)) == np.inf
