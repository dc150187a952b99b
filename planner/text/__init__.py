"""What people type or bring → names, numbers, days, tables: both widths, traditional characters, Chinese numerals,
pinyin, any encoding."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.text.dates import check_start, read_day
    from planner.text.lookup import Named, NameIndex
    from planner.text.money import plain_amount, read_fen, read_rate
    from planner.text.normalize import name_key, plain
    from planner.text.numbers import YEAR_DIGITS, whole_number, year_in
    from planner.text.tables import (
        Faults,
        decode,
        heading,
        iter_rows,
        number_text,
        read_cells,
        read_json,
        read_rows,
        separator,
        write_rows,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "YEAR_DIGITS",
    "Faults",
    "NameIndex",
    "Named",
    "check_start",
    "decode",
    "heading",
    "iter_rows",
    "name_key",
    "number_text",
    "plain",
    "plain_amount",
    "read_cells",
    "read_day",
    "read_fen",
    "read_json",
    "read_rate",
    "read_rows",
    "separator",
    "whole_number",
    "write_rows",
    "year_in",
]
