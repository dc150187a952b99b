"""A timetable as somebody types it on the page, read in the page's language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from planner.catalog.tables import Station
from planner.train import entered_calls
from planner.train.entered_calls import MAX_LINES, BadLine, EnteredCall, write_calls
from planner.train.stations import english_names

__all__ = ["MAX_LINES", "BadLine", "EnteredCall", "english_names", "read_calls", "write_calls"]


def read_calls(text: str, stations: Mapping[str, Station]) -> tuple[tuple[EnteredCall, ...], tuple[BadLine, ...]]:
    """As `planner.train.entered_calls.read_calls`."""
    return entered_calls.read_calls(text, stations, gettext)
