"""Where each cell comes from: its own source where one is noted, else its row's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.catalog.csv_rows import RawSheet
from planner.catalog.tables import CellSource
from planner.errors import Fault
from planner.text import year_in

CELL_SOURCES = "cell_sources.csv"
KEY_OF = {  # the files whose rows carry a source, and the column that names a row
    "places.csv": "id", "hotels.csv": "id", "hospitals.csv": "id", "restaurants.csv": "id",
    "season_events.csv": "id", "ticket_policies.csv": "id", "recognitions.csv": "id", "hotlines.csv": "id",
    "keepsakes.csv": "id", "climate.csv": "name",
    "stations.csv": "name",
}  # fmt: skip
ABOUT = frozenset(
    ("id", "source", "as_of", "state_as_of", "confidence")
)  # columns that speak of the row, not of the world
ESTIMATES = frozenset(  # columns of places that are our judgement unless a source is noted
    ("visit_min", "walk_m", "climb_m", "intensity", "step_free", "indoor_share", "busy_months")
)
_ADDRESS = re.compile(r"https?://|[A-Za-z0-9_-]+/[A-Za-z0-9_]|PyPI|public code|OSM|[a-z0-9-]+\.(?:com|cn|net|org)")
SITES = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?=/)|(?:github|PyPI) [\w./-]+")  # that a source names
FARMS = ("bkwk.cn",)  # sites of generated texts, which contradict each other: what rests on them alone is not cited


@dataclass(frozen=True)
class Provenance:
    """A cell's source in words, what it rests on (cited, general, estimate, reader: a note not yet confirmed) and the
    year it speaks of."""

    source: str
    basis: str
    as_of: int | None


Noted = Mapping[tuple[str, str], Mapping[str, CellSource]]  # (file, row) → column → source


def noted_sources(rows: Iterable[CellSource]) -> dict[tuple[str, str], dict[str, CellSource]]:
    """The noted sources by file and row."""
    found: dict[tuple[str, str], dict[str, CellSource]] = defaultdict(dict)
    for row in rows:
        found[row.file, row.id][row.column] = row
    return dict(found)


def provenance(noted: Noted, file: str, row: Mapping[str, object], column: str) -> Provenance:
    """Where a cell that is not empty comes from. `row` holds at least the key, `source` and `as_of` if it has one."""
    own = noted.get((file, str(row[KEY_OF[file]])), {}).get(column)
    as_of = year_in(str(row.get("as_of")))
    if own is not None:
        return Provenance(own.source, "general" if _made_up(own.source, own.basis) else own.basis, own.as_of or as_of)
    source = str(row["source"])
    if file == "places.csv" and column in ESTIMATES:
        return Provenance("", "estimate", as_of)
    cited = _ADDRESS.search(source) and "general knowledge" not in source and not _made_up(source, "cited")
    return Provenance(source, "cited" if cited else "general", as_of)


def _made_up(source: str, basis: str) -> bool:
    """Does a cell called cited rest on farms of generated texts alone?"""
    sites = SITES.findall(source)
    return basis == "cited" and bool(sites) and all(site.endswith(FARMS) for site in sites)


def may_age(row: Mapping[str, object], column: str) -> bool:
    """Does news of a cell grow old? That an open street or park is open and free does not."""
    if row.get("hours") != "24/7":
        return True
    return column != "hours" and not (column.startswith(("ticket_", "price_")) and str(row[column]) == "0")


def usable(row: Mapping[str, object]) -> bool:
    """Is a place, hotel or restaurant planned with? It surely exists, is placed better than to its town, and opens on
    other occasions than shows, whose days nobody knows long before."""
    there = row["confidence"] != "low" and row["position"] != "town"
    return there and row.get("state") not in ("closed", "shows") and row.get("serves_meals") is not False


def check_sources(raws: Mapping[str, RawSheet]) -> Iterator[Fault]:
    """Every noted source points at a cell that exists and is not empty."""
    rows = {
        (file, row[key]): row for file, key in KEY_OF.items() for _, row in raws[file].rows
    }  # duplicates are reported elsewhere
    for number, noted in raws[CELL_SOURCES].rows:
        file, key, column = noted["file"], noted["id"], noted["column"]
        if file not in KEY_OF:
            yield Fault(CELL_SOURCES, number, "file", f"{file!r} is not one of {', '.join(KEY_OF)}")
        elif raws[file].faults:
            continue
        elif (row := rows.get((file, key))) is None:
            yield Fault(CELL_SOURCES, number, "id", f"{key!r} is not in {file}")
        elif column not in row or column in ABOUT:
            yield Fault(CELL_SOURCES, number, "column", f"{column!r} is not a column of {file} that has a source")
        elif not row[column]:
            yield Fault(CELL_SOURCES, number, "column", f"{column} of {key} is empty: an unknown cell has no source")
