"""Where the published trains are: their legs on the network with unpublished passing times assigned."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.traffic.occupation import TrackStay, most_at_once, station_occupation
    from planner.train.traffic.published import (
        CLEARING_S,
        TrainStay,
        gap_counts,
        published_traffic,
        single_links,
        stays,
        traffic,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "CLEARING_S",
    "TrackStay",
    "TrainStay",
    "gap_counts",
    "most_at_once",
    "published_traffic",
    "single_links",
    "station_occupation",
    "stays",
    "traffic",
]
