"""How quickly a path is found among all published trains, how often there is one, and what waiting it costs.

Every pair of cities, ready at six times of the day, up to twelve hours later than the train would need alone.
"""

from __future__ import annotations

from itertools import permutations
from statistics import median, quantiles
from time import process_time

from benchmarks.facts import BenchFacts
from planner.train.infrastructure import can_dwell, running_error, running_table
from planner.train.insertion import (
    FreeIntervals,
    LegRequest,
    call_station,
    earliest,
    leg_seconds,
    make_occupancy,
    make_route,
    way_between,
)

READY_H = (2, 6, 10, 14, 18, 22)
SPARE_S = 12 * 3600


def run(facts: BenchFacts) -> None:
    """Print the figures."""
    catalog, rail = facts.catalog, facts.rail
    table = running_table(rail)
    occupancy = make_occupancy(facts)
    stations = [s for city in catalog.cities.values() if (s := call_station(catalog, table, city))]
    took_ms, waited_min, wishes = [], [], 0
    for one, other in permutations(stations, 2):
        way = way_between(table, one.name, other.name)
        if not way:
            continue
        alone = leg_seconds(table, way)
        for hour in READY_H:
            ready, latest = hour * 3600, hour * 3600 + alone + SPARE_S
            began = process_time()
            window = ready, latest
            route = make_route(table, way, lambda name: can_dwell(rail, name), LegRequest(window, window))
            path = earliest(FreeIntervals(occupancy, ready, latest), route)
            took_ms.append(1000 * (process_time() - began))
            wishes += 1
            if path:
                waited_min.append((path.arrive_s[-1] - ready - alone) / 60)
    error = running_error(rail)
    print(f"{len(stations)} stations, {wishes} wishes, {sum(map(len, occupancy.busy.values()))} runs of other trains")
    print(f"paths found: {len(waited_min)} ({len(waited_min) / wishes:.1%})")
    print(f"time: median {median(took_ms):.1f} ms, 90th percentile {quantiles(took_ms, n=10)[-1]:.1f} ms")
    print(f"waiting: median {median(waited_min):.0f} min, 90th percentile {quantiles(waited_min, n=10)[-1]:.0f} min")
    print(f"running time against {error.legs} published legs: median error {error.median_percent} %")
