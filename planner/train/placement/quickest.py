"""The quickest that published trains were seen to run through each section, start and stop left out.

Each leg's time is shared over its sections by planning time; a section's quickest share of all legs of that stock
counts. So the sum over a published leg is never more than that leg took.
"""

from __future__ import annotations

from planner.caching import disk_cached, memoize
from planner.catalog import RailFacts
from planner.train.infrastructure import KINDS, START_S, STOP_S, RunningTable, running_table
from planner.train.placement.placing import TOP_KMH, PlacedLeg, placing

SHORTEST_STAY_S = 60  # at a call of which only the departure is published
FAST_SHARE = 0.85  # of planning time: how quickly EMUs are taken to run at most


@memoize()
@disk_cached
def quickest_seconds(rail: RailFacts) -> dict[int, tuple[int, ...]]:
    """Seconds by link for each stock by its top speed in km/h; planning time where no train was quicker."""
    table = running_table(rail)
    return {top: _quickest_of(table, placing(rail).legs, top) for top in KINDS}


def latest_arrival(leg: PlacedLeg) -> int:
    """The second by which it has arrived: published, or a stay before it leaves again."""
    if leg.arrive_s is not None:
        return leg.arrive_s
    if leg.next_depart_s is None:
        raise ValueError(f"{leg.train} neither arrives nor leaves again")
    return max(leg.next_depart_s - SHORTEST_STAY_S, leg.depart_s + 1)


def _quickest_of(table: RunningTable, legs: tuple[PlacedLeg, ...], top: int) -> tuple[int, ...]:
    planned, share = table.stock_s[top], [1.0] * len(table.network.links)
    for leg in legs:
        if TOP_KMH.get(leg.kind) != top:
            continue
        running = latest_arrival(leg) - leg.depart_s - START_S - STOP_S
        whole = sum(planned[step.link] for step in leg.way)
        if running <= 0 or not whole:
            continue
        for step in leg.way:
            share[step.link] = min(share[step.link], running / whole)
    return tuple(int(seconds * part) for seconds, part in zip(planned, share, strict=True))
