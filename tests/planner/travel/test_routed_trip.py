"""A whole trip on a router's roads: planned and checked by the same minutes, also when the server dies in between."""

from __future__ import annotations

import json
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Leg, TripRequest
from planner.solving import SolveOptions
from planner.travel.router import configured_router
from tests.support.results import accepted
from tests.support.routers import say, telling

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 24)


def grid_roads(asked: BaseHTTPRequestHandler) -> None:
    """OSRM's answer for a land where all roads run along a grid, and westward ones are slower."""
    address = urlsplit(asked.path)
    points = [tuple(map(float, each.split(","))) for each in address.path.rsplit("/", 1)[1].split(";")]
    query = parse_qs(address.query)
    starts, ends = ([points[int(i)] for i in query[side][0].split(";")] for side in ("sources", "destinations"))
    metres = [[abs(a[1] - b[1]) * 111_000 + abs(a[0] - b[0]) * 84_000 for b in ends] for a in starts]
    seconds = [
        [way / (14 if b[0] < a[0] else 17) + 120 for b, way in zip(ends, row, strict=True)]
        for a, row in zip(starts, metres, strict=True)
    ]
    body = {"code": "Ok", "durations": seconds, "distances": metres}
    snapped = {"sources": [{"distance": 1}] * len(starts), "destinations": [{"distance": 1}] * len(ends)}
    say(asked, json.dumps({**body, **snapped}).encode())


@pytest.mark.parametrize("answers", [10_000, 20], ids=["to the end", "the server dies"])
def test_a_trip_is_sound_on_a_routers_roads(
    facts: Facts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: int
) -> None:
    def tell(asked: BaseHTTPRequestHandler) -> None:
        if len(paths) > answers:
            say(asked, b"<html>gone fishing</html>", 404)
        else:
            grid_roads(asked)

    with telling(tell) as (url, paths):
        for name, value in {"": "osrm", "_URL": url, "_POINTS": "20", "_CACHE": str(tmp_path / "ways.db")}.items():
            monkeypatch.setenv(f"SILVERWAY_ROUTER{name}", value)
        configured_router.cache_clear()
        try:
            wish = TripRequest("culture", "沈阳", 3, "gentle", date(2027, 9, 7))
            found = accepted(plan_trip(facts, wish, SolveOptions()))
            assert [v for v in check_itinerary(facts, found) if v.hard] == []
            questions = len(paths)
            assert questions > answers or questions > 5
            again = accepted(plan_trip(facts, wish, SolveOptions()))
            assert again.days == found.days
            assert len(paths) == questions, "nothing is asked twice"
        finally:
            configured_router.cache_clear()
    rides = [item for day in found.days for item in day.items if isinstance(item, Leg) and item.mode == "ride"]
    assert rides
    assert any(leg.measured for leg in rides)
    if answers > 100:
        assert all(leg.measured for leg in rides)
        west = [leg for leg in rides if leg.target.lon < leg.origin.lon and leg.km > 3]
        assert all(_grid_km(leg) == pytest.approx(leg.km, abs=0.06) for leg in west)


def _grid_km(leg: Leg) -> float:
    return abs(leg.origin.lat - leg.target.lat) * 111 + abs(leg.origin.lon - leg.target.lon) * 84
