"""How many readers of lists and trips one core serves, beside a bare Flask page over the same server in the same run.

python -m benchmarks.readers

The server is a process of its own, so that only its processor time counts: the figures are requests for each second of
it, which hang less on who else uses the machine than requests for each second of the clock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from waitress.server import create_server

from benchmarks.facts import BenchFacts, fresh_facts
from benchmarks.requests import wishes
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Itinerary
from planner.saved import save_itinerary
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.violations import Checked
from routes import create_app

TRIPS, TIMES = 12, 10
REQUESTS = 100
WARM = 20


def run(facts: BenchFacts) -> None:
    """Print a row for each page: held by the reader, held by the site, made anew; then with ten times the trips."""
    trips = _trips(facts)
    first = _save(facts.settings, trips, 1)
    print(f"readers: requests a second of processor time, {REQUESTS} each, over one connection")
    with _served(None) as (port, spent):
        bare = _rate(port, spent, lambda: "/", {})
    print(f"  {'a bare Flask page':42} {bare:8.0f}")
    for number in (len(trips), len(trips) * TIMES):
        if number > len(trips):
            _save(facts.settings, trips, TIMES)
        with _served(facts.settings) as (port, spent):
            for path in ("/trips", f"/trips/{first}"):
                _row(port, spent, path, f"{(path.rpartition('/')[0] and 'a trip') or 'the list'} of {number}")


def _row(port: int, spent: Any, path: str, name: str) -> None:
    tag, cookie = _headers(port, path)
    numbers = count()
    held = _rate(port, spent, lambda: path, {"If-None-Match": tag, "Cookie": cookie})
    sent = _rate(port, spent, lambda: path, {"Cookie": cookie})
    made = _rate(port, spent, lambda: f"{path}?n={next(numbers)}", {"Cookie": cookie})
    print(f"  {name:20} 304 {held:6.0f}   sent again {sent:6.0f}   made anew {made:6.0f}")


def _trips(facts: BenchFacts) -> list[Itinerary]:
    found: list[Itinerary] = []
    for wish in wishes(facts, TRIPS * 10, 3):
        if wish.days <= 2 and len(found) < TRIPS:
            answer = plan_trip(facts, wish, SolveOptions())
            found += [answer.result] if isinstance(answer, Checked) else []
    return found


def _save(settings: Settings, trips: list[Itinerary], times: int) -> str:
    """The id of the first."""
    with transaction(settings.database_url) as session:
        ids = [
            save_itinerary(session, replace(trip), (), f"trip.bench.{copy}.{number}")
            for copy in range(times)
            for number, trip in enumerate(trips)
        ]
    return ids[0]


@contextmanager
def _served(settings: Settings | None) -> Iterator[tuple[int, Any]]:
    """A process that serves the site, or a bare page: its port, and how many seconds of processor time it has spent."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(settings, theirs), daemon=True)
    process.start()
    ticks = os.sysconf("SC_CLK_TCK")

    def spent() -> float:
        told = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / ticks

    try:
        yield ours.recv(), spent
    finally:
        process.kill()
        process.join()


def _serve(settings: Settings | None, pipe: Connection) -> None:
    app = _bare() if settings is None else create_app(replace(settings, log_level="ERROR"))
    server: Any = create_server(app, host="127.0.0.1", port=0)
    pipe.send(server.effective_port)
    server.run()


def _bare() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "a page")
    return app


def _headers(port: int, path: str) -> tuple[str, str]:
    """The tag of a page and the cookie of its reader."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.getheader("ETag", ""), (answer.getheader("Set-Cookie") or "").partition(";")[0]


def _rate(port: int, spent: Any, path: Any, headers: dict[str, str]) -> float:
    connection = HTTPConnection("127.0.0.1", port)
    begun = 0.0
    for number in range(WARM + REQUESTS):
        if number == WARM:
            begun = spent()
        connection.request("GET", path(), headers=headers)
        answer = connection.getresponse()
        if answer.status not in (200, 304):
            raise SystemExit(f"{path()}: {answer.status}")
        answer.read()
    return REQUESTS / max(spent() - begun, 0.01)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
