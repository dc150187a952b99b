"""Facts from outside as changes to look at first: CSV tables, OpenStreetMap; and versions of the facts compared."""

from planner.exchange.facts.changes import ChangeSet, new_rows
from planner.exchange.facts.csv_tables import LARGEST_BYTES, read_table, write_table
from planner.exchange.facts.osm import change_set_from
from planner.exchange.facts.overpass import fetch
from planner.exchange.facts.versions import TableDifference, compare_versions, read_version, zipped

__all__ = [
    "LARGEST_BYTES",
    "ChangeSet",
    "TableDifference",
    "change_set_from",
    "compare_versions",
    "fetch",
    "new_rows",
    "read_table",
    "read_version",
    "write_table",
    "zipped",
]
