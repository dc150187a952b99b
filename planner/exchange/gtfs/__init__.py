"""GTFS feeds, in and out."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.exchange.gtfs.feed import Feed, read_gtfs
    from planner.exchange.gtfs.write import write_gtfs
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["Feed", "read_gtfs", "write_gtfs"]
