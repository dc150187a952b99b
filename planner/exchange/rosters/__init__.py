"""Lists of travellers from files, and the lists an agency hands on."""

from planner.exchange.rosters.read import LARGEST_BYTES, read_name_table

__all__ = ["LARGEST_BYTES", "read_name_table"]
