"""How long pages take, asked of a real server over the loopback."""

from __future__ import annotations

from statistics import median
from threading import Thread
from time import perf_counter
from typing import Any

import requests
from waitress.server import create_server

from benchmarks.facts import START, BenchFacts
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import TripRequest
from planner.saved import save_itinerary
from planner.solving import SolveOptions
from planner.store import transaction
from planner.violations import Checked
from routes import create_app

ROUNDS = 30


def run(facts: BenchFacts) -> None:
    """Print the median and the slowest of each page."""
    wish = TripRequest("nostalgia", "沈阳", 3, "gentle", START)
    trip = plan_trip(facts, wish, SolveOptions())
    if not isinstance(trip, Checked):
        raise SystemExit("no trip to show")
    with transaction(facts.settings.database_url) as session:
        trip_id = save_itinerary(session, trip.result, trip.violations, "trip.bench")
    server: Any = create_server(create_app(facts.settings), host="127.0.0.1", port=0)
    Thread(target=server.run, daemon=True).start()
    print(f"pages: {ROUNDS} requests each, one after another")
    for path in ("/", "/trips", f"/trips/{trip_id}", "/plan", "/agency/", "/rail/"):
        took = []
        for _ in range(ROUNDS):
            began = perf_counter()
            requests.get(f"http://127.0.0.1:{server.effective_port}{path}", timeout=30).raise_for_status()
            took.append(1000 * (perf_counter() - began))
        print(f"  {path:22} median {median(took):6.1f} ms, slowest {max(took):6.1f} ms")
    server.task_dispatcher.shutdown()
    server.close()
