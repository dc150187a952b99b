"""How long the workbench takes for a train of 1,000 km among all published ones: what a move would come to while it is
dragged, the move itself with the page after it, and the page with its diagram drawn anew; and a grid of paths for a
shorter one. Seconds of the processor."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask.testing import FlaskClient

from benchmarks.checks import LONG_WAY, timetable
from benchmarks.facts import BenchFacts, fresh_facts
from planner.solving import SolveOptions
from planner.train.entry import write_calls
from planner.train.insertion import SweepRequest, read_call_wishes, sweep
from routes import create_app

ROUNDS = 24
BENCH = "/rail/workbench"
SIZE = {"w": "1180", "h": "760"}


def run(facts: BenchFacts) -> None:
    """Print the median and the slowest of each."""
    app = create_app(facts.settings)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    calls = timetable(facts.rail, LONG_WAY, 18 * 60)
    page = client.post(BENCH, data={"name": "bench"}).headers["Location"]
    fields = {"number": "Y501", "calls": write_calls((c.station, c.arrive, c.depart) for c in calls), "stock": "25G"}
    client.post(f"{page}/add-train", data={"base": "1", **fields})
    long = (calls[-1].arrive or 0) - (calls[0].depart or 0)
    for what, hours in (("all of it", long + 60), ("six hours", 360)):
        view = {**SIZE, "train": "Y501", "from": str(18 * 60 - 30), "to": str(18 * 60 - 30 + hours)}
        print(f"workbench, {long // 60} hours on the way, {what} shown")
        _measure(client, page, view)

    ways = (
        read_call_wishes(["大连", "瓦房店/5", "大石桥/21", "盘锦"], facts.rail.stations),
        read_call_wishes(["大连", "熊岳城/10", "盘锦"], facts.rail.stations),
    )
    began, grid = process_time(), SweepRequest(ways, (120, 160))
    there = sum(run.depart is not None for run in sweep(facts, grid, SolveOptions()).runs)
    print(f"a grid of {grid.runs} paths of 335 km, {there} of them found: {process_time() - began:.1f} s")


def _measure(client: FlaskClient, page: str, view: dict[str, str]) -> None:
    text = client.get(page, query_string=view).get_data(as_text=True)
    trains = len(set(re.findall(r'<g[^>]*aria-label="([A-Z]?\d+) 次', text)))
    print(f"  {trains} published trains on it")

    def base() -> tuple[str, str]:
        shown = client.get(page, query_string=view, headers={"X-Base": _key(text)}).get_data(as_text=True)
        found = re.search(r'name="base" value="(\d+)"', shown)
        return (found[1] if found else ""), shown

    number, _shown = base()
    move = {"base": number, "train": "Y501", "part": "whole", "place": ""}
    _time("a place while it is dragged", lambda n: client.post(f"{page}/try", data={**move, "minutes": str(n - 12)}))

    def moved(n: int) -> None:
        answer = client.post(
            f"{page}/move", data={**view, **move, "base": numbers[0], "minutes": "1" if n % 2 else "-1"}
        )
        shown = client.get(answer.headers["Location"], headers={"X-Base": _key(text)}).get_data(as_text=True)
        found = re.search(r'name="base" value="(\d+)"', shown)
        numbers[0] = found[1] if found else ""

    numbers = [number]
    _time("let go: kept, checked, list, rings and timetable", moved)

    def anew(n: int) -> None:
        client.get(page, query_string={**view, "w": str(1100 + n)})

    _time("the page with the diagram drawn anew", anew)


def _key(text: str) -> str:
    found = re.search(r'data-key="(b\w+)"', text)
    return found[1] if found else ""


def _time(what: str, work: Callable[[int], object]) -> None:
    took = []
    for n in range(ROUNDS):
        began = process_time()
        work(n)
        took.append(1000 * (process_time() - began))
    print(f"  {what}: median {median(took):.0f} ms, worst {max(took):.0f} ms")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
