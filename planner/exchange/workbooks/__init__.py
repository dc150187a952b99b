"""Tables in spreadsheets' own formats, whatever is in them."""

from planner.exchange.workbooks.costing_book import BookLine, BookWords, costing_book
from planner.exchange.workbooks.first_sheet import PACKED, sheet_cells
from planner.exchange.workbooks.ods import is_ods

__all__ = ["PACKED", "BookLine", "BookWords", "costing_book", "is_ods", "sheet_cells"]
