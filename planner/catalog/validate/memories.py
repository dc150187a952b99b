"""What a place that is said to hold memories must tell: which years, and one sentence of what one saw there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from planner.catalog.csv_rows import Sheet
from planner.catalog.provenance import usable
from planner.errors import Fault

LIVING_FROM = 1945  # what ended earlier nobody remembers: it is history, and told as culture
LONGEST = {"memory": 70, "memory_en": 200}  # characters: read out on the way, not studied


def memory_faults(sheet: Sheet, themes: Collection[str]) -> Iterator[Fault]:
    """Faults of places.csv. `themes` are those that live of memories. A place that is not planned with may wait for
    its years and its sentence until somebody asks there."""
    for number, row in sheet.numbered():
        for column, why in _row(row, frozenset(themes)):
            yield Fault(sheet.file, number, column, why)


def _row(row: dict[str, Any], themes: frozenset[str]) -> Iterator[tuple[str, str]]:
    if row["era_to"] is not None and row["era_to"] < LIVING_FROM:
        yield "era_to", f"{row['era_to']} is before living memory: leave the years empty and say them in era"
    tagged = [theme for theme in (row["themes"] or "").split(";") if theme in themes]
    if tagged and usable(row):
        for column in ("era_from", "memory", "memory_en"):
            if row[column] is None:
                yield column, f"is empty, but the place is one of {', '.join(tagged)}"
    if (row["memory"] is None) != (row["memory_en"] is None):
        yield "memory_en", "memory and memory_en must both be known or both be empty"
    for column, most in LONGEST.items():
        if len(row[column] or "") > most:
            yield column, f"has {len(row[column])} characters: {most} at most"
