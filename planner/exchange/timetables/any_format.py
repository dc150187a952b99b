"""A file of trains in whatever format it is: found out by its content, not by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.catalog import Station
from planner.errors import BadFacts, Fault
from planner.exchange.timetables.calls_csv import read_calls_csv
from planner.exchange.timetables.etrc import Ruler, Skipped, read_etrc
from planner.exchange.timetables.gtfs_read import read_gtfs
from planner.exchange.timetables.runs import Timetable
from planner.exchange.timetables.saved_train import cruise_timetable, read_saved_train

LARGEST_BYTES = 50_000_000
ZIP = b"PK"


@dataclass(frozen=True)
class Import:
    """What was read. `format` is gtfs, csv, etrc or silverway; trains in `skipped` were left out."""

    format: str
    timetable: Timetable
    skipped: tuple[Skipped, ...] = ()
    rulers: tuple[Ruler, ...] = ()


def read_timetable(content: bytes, name: str, stations: Mapping[str, Station], url: str) -> Import:
    """The trains in a file called `name`; `stations` and `url` supply what a saved silver train leaves out.

    Raises
    ------
    BadFacts
        If it is in no format we read, or something in it is wrong; then nothing of it is taken.
    """
    if content.startswith(ZIP):
        return Import("gtfs", read_gtfs(content, name))
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return Import("csv", read_calls_csv(content, name))
    kind = _kind(content)
    if kind == "geojson":
        raise BadFacts((Fault(name, 0, "file", "is GeoJSON, which holds no whole timetable: it is written only"),))
    if kind == "silverway":
        return Import("silverway", cruise_timetable(read_saved_train(content, name), stations, url))
    graph = read_etrc(content, name)
    return Import("etrc", graph.timetable, graph.skipped, graph.rulers)


def _kind(content: bytes) -> str:
    """Which JSON it looks like; readers say what is wrong with it."""
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "etrc"
    if isinstance(parsed, dict) and parsed.get("type") == "FeatureCollection":
        return "geojson"
    return "silverway" if isinstance(parsed, dict) and "passings" in parsed else "etrc"


def is_case(content: bytes, name: str) -> bool:
    """One train with what is known of it, or its bare calls, rather than trains as other programs write them."""
    suffix = Path(name).suffix.lower()
    if content.startswith(ZIP):
        return False
    if suffix == ".json":
        return b'"calls"' in content and b'"passings"' not in content
    header = content.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip().split(b",")
    return suffix == ".txt" or (suffix == ".csv" and b"train" not in header)
