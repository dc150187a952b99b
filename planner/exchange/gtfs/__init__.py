"""GTFS feeds, in and out."""

from planner.exchange.gtfs.feed import Feed, read_gtfs
from planner.exchange.gtfs.write import write_gtfs

__all__ = ["Feed", "read_gtfs", "write_gtfs"]
