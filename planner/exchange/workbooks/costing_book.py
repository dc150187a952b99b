"""A costing as an XLSX workbook whose sums are live formulas: change a price there, and the rest follows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Font

_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class BookLine:
    """A line: its words, the factors of its quantity (a sum of products), and its price or rate.

    `rate` is a share in percent of all lines above, or of the line number `of` (from 0); then nothing else counts.
    """

    section: str
    name: str
    formula: str
    factors: tuple[tuple[int, ...], ...]
    unit_fen: int | None
    minus: bool
    source: str
    rate_bp: int | None = None
    of: int | None = None


@dataclass(frozen=True)
class BookWords:
    """The words of the workbook in the reader's language."""

    title: str
    header: tuple[str, ...]  # section, item, formula, quantity, price, amount, source
    total: str
    markup: str
    rounding: str
    asked: str


def costing_book(
    lines: Sequence[BookLine], words: BookWords, markup_fen: int, rounding_fen: int
) -> bytes:  # fmt: skip
    """The workbook: a row a line, then the costs, the markup, the rounding and the price, all summed by formulas."""
    book = Workbook()
    sheet = book.active
    sheet.title = _safe(words.title)[:31] or "1"
    sheet.append(list(words.header))
    first = 2
    for row, line in enumerate(lines, start=first):
        sheet.append([_safe(line.section), _safe(line.name), _safe(line.formula), None, None, None, _safe(line.source)])
        sign = "-" if line.minus else ""
        if line.rate_bp is not None:
            base = f"F{first + line.of}" if line.of is not None else f"SUM(F{first}:F{row - 1})"
            sheet.cell(row, 6).value = f"={sign}ROUND({base}*{line.rate_bp}/10000,2)"
            continue
        sheet.cell(row, 4).value = "=" + "+".join("*".join(map(str, part)) for part in line.factors)
        if line.unit_fen is not None:
            sheet.cell(row, 5).value = line.unit_fen / 100
            sheet.cell(row, 6).value = f"={sign}ROUND(D{row}*E{row},2)"
    last = first + len(lines) - 1
    for number, (label, value) in enumerate((
        (words.total, f"=SUM(F{first}:F{last})"), (words.markup, markup_fen / 100),
        (words.rounding, rounding_fen / 100), (words.asked, f"=SUM(F{last + 1}:F{last + 3})"),
    ), start=last + 1):  # fmt: skip
        sheet.cell(number, 2).value = _safe(label)
        sheet.cell(number, 6).value = value
    for cells in (sheet[1], sheet[last + 1], sheet[last + 4]):
        for cell in cells:
            cell.font = Font(bold=True)
    for column, width in zip("ABCDEFG", (14, 44, 30, 10, 12, 14, 22), strict=True):
        sheet.column_dimensions[column].width = width
    for row in range(first, last + 5):
        for amounts in (5, 6):
            sheet.cell(row, amounts).number_format = "#,##0.00"
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(text: str) -> str:
    """What people typed runs nothing in a spreadsheet."""
    return f"'{text}" if text.startswith(_RISKY) else text
