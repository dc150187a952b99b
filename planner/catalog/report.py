"""How good the facts are: how much is covered, how surely it is known, and how old it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from planner.catalog.changes import FactChange, cell_text
from planner.catalog.provenance import ABOUT, KEY_OF, Provenance, provenance, usable
from planner.catalog.validate import FactTables
from planner.text import YEAR_DIGITS, year_in

BASES = ("cited", "general", "estimate", "reader")
TRUST = ("high", "medium", "low")
MOST_NAMED = 15  # sources; the rest is counted together
_WHOM = (  # who says so, in the words of a source; the first that fits
    re.compile(r"https?://(?:www\.|m\.)?([^/\s;,()]+)"),
    re.compile(r"(github [\w.-]+/[\w.-]+)"),
    re.compile(r"\b((?:[a-z0-9-]+\.)+(?:com|cn|net|org|tw|cc))\b"),
    re.compile(r"(public code)"),
)
_DUTIES = ("name", "name_en", "city", "kind", "category", "zh", "en", "covers", "pinyin", "province")  # never empty


@dataclass(frozen=True)
class CityCoverage:
    """Rows of one city; `planned` are the places sure enough to be planned with."""

    city: str
    places: int
    planned: int
    graded: tuple[int, int]  # 5A, 4A
    themes: tuple[int, ...]  # in the order they were asked for
    hotels: int
    hotels_planned: int
    hospitals: int
    restaurants: int


@dataclass(frozen=True)
class ColumnCoverage:
    """How many rows of a file know a column, and what that rests on (in the order of BASES)."""

    file: str
    column: str
    known: int
    rows: int
    bases: tuple[int, ...]


@dataclass(frozen=True)
class Outdated:
    """A cell that an operator changed and whose file says something else again since."""

    change: FactChange
    file_says: str


@dataclass(frozen=True)
class Report:
    """Coverage by city and column; rows of each file by confidence (in the order of TRUST) and by year; how many of the
    cited cells rest on whom, most first, "" on all others together."""

    cities: tuple[CityCoverage, ...]
    columns: tuple[ColumnCoverage, ...]
    confidence: dict[str, tuple[int, int, int]]
    years: dict[str, dict[int, int]]
    rests_on: dict[str, int]
    changed_cells: int
    outdated: tuple[Outdated, ...]


def make_report(facts: FactTables, files: FactTables, changes: Iterable[FactChange], themes: Iterable[str]) -> Report:
    """The report over `facts`, places counted by `themes`; `files` are the same without the operators' changes."""
    changed: dict[tuple[str, str, str], list[FactChange]] = defaultdict(list)
    for change in changes:
        changed[change.file, change.row, change.column].append(change)
    trusted = [file for file in KEY_OF if "confidence" in facts.raws[file].rows[0][1]]
    return Report(
        cities=tuple(_city(facts, str(row["name"]), tuple(themes)) for row in facts.sheets["cities.csv"].rows),
        columns=tuple(c for file in KEY_OF for c in _columns(facts, file)),
        confidence={file: _confidence(facts, file) for file in trusted},
        years={file: _years(facts, file) for file in trusted},
        rests_on=_rests_on(facts),
        changed_cells=len(changed),
        outdated=tuple(_outdated(changed, files)),
    )


def _city(facts: FactTables, city: str, themes: tuple[str, ...]) -> CityCoverage:
    places, hotels, hospitals, restaurants = (
        [row for row in facts.sheets[file].rows if row["city"] == city]
        for file in ("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv")
    )
    return CityCoverage(
        city=city,
        places=len(places),
        planned=sum(map(usable, places)),
        graded=(sum(row["grade"] == "5A" for row in places), sum(row["grade"] == "4A" for row in places)),
        themes=tuple(sum(theme in (row["themes"] or "").split(";") for row in places) for theme in themes),
        hotels=len(hotels),
        hotels_planned=sum(map(usable, hotels)),
        hospitals=len(hospitals),
        restaurants=len(restaurants),
    )


def _columns(facts: FactTables, file: str) -> list[ColumnCoverage]:
    rows = [row for _, row in facts.raws[file].rows]
    found = []
    for column in rows[0]:
        if column in ABOUT or column in _DUTIES or column == KEY_OF[file]:
            continue
        sources: list[Provenance] = [provenance(facts.noted, file, row, column) for row in rows if row[column]]
        bases = Counter(source.basis for source in sources)
        found.append(ColumnCoverage(file, column, len(sources), len(rows), tuple(bases[basis] for basis in BASES)))
    return found


def _rests_on(facts: FactTables) -> dict[str, int]:
    counts = Counter[str]()
    for file in KEY_OF:
        for _number, row in facts.raws[file].rows:
            for column, text in row.items():
                if text and column not in ABOUT and column not in _DUTIES and column != KEY_OF[file]:
                    told = provenance(facts.noted, file, row, column)
                    counts.update([whom(told.source)] if told.basis == "cited" else ())
    named = dict(counts.most_common(MOST_NAMED))
    rest = counts.total() - sum(named.values()) + named.pop("", 0)
    return {**named, "": rest} if rest else named


@lru_cache(maxsize=4096)
def whom(source: str) -> str:
    """The site or repository that a source names first; "" if none."""
    return next((found[1] for pattern in _WHOM if (found := pattern.search(source))), "")


def _confidence(facts: FactTables, file: str) -> tuple[int, int, int]:
    counts = Counter(row["confidence"] for row in facts.sheets[file].rows)
    return counts["high"], counts["medium"], counts["low"]


def _years(facts: FactTables, file: str) -> dict[int, int]:
    years = (year_in(str(row["as_of"])[:YEAR_DIGITS]) for row in facts.sheets[file].rows)
    return dict(sorted(Counter(year for year in years if year).items()))


def _outdated(changed: Mapping[tuple[str, str, str], list[FactChange]], files: FactTables) -> Iterable[Outdated]:
    for (file, row, column), changes in changed.items():
        says = cell_text(files.raws, file, row, column)
        if says not in (changes[0].old, changes[-1].new):
            yield Outdated(changes[-1], says)
