"""Tables as spreadsheets open them: an Excel workbook, or CSV with a byte order mark; no cell runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence

from planner.text import write_rows

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 40


def table_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The table as CSV in UTF-8."""
    safe = [[_unformed(cell) for cell in row] for row in rows]
    return write_rows(header, safe).encode("utf-8-sig")


Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]  # title, header, rows


def table_xlsx(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The table as a workbook: every cell is text, so that long numbers keep their digits."""
    return tables_xlsx([(title, header, rows)])


def tables_xlsx(tables: Sequence[Table]) -> bytes:
    """Several of them, each on a sheet of its own."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    for title, header, rows in tables:
        sheet = book.create_sheet("".join(c for c in title if c not in r"[]:*?/\\")[:31] or "1")
        for row in (header, *rows):
            sheet.append(["" for _ in row])
            for cell, text in zip(sheet[sheet.max_row], row, strict=True):
                cell.value = text
                cell.data_type = "s"
                cell.number_format = "@"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, cells in zip(sheet.columns, zip(header, *rows, strict=True), strict=True):
            width = max(sum(2 if ord(c) > 255 else 1 for c in text) for text in cells) + 2
            sheet.column_dimensions[column[0].column_letter].width = min(width, WIDEST)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _unformed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(STARTS_FORMULA) and not cell[1:].replace(" ", "").isdigit() else cell
