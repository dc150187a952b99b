"""The published traffic, as the checker takes it for trains that somebody enters."""

from __future__ import annotations

from planner.caching import disk_cached, memoize
from planner.catalog import RailFacts
from planner.train.check import KnownTraffic, known_traffic


@memoize()
@disk_cached
def published_traffic_known(rail: RailFacts) -> KnownTraffic:
    """What the checker knows once it has taken the traffic: kept, as it takes longer than to check a train."""
    from planner.train.traffic import traffic

    return known_traffic(rail, traffic(rail))
