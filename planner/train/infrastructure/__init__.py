"""Stations, sections and their tracks, what stations offer, and running times fitted on published trains."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.train.infrastructure.facilities import facilities

if TYPE_CHECKING:
    from planner.train.infrastructure.calibration import (
        KINDS,
        KM_CERTAIN,
        START_S,
        STOP_S,
        fitted_seconds,
        published_legs,
    )
    from planner.train.infrastructure.closed import all_possessions
    from planner.train.infrastructure.facilities import STATION_FACTS, WHOLE_FACTS, Facilities, read_assumption
    from planner.train.infrastructure.network import (
        DirectedLink,
        Link,
        Network,
        can_dwell,
        different_ways,
        plain_way,
        quickest_way,
        quickest_ways,
    )
    from planner.train.infrastructure.running import (
        FAST_KMH,
        LOCO_KINDS,
        STOCK_KMH,
        TRAIN_KMH,
        USUAL_STOCK,
        RunningTable,
        running_error,
        running_errors,
        running_table,
    )
    from planner.train.infrastructure.stations import english_names, known_station
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "FAST_KMH",
    "KINDS",
    "KM_CERTAIN",
    "LOCO_KINDS",
    "START_S",
    "STATION_FACTS",
    "STOCK_KMH",
    "STOP_S",
    "TRAIN_KMH",
    "USUAL_STOCK",
    "WHOLE_FACTS",
    "DirectedLink",
    "Facilities",
    "Link",
    "Network",
    "RunningTable",
    "all_possessions",
    "can_dwell",
    "different_ways",
    "english_names",
    "facilities",
    "fitted_seconds",
    "known_station",
    "plain_way",
    "published_legs",
    "quickest_way",
    "quickest_ways",
    "read_assumption",
    "running_error",
    "running_errors",
    "running_table",
]
