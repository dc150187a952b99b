"""docs/howto/add-a-provider.md: the recipe's class measures roads through the router, and the lists agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from planner.settings import ROUTERS
from planner.travel import builtin, cache, client, router
from tests.support.recipes import pieces

POINTS = [(41.80, 123.40), (41.90, 123.50), (42.00, 123.40)]  # latitude, longitude, inland


@pytest.fixture
def provider() -> client.Server:
    """The class as the recipe shows it."""
    (code,) = pieces("add-a-provider", "python")
    known = vars(builtin) | vars(router) | vars(cache) | vars(client)
    exec(code, known)  # noqa: S102  # the recipe's own class
    server: client.Server = known["Straight"]("http://localhost", 1.0)
    return server


def test_its_roads_take_the_place_of_estimates(provider: client.Server, tmp_path: Path) -> None:
    estimated = builtin.estimate(POINTS)
    memory = cache.WayCache(tmp_path / "ways.db", provider.name)
    measured = router.Router(provider, memory, 50).refined(POINTS, estimated)
    off = ~np.eye(len(POINTS), dtype=bool)
    assert not measured.estimated[off].any()
    assert np.allclose(measured.km[off], builtin.straight_km(POINTS)[off], atol=0.06)
    assert (measured.km[off] < estimated.km[off]).all()


def test_what_was_asked_once_is_remembered(provider: client.Server, tmp_path: Path) -> None:
    def asked_again(*_points: object) -> client.WayMatrix:
        raise AssertionError("asked twice")

    for _ in range(2):
        memory = cache.WayCache(tmp_path / "ways.db", provider.name)
        table = router.Router(provider, memory, 50).refined(POINTS, builtin.estimate(POINTS))
        provider.ways = asked_again  # type: ignore[method-assign]
    assert not table.estimated[0, 1]


def test_every_server_can_be_named_in_the_settings() -> None:
    assert ("builtin", *router.SERVERS) == ROUTERS
