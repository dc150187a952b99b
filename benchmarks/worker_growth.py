"""How many plans an hour 2 to 64 worker processes make, and what stops the growth: a simulation from what is measured.

python -m benchmarks.worker_growth [PLANS]

Measured here: how long plans take, in processor time, and how much of a PostgreSQL's processor a job and an idle worker
cost. Simulated: workers with a core each, jobs one after the other, and a database of some cores whose work they share.
"""

from __future__ import annotations

import heapq
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from benchmarks.facts import fresh_facts
from benchmarks.requests import wishes
from planner.itinerary.planning import plan_trip
from planner.jobs import records
from planner.migrate import migrate
from planner.saved import save_itinerary
from planner.settings import Settings
from planner.solving import Progress, SolveOptions
from planner.store import transaction
from planner.violations import Checked
from tests.support.postgres import Server
from tests.support.results import make_itinerary, make_request

WORKERS = (2, 4, 8, 16, 32, 64, 128, 256)
DATABASE_CORES = (1,)
HOURS = 0.1
PLANS, JOBS, BEATS = 40, 300, 1_000
PROGRESS_S = 0.2  # a plan at work writes how far it is that often, its process looks around every half second
LOOK_S = 0.5


@dataclass(frozen=True)
class Costs:
    """Seconds of the database's processor: of a job from queue to result, of a progress note, of a look around."""

    job_s: float
    note_s: float
    look_s: float


def main(plans: int) -> None:
    with TemporaryDirectory() as folder:
        services = service_times(Path(folder), plans)
    costs = database_costs()
    print(f"{len(services)} plans: {mean(services):.2f} s of processor on average, {max(services):.2f} s at most")
    told = {"a job": costs.job_s, "a note": costs.note_s, "a look": costs.look_s}
    print("database: " + ", ".join(f"{1e3 * cost:.2f} ms {name}" for name, cost in told.items()))
    one = costs.look_s / LOOK_S + costs.note_s / PROGRESS_S + costs.job_s / mean(services)  # of a core, by a worker
    print(f"a core of the database is full at {1 / one:.0f} workers")
    for cores in DATABASE_CORES:
        for workers in WORKERS:
            made, busy = plans_an_hour(workers, cores, services, costs)
            alone = workers * 3600 / mean(services)
            share = made / alone
            print(f"  {workers:3} workers: {made:9,.0f} plans an hour, {share:.2f} of as many alone, busy {busy:.0%}")


def service_times(folder: Path, plans: int) -> list[float]:
    """Seconds of processor that plans of random wishes take."""
    facts, found = fresh_facts(folder), list[float]()
    plan_trip(facts, wishes(facts, 1, 0)[0], SolveOptions())  # compiled, warm
    for wish in wishes(facts, plans, 1):
        began = time.process_time()
        plan_trip(facts, wish, SolveOptions())
        found.append(time.process_time() - began)
    return found


def database_costs() -> Costs:
    """Of a real PostgreSQL that writes to its disk."""
    server = Server.new(("max_connections=20",))
    try:
        server.execute("CREATE DATABASE work")
        settings = Settings(database_url=server.url("work"))
        migrate(settings)
        url, spent = settings.database_url, _processor_of(server)
        result, number = Checked(make_itinerary(make_request()), ()), count()

        def job() -> None:
            with transaction(url) as session:
                records.enqueue(session, "trip", f'{{"n": {next(number)}}}')
            with transaction(url) as session:
                claimed = records.claim(session, "w")
            with transaction(url) as session:
                saved = save_itinerary(session, result.result, result.violations)
                records.finish(session, claimed.id if claimed else "", "w", saved)

        for _ in range(20):
            job()
        job_s = _each(job, JOBS, spent)
        with transaction(url) as session:
            own = records.enqueue(session, "trip", "{}")
            records.claim(session, "w")

        def note() -> None:
            with transaction(url) as session:
                records.heartbeat(session, own, "w", Progress("days", 1, 2), 1)
                records.waits(session, 0)

        def look() -> None:
            with transaction(url) as session:
                records.heartbeat(session, own, "w")
                records.requeue_expired(session, timedelta(seconds=10))
            with transaction(url) as session:
                records.claim(session, "w")

        return Costs(job_s, _each(note, BEATS, spent), _each(look, BEATS, spent))
    finally:
        server.remove()


def _each(work: Callable[[], None], times: int, spent: Callable[[], float]) -> float:
    before = spent()
    for _ in range(times):
        work()
    return (spent() - before) / times


def _processor_of(server: Server) -> Callable[[], float]:
    """Seconds of processor that a server's processes have spent."""
    main = int((server.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    ticks = os.sysconf("SC_CLK_TCK")

    def spent() -> float:
        children = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()
        told = [
            Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            for each in (str(main), *children)
        ]
        return sum(int(one[11]) + int(one[12]) for one in told) / ticks

    return spent


def plans_an_hour(workers: int, cores: int, services: list[float], costs: Costs) -> tuple[float, float]:
    """Plans finished in a simulated hour with always more waiting, and how busy the database's cores were.

    What a worker asks of the database waits for the core that is free first; looks around go beside the plans.
    """
    chance, until = random.Random(workers), HOURS * 3600
    free = [0.0] * cores  # when each core of the database is free
    busy, finished = 0.0, 0
    order = count()
    events: list[tuple[float, int, str, float]] = []  # when, order, what, seconds of planning left
    for number in range(workers):
        heapq.heappush(events, (number * LOOK_S / workers, next(order), "look", 0.0))
        heapq.heappush(events, (number * PROGRESS_S / workers, next(order), "job", 0.0))
    while events:
        now, _order, what, left = heapq.heappop(events)
        if now > until:
            break
        took = {"look": costs.look_s, "job": costs.job_s, "note": costs.note_s}[what]
        core = min(range(cores), key=free.__getitem__)
        free[core] = answered = max(now, free[core]) + took
        busy += took
        if what == "look":
            heapq.heappush(events, (max(now + LOOK_S, answered), next(order), "look", 0.0))
            continue
        if what == "job":
            finished, left = finished + 1, chance.choice(services)
        step = min(left, PROGRESS_S)
        heapq.heappush(events, (answered + step, next(order), "note" if left > step else "job", left - step))
    return finished / HOURS, busy / (until * cores)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PLANS)
