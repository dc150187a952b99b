"""What people type → names, numbers and days: both widths, traditional characters, Chinese numerals, pinyin."""

from planner.text.dates import check_start, read_day
from planner.text.lookup import Named, NameIndex
from planner.text.normalize import name_key, plain
from planner.text.numbers import whole_number

__all__ = ["NameIndex", "Named", "check_start", "name_key", "plain", "read_day", "whole_number"]
