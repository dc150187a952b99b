"""Tables in spreadsheets' own formats, whatever is in them."""

from planner.exchange.workbooks.first_sheet import PACKED, sheet_cells
from planner.exchange.workbooks.ods import is_ods

__all__ = ["PACKED", "is_ods", "sheet_cells"]
