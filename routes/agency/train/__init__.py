"""A departure that goes by a train which a railway office has published: offered, taken, its berths and its days."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from routes.agency.train.days import day_lines_of
    from routes.agency.train.offered import take_train, trains
    from routes.agency.train.step import TRAIN, change_train
    from routes.agency.train.trip import OpenTrain, open_train, own_ashore, trip_of, with_train
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "TRAIN",
    "OpenTrain",
    "change_train",
    "day_lines_of",
    "open_train",
    "own_ashore",
    "take_train",
    "trains",
    "trip_of",
    "with_train",
]
