"""What facts must satisfy beyond the single cell: references, duplicates, places on the map, times in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry import shape

from planner.catalog.changes import CellChange, lay_over
from planner.catalog.csv_rows import RawSheet, Sheet, read_cells, read_raw
from planner.catalog.packs import check_packs, theme_ids
from planner.catalog.provenance import check_sources
from planner.catalog.sheets import SHEETS
from planner.clock import DAY_MIN, DAY_S
from planner.errors import Fault

COAST_KM = 12  # islands and headlands lie outside the simplified city outlines by up to this
TWINS_M = 30  # two places nearer than this are one place entered twice
SHORTER_THAN_AIR = 0.85  # published kilometres are whole and stations' points rough: below this something is wrong
DOUBTFUL_KM = 4.0  # a few stations' points are known to be that wrong (data/README.md)
_GEOD = Geod(ellps="WGS84")
_KEYS = {
    "cities.csv": ("name",), "places.csv": ("id",), "hotels.csv": ("id",), "hospitals.csv": ("id",),
    "restaurants.csv": ("id",), "season_events.csv": ("id",), "ticket_policies.csv": ("id",),
    "climate.csv": ("city",), "cell_sources.csv": ("file", "id", "column"), "stations.csv": ("name",),
    "sections.csv": ("id",), "train_runs.csv": ("number",), "train_calls.csv": ("train", "seq"),
    "line_speeds.csv": ("line", "kind"), "passing_times.csv": ("run", "seq"), "real_silver_trains.csv": ("id",),
}  # fmt: skip
_ON_THE_MAP = ("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv")
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
    ("climate.csv", "city", "cities.csv", "name"),
    ("sections.csv", "from_station", "stations.csv", "name"),
    ("sections.csv", "to_station", "stations.csv", "name"),
    ("train_calls.csv", "train", "train_runs.csv", "number"),
    ("train_calls.csv", "station", "stations.csv", "name"),  # those in the region
)


BASEMAP = ("cities", "province", "coastline", "lakes", "land")  # of each region


@dataclass(frozen=True)
class FactTables:
    """Every file of a region: as text, and as values."""

    raws: dict[str, RawSheet]
    sheets: dict[str, Sheet]


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
    yield from _map(sheets, data_dir / region)
    yield from _places(sheets["places.csv"])
    yield from _stations(sheets["stations.csv"])
    yield from _sections(sheets)
    yield from _trains(sheets["train_runs.csv"], sheets["train_calls.csv"])
    yield from _passing(sheets["passing_times.csv"])
    yield from _speeds(sheets["line_speeds.csv"])
    yield from _climate(sheets["climate.csv"])
    yield from _events(sheets["season_events.csv"])
    for name in _ON_THE_MAP:
        yield from _same_name(sheets[name])


def _duplicates(sheet: Sheet) -> Iterator[Fault]:
    columns = _KEYS[sheet.file]
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
        for theme in row["themes"].split(";") if known else ():
            if theme not in known:
                yield Fault(sheet.file, number, "themes", f"{theme!r} is not one of {', '.join(known)}")


def _map(sheets: dict[str, Sheet], folder: Path) -> Iterator[Fault]:
    outlines: dict[str, shapely.Geometry] = {}
    for name in BASEMAP:
        file = f"basemap/{name}.geojson"
        try:
            features = json.loads((folder / file).read_text(encoding="utf-8"))["features"]
            shapes = [(feature["properties"], shape(feature["geometry"])) for feature in features]
        except FileNotFoundError:
            yield Fault(file, 0, "file", "is missing")
        except (ValueError, KeyError, TypeError) as error:
            yield Fault(file, 0, "file", f"is not GeoJSON: {error!r}")
        else:
            if name == "cities":
                outlines = {properties["name"].removesuffix("市"): outline for properties, outline in shapes}
    for name in _ON_THE_MAP:
        sheet = sheets[name]
        for number, row in sheet.numbered():
            outline = outlines.get(row["city"])
            if outline is not None and (away := _km_outside(outline, row["lon"], row["lat"])) > COAST_KM:
                yield Fault(name, number, "lat", f"{row['lat']},{row['lon']} lies {away:.0f} km outside {row['city']}")
        yield from _twins(sheet)


def _km_outside(outline: shapely.Geometry, lon: float, lat: float) -> float:
    point = shapely.Point(lon, lat)
    if outline.covers(point):
        return 0.0
    nearest = shapely.shortest_line(point, outline).coords
    return float(_GEOD.inv(*nearest[0], *nearest[1])[2]) / 1000


def _twins(sheet: Sheet) -> Iterator[Fault]:
    """Exact points of two rows on one spot; rough ones may well coincide."""
    exact = [(number, row) for number, row in sheet.numbered() if row["position"] == "exact"]
    for i, (number, row) in enumerate(exact):
        for earlier, other in exact[:i]:
            if abs(row["lat"] - other["lat"]) > 0.001 or abs(row["lon"] - other["lon"]) > 0.001:
                continue
            if _GEOD.inv(row["lon"], row["lat"], other["lon"], other["lat"])[2] < TWINS_M:
                yield Fault(sheet.file, number, "lat", f"is the same spot as row {earlier} ({other['name']})")


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


def _stations(sheet: Sheet) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        known = row["lat"] is not None, row["lon"] is not None
        if known != (row["position"] != "unknown",) * 2:
            yield Fault(sheet.file, number, "lat", f"lat and lon do not go with position {row['position']!r}")


def _sections(sheets: dict[str, Sheet]) -> Iterator[Fault]:
    exact = (row for row in sheets["stations.csv"].rows if row["position"] == "exact")
    stations = {row["name"]: row for row in exact if None not in (row["lat"], row["lon"])}
    for number, row in sheets["sections.csv"].numbered():
        one, other = stations.get(row["from_station"]), stations.get(row["to_station"])
        if one is None or other is None:
            continue
        air = float(_GEOD.inv(one["lon"], one["lat"], other["lon"], other["lat"])[2]) / 1000
        if not row["km_estimated"] and row["km"] < air * SHORTER_THAN_AIR - DOUBTFUL_KM:
            yield Fault("sections.csv", number, "km", f"{row['km']:g} km of track for {air:.1f} km as the crow flies")


def _trains(runs: Sheet, calls: Sheet) -> Iterator[Fault]:
    """Times of a train never go back; the day columns say when midnight has passed."""
    last: dict[str, int] = {}
    stops: dict[str, int] = {}
    for number, row in calls.numbered():
        stops[row["train"]] = stops.get(row["train"], 0) + 1
        for what in ("arrive", "depart"):
            if (row[what] is None) != (row[f"{what}_day"] is None):
                yield Fault(calls.file, number, f"{what}_day", f"{what} and {what}_day must both be known or empty")
            elif row[what] is not None:
                now = row[f"{what}_day"] * DAY_MIN + row[what]
                if now < last.get(row["train"], 0):
                    yield Fault(calls.file, number, what, f"train {row['train']} goes back in time")
                last[row["train"]] = now
    if not calls.faults:
        for number, row in runs.numbered():
            if stops.get(row["number"], 0) < 2:
                yield Fault(runs.file, number, "number", f"train {row['number']} has fewer than two calls")


def _passing(sheet: Sheet) -> Iterator[Fault]:
    last: dict[str, int] = {}
    for number, row in sheet.numbered():
        now = row["day"] * DAY_S + row["at_s"]
        if now < last.get(row["run"], 0):
            yield Fault(sheet.file, number, "time", f"run {row['run']} goes back in time")
        last[row["run"]] = now


def _speeds(sheet: Sheet) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        speeds = [row[name] for name in ("p10_kmh", "median_kmh", "p90_kmh", "max_kmh")]
        if speeds != sorted(speeds):
            yield Fault(sheet.file, number, "median_kmh", f"10 %, median, 90 % and most are not in order: {speeds}")


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
