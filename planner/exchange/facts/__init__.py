"""Facts from outside as changes to look at first: CSV tables, OpenStreetMap, Wikidata; and versions compared."""

from planner.exchange.facts.changes import ChangeSet, new_rows
from planner.exchange.facts.csv_tables import LARGEST_BYTES, read_table, write_table
from planner.exchange.facts.osm import OSM, WIKIDATA, Origin, change_set_from
from planner.exchange.facts.outlines import Area, all_cities, box_of, one_city, read_outlines, tiles_of
from planner.exchange.facts.overpass import ask_overpass, read_elements
from planner.exchange.facts.servers import Box, Element
from planner.exchange.facts.tiled import gather
from planner.exchange.facts.versions import TableDifference, compare_versions, read_version, zipped
from planner.exchange.facts.wikidata import ask_wikidata, read_items

__all__ = [
    "LARGEST_BYTES",
    "OSM",
    "WIKIDATA",
    "Area",
    "Box",
    "ChangeSet",
    "Element",
    "Origin",
    "TableDifference",
    "all_cities",
    "ask_overpass",
    "ask_wikidata",
    "box_of",
    "change_set_from",
    "compare_versions",
    "gather",
    "new_rows",
    "one_city",
    "read_elements",
    "read_items",
    "read_outlines",
    "read_table",
    "read_version",
    "tiles_of",
    "write_table",
    "zipped",
]
