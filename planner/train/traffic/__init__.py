"""Where the published trains are: their legs placed on the network, unpublished passing times assigned."""

from planner.train.traffic.placing import TOP_KMH
from planner.train.traffic.published import (
    CLEAR_S,
    DAY_S,
    GAPS,
    Contradiction,
    Run,
    gap_counts,
    published_traffic,
    single_links,
    stays,
    traffic,
)
from planner.train.traffic.quickest import quickest_seconds

__all__ = [
    "CLEAR_S",
    "DAY_S",
    "GAPS",
    "TOP_KMH",
    "Contradiction",
    "Run",
    "gap_counts",
    "published_traffic",
    "quickest_seconds",
    "single_links",
    "stays",
    "traffic",
]
