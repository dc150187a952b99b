"""The facts as they stand, read once for each state of files and changes; and their cells in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _
from sqlmodel import Session

from planner.caching import memoize
from planner.catalog import (
    ABOUT,
    KEY_OF,
    SHEETS,
    FactTables,
    OneOf,
    Provenance,
    Words,
    column_words,
    facts_digest,
    kind_words,
    may_age,
    present_facts,
    provenance,
)
from planner.clock import today
from planner.errors import Unknown
from planner.sentences import N_
from planner.upkeep import KIND_OF, is_stale
from routes.formatters import LODGINGS, city_name, lodging_name, theme_name, year_words
from routes.presenters import list_words
from routes.state import english, rules, session, settings

TABLES = {  # the part of an address, the file, its name
    "places": ("places.csv", N_("景点")),
    "hotels": ("hotels.csv", N_("酒店")),
    "hospitals": ("hospitals.csv", N_("医院")),
    "restaurants": ("restaurants.csv", N_("餐馆")),
    "events": ("season_events.csv", N_("时令活动")),
    "policies": ("ticket_policies.csv", N_("优待政策")),
    "recognitions": ("recognitions.csv", N_("名录")),
    "hotlines": ("hotlines.csv", N_("有事打给谁")),
    "keepsakes": ("keepsakes.csv", N_("那些年的歌、电影和老物件")),
    "climate": ("climate.csv", N_("气候")),
    "stations": ("stations.csv", N_("车站")),
}
_VALUES = {
    "yes": N_("是"), "no": N_("不"), "partial": N_("部分"), "exact": N_("准确"), "approximate": N_("约 1 公里"),
    "town": N_("只到镇"), "high": N_("高"), "medium": N_("中"), "low": N_("低"), "required": N_("要先预约"),
    "open": N_("开着"), "closed": N_("停了"), "seasonal": N_("只在季节里开"), "shows": N_("有演出才开门"),
    "song": N_("歌"), "film": N_("电影"), "object": N_("老物件"),
    "advised": N_("最好先预约"), "assumed": N_("估计有"), "24/7": N_("全天开放"),
}  # fmt: skip
_BANDS = {"low": N_("300 元以下"), "mid": N_("300–600 元"), "high": N_("600 元以上")}
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Cell:
    """A cell for a page; `source` is None where the cell is empty or speaks of the row."""

    column: str
    label: str
    text: str
    shown: str
    source: Provenance | None
    old: str = ""  # that it is old news, and to ask


def present() -> FactTables:
    """All facts as text and values."""
    with session() as db:
        return _present(db, facts_digest(db))


@memoize(key=lambda _db, digest: digest)
def _present(db: Session, _digest: str) -> FactTables:
    return present_facts(db, settings())


def table_file(table: str) -> str:
    """The file behind a table's name in an address."""
    if table not in TABLES:
        raise Unknown("table", table, tuple(TABLES))
    return TABLES[table][0]


def row_of(file: str, key: str) -> dict[str, str]:
    """A row as text."""
    for _number, row in present().raws[file].rows:
        if row[KEY_OF[file]] == key:
            return row
    raise Unknown("row", key)


def cells_of(file: str, row: dict[str, str]) -> list[Cell]:
    """All cells of a row, the unknown ones too."""
    noted = present().noted
    return [
        Cell(
            column,
            label_of(column),
            text,
            shown(column, text),
            told := provenance(noted, file, row, column) if text and column not in ABOUT else None,
            _old(file, row, column, told),
        )
        for column, text in row.items()
        if column != "id"
    ]


def _old(file: str, row: dict[str, str], column: str, told: Provenance | None) -> str:
    kind = KIND_OF.get((file, column), "")
    if told is None or not is_stale(rules(), kind, told.as_of, today()) or not may_age(row, column):
        return ""
    return _("%(when)s的消息，去前打个电话", when=year_words(told.as_of or 0))


def title_of(row: dict[str, str]) -> str:
    """What a row is called, in the reader's language."""
    if "zh" in row:
        return row["en"] if english() else row["zh"]
    return (row.get("name_en") if english() else "") or row.get("name") or city_name(row["city"])


def label_of(column: str) -> str:
    return in_language(column_words(settings().data_dir)[column])


def hint_of(column: str) -> str:
    words = column_words(settings().data_dir)[column]
    return words.hint_en if english() else words.hint_zh


def options_of(file: str, column: str) -> tuple[str, ...]:
    """The words a cell may hold, where there are only a few."""
    read = SHEETS[file][1][column].read
    return read.options if isinstance(read, OneOf) else ()


def in_language(words: Words) -> str:
    return words.en if english() else words.zh


def shown(column: str, text: str) -> str:
    """A cell's text as people say it."""
    if column == "kind" and (kind := kind_words(settings().data_dir).get(text)):
        return in_language(kind)
    if column == "themes":
        return _("、").join(map(theme_name, text.split(";")))
    if column == "kind" and text in LODGINGS:
        return lodging_name(text)
    if column == "list":
        return list_words((text,))[0]
    if column == "price_band":
        return " – ".join(_(_BANDS[band]) for band in text.split("-")) if text else ""
    return _(_VALUES[text]) if text in _VALUES else text


def foreign(text: str) -> bool:
    """Is it Chinese on an English page?"""
    return english() and bool(_CHINESE.search(text))


@lru_cache(maxsize=1)
def files() -> dict[str, str]:
    """The part of an address for each file."""
    return {file: table for table, (file, _name) in TABLES.items()}
