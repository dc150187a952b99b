"""Lists of travellers from files, and the lists an agency hands on."""

from planner.exchange.rosters.read import LARGEST_BYTES, read_name_table
from planner.exchange.rosters.write import table_csv, table_xlsx, tables_xlsx

__all__ = ["LARGEST_BYTES", "read_name_table", "table_csv", "table_xlsx", "tables_xlsx"]
