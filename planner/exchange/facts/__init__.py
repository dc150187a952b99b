"""Facts from outside as changes to look at first: CSV tables, OpenStreetMap."""

from planner.exchange.facts.changes import ChangeSet, new_rows
from planner.exchange.facts.csv_tables import LARGEST_BYTES, read_table, write_table
from planner.exchange.facts.osm import change_set_from
from planner.exchange.facts.overpass import fetch

__all__ = ["LARGEST_BYTES", "ChangeSet", "change_set_from", "fetch", "new_rows", "read_table", "write_table"]
