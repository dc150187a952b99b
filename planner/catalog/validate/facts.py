"""What facts must satisfy beyond the single cell: references, duplicates, places on the map, times in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from planner.catalog.changes import CellChange, lay_over
from planner.catalog.csv_rows import RawSheet, Sheet, read_cells, read_raw
from planner.catalog.packs import check_packs, memory_theme_ids, theme_ids
from planner.catalog.provenance import Noted, check_sources, noted_sources
from planner.catalog.sheets import SHEETS
from planner.catalog.tables import CellSource
from planner.catalog.validate.memories import memory_faults
from planner.catalog.validate.on_the_map import ON_THE_MAP, faults_on_the_map
from planner.catalog.validate.plausible import implausible
from planner.catalog.validate.railway import railway_faults
from planner.catalog.validate.rules import rule_faults
from planner.errors import Fault

ROW_KEYS = {
    "cities.csv": ("name",), "places.csv": ("id",), "hotels.csv": ("id",), "hospitals.csv": ("id",),
    "restaurants.csv": ("id",), "season_events.csv": ("id",), "ticket_policies.csv": ("id",),
    "recognitions.csv": ("id",), "hotlines.csv": ("id",), "keepsakes.csv": ("id",),
    "climate.csv": ("name",), "cell_sources.csv": ("file", "id", "column"), "stations.csv": ("name",),
    "sections.csv": ("id",), "tracks.csv": ("id",), "train_runs.csv": ("number",), "train_calls.csv": ("train", "seq"),
    "line_speeds.csv": ("line", "kind"), "passing_times.csv": ("run", "seq"), "real_silver_trains.csv": ("id",),
}  # fmt: skip
_REFERENCES = (  # file, column, file it points into, key there
    ("cities.csv", "station", "stations.csv", "name"),
    ("places.csv", "city", "cities.csv", "name"),
    ("hotels.csv", "city", "cities.csv", "name"),
    ("hospitals.csv", "city", "cities.csv", "name"),
    ("restaurants.csv", "city", "cities.csv", "name"),
    ("season_events.csv", "city", "cities.csv", "name"),
    ("season_events.csv", "place_id", "places.csv", "id"),
    ("ticket_policies.csv", "city", "cities.csv", "name"),
    ("ticket_policies.csv", "place_id", "places.csv", "id"),
    ("recognitions.csv", "city", "cities.csv", "name"),
    ("recognitions.csv", "place_id", "places.csv", "id"),
    ("recognitions.csv", "restaurant_id", "restaurants.csv", "id"),
    ("hotlines.csv", "city", "cities.csv", "name"),
    ("keepsakes.csv", "city", "cities.csv", "name"),
    ("climate.csv", "city", "cities.csv", "name"),
    ("sections.csv", "from_station", "stations.csv", "name"),
    ("sections.csv", "to_station", "stations.csv", "name"),
    ("tracks.csv", "from_station", "stations.csv", "name"),
    ("tracks.csv", "to_station", "stations.csv", "name"),
    ("train_calls.csv", "train", "train_runs.csv", "number"),
    ("train_calls.csv", "station", "stations.csv", "name"),  # those in the region
)


@dataclass(frozen=True)
class FactTables:
    """Every file of a region: as text, and as values."""

    raws: dict[str, RawSheet]
    sheets: dict[str, Sheet]

    @cached_property
    def noted(self) -> Noted:
        """The cells' own sources."""
        return noted_sources(CellSource(**row) for row in self.sheets["cell_sources.csv"].rows)


def read_fact_tables(folder: Path, changes: Iterable[CellChange] = ()) -> FactTables:
    """Every file of a region's folder, with the operators' changes laid over."""
    raws = {name: read_raw(folder / name, name, columns) for name, (_, columns) in SHEETS.items()}
    lay_over(raws, changes)
    return FactTables(raws, {name: read_cells(raws[name], columns) for name, (_, columns) in SHEETS.items()})


def check_facts(data_dir: Path, region: str, facts: FactTables | None = None) -> tuple[Fault, ...]:
    """Everything that is wrong in data/: each file by itself, and all together. `facts` as read from there."""
    facts = facts or read_fact_tables(data_dir / region)
    return (
        *check_sheets(facts.sheets, data_dir, region),
        *check_sources(facts.raws),
        *rule_faults(data_dir / "rules"),
        *check_packs(data_dir, region, facts.sheets),
    )


