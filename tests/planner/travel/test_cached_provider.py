"""What was estimated once is not asked again, and means the same both ways."""

from __future__ import annotations

import numpy as np
import pytest

from planner.travel import cached_provider as known
from planner.travel.cached_provider import CachedProvider
from planner.travel.table import Floats, Minutes, Pairs

POINTS = [(41.8, 123.4), (41.9, 123.5), (40.0, 121.0)]


class Estimator:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, lat: Floats, lon: Floats, first: Pairs, second: Pairs) -> tuple[Floats, Minutes]:
        self.asked += len(first)
        km = 100 * (abs(lat[first] - lat[second]) + abs(lon[first] - lon[second]))
        return km, np.ceil(km).astype(np.int32)


def test_a_way_is_estimated_once_whatever_its_direction() -> None:
    estimator = Estimator()
    ways = CachedProvider(estimator)
    first, second = np.triu_indices(3, 1)
    km, minutes = ways.ways(POINTS, first, second)
    again = ways.ways(POINTS[::-1], second, first)
    assert estimator.asked == 3
    assert sorted(again[0]) == sorted(km)
    assert sorted(again[1]) == sorted(minutes)
    one = ways.ways([POINTS[2], POINTS[0]], np.array([0]), np.array([1]))
    assert estimator.asked == 3
    assert one[0][0] == km[1]


def test_memory_grows_and_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "MOST_POINTS", 100)
    estimator = Estimator()
    ways = CachedProvider(estimator)
    for start in range(4):
        points = [(40 + start + i / 100, 120.0) for i in range(70)]
        km, _ = ways.ways(points, np.array([0]), np.array([69]))
        assert km[0] == pytest.approx(69)
    points = [(40 + i / 100, 120.0) for i in range(101)]
    km, _ = ways.ways(points, np.array([0]), np.array([100]))
    assert km[0] == pytest.approx(100)
