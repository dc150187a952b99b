"""Where the published trains are: their legs on the network with unpublished passing times assigned."""

from planner.train.traffic.published import (
    CLEARING_S,
    TrainStay,
    gap_counts,
    published_traffic,
    single_links,
    stays,
    traffic,
)

__all__ = ["CLEARING_S", "TrainStay", "gap_counts", "published_traffic", "single_links", "stays", "traffic"]