def check_sheets(sheets: dict[str, Sheet], data_dir: Path, region: str) -> Iterator[Fault]:
    """All faults of the tables."""
    for sheet in sheets.values():
        yield from sheet.faults
        yield from _duplicates(sheet)
    for file, column, other, key in _REFERENCES:
        yield from _references(sheets[file], column, sheets[other], key)
    for name in ("places.csv", "season_events.csv"):
        yield from _themes(sheets[name], theme_ids(data_dir))
    yield from faults_on_the_map(sheets, data_dir / region)
    yield from _places(sheets["places.csv"])
    yield from memory_faults(sheets["places.csv"], memory_theme_ids(data_dir))
    yield from implausible(sheets)
    yield from railway_faults(sheets)
    yield from _climate(sheets["climate.csv"])
    yield from _events(sheets["season_events.csv"])
    for name in ON_THE_MAP:
        yield from _same_name(sheets[name])


def _duplicates(sheet: Sheet) -> Iterator[Fault]:
    columns = ROW_KEYS[sheet.file]
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in sheet.numbered():
        key = tuple(row[c] for c in columns)
        if key in seen:
            yield Fault(sheet.file, number, columns[0], f"{_key_text(key)} stands in row {seen[key]} already")
        seen.setdefault(key, number)


def _key_text(key: tuple[Any, ...]) -> str:
    return " ".join(repr(part) for part in key)


def _references(sheet: Sheet, column: str, other: Sheet, key: str) -> Iterator[Fault]:
    if other.faults:  # rows with faults are left out: what points at them may be right
        return
    known = {row[key] for row in other.rows}
    for number, row in sheet.numbered():
        if row[column] is not None and row[column] not in known and row.get("in_region", True):
            yield Fault(sheet.file, number, column, f"{row[column]!r} is not in {other.file}")


def _themes(sheet: Sheet, known: tuple[str, ...]) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        for theme in (row["themes"] or "").split(";") if known else ():
            if theme and theme not in known:
                yield Fault(sheet.file, number, "themes", f"{theme!r} is not one of {', '.join(known)}")


def _places(sheet: Sheet) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        if row["last_entry_min"] is not None and row["hours"] is None:
            yield Fault(sheet.file, number, "last_entry_min", "counts back from closing, but hours are empty")
        if (row["era_from"] is None) != (row["era_to"] is None) or (row["era_from"] or 0) > (row["era_to"] or 0):
            yield Fault(sheet.file, number, "era_to", "era_from and era_to must be two years in order or both empty")
        for column in ("price_60_fen", "price_65_fen", "price_70_fen"):
            if row[column] is not None and row["ticket_fen"] is not None and row[column] > row["ticket_fen"]:
                shown_column = column.replace("fen", "yuan")
                yield Fault(sheet.file, number, shown_column, "a senior price is higher than the full price")


def _climate(sheet: Sheet) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        for month, (high, low) in enumerate(zip(row["high_c"].split(";"), row["low_c"].split(";"), strict=True), 1):
            if int(low) > int(high):
                yield Fault(sheet.file, number, "low_c", f"month {month}: {low} by night is warmer than {high} by day")


def _events(sheet: Sheet) -> Iterator[Fault]:
    """Both ends in one calendar; only a yearly season may run over the new year."""
    for number, row in sheet.numbered():
        kinds = [len(row[end]) for end in ("start", "end")]
        if kinds[0] != kinds[1]:
            yield Fault(sheet.file, number, "end", f"{row['end']} and {row['start']} are in different calendars")
        elif row["start"][:1] == "2" and row["end"] < row["start"]:
            yield Fault(sheet.file, number, "end", f"{row['end']} is before {row['start']}")


def _same_name(sheet: Sheet) -> Iterator[Fault]:
    seen: dict[tuple[str, str], int] = {}
    for number, row in sheet.numbered():
        if (earlier := seen.setdefault((row["city"], row["name"]), number)) != number:
            yield Fault(sheet.file, number, "name", f"{row['name']!r} stands in row {earlier} already")
