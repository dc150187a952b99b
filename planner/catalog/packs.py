"""What the TOML files of data/ must satisfy: themes, kinds of places, columns, the region, ready-made wishes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle, product
from pathlib import Path
from typing import Any

from planner.catalog.csv_rows import Sheet
from planner.catalog.provenance import KEY_OF
from planner.catalog.sheets import KINDS, SHEETS
from planner.errors import Fault

MAX_DAYS = 14
PACES = ("normal", "slow")
TEXTS = {"zh": str, "en": str}
_REGION: dict[str, type] = {**TEXTS, "home": str, "examples": dict}
_EXAMPLE_SIZES = {"calls": 3, "section": 2, "closed": 2, "ways": 2, "trains": 3}
_EXAMPLES: dict[str, type] = {
    **dict.fromkeys(("place", "station", "arriving"), str),
    **dict.fromkeys(_EXAMPLE_SIZES, list),
}
_THEME: dict[str, type] = {
    f"{what}{language}": str for what in ("", "hint_", "pick_", "places_", "why_") for language in ("zh", "en")
}
_THEME_MORE: dict[str, type] = {"trips_zh": str, "trips_en": str, "memories": bool, "tables": bool}
_THEME_ID = re.compile(r"[a-z][a-z0-9_]*")
_WISH: dict[str, type] = {"theme": str, "home": str, "days": int, "month": int}
_WISH_MORE: dict[str, type] = {
    "profile": str, "birth_year": int, "guests": int, "musts": list, "bans": list, "pace": str,
}  # fmt: skip
_SERIES: dict[str, type] = dict.fromkeys(("themes", "homes", "days", "profiles", "months", "paces"), list)
_TOLD = {
    str: "a text",
    bool: "true or false",
    list: "a list",
    int: "a whole number",
    float: "a number such as 0.8",
    dict: "a table",
    date: "a day such as 2016-09-01",
}


def check_packs(data_dir: Path, region: str, sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """All faults of the TOML files; `sheets` are the tables that wishes point into."""
    yield from _themes(data_dir / "themes.toml")
    yield from _kinds(data_dir / "kinds.toml")
    yield from _columns(data_dir / "columns.toml")
    yield from _region(data_dir / region / "region.toml", sheets)
    yield from _showcase(data_dir / region / "showcase.toml", sheets)


def read_toml(path: Path, file: str, faults: list[Fault]) -> dict[str, Any]:
    """A file's content; what is wrong with it as a whole is added to `faults`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(file, 0, "file", "is missing"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(Fault(file, 0, "file", f"is not TOML: {error}"))
    return {}


def shape_faults(row: Any, needed: Mapping[str, type], more: Mapping[str, type]) -> Iterator[str]:
    """What is wrong with the keys of a row and the types of their values."""
    if not isinstance(row, dict):
        yield f"is {row!r}, not a table with keys"
        return
    if missing := sorted(set(needed) - set(row)):
        yield f"lacks {', '.join(missing)}"
    known = {**needed, **more}
    for key, value in row.items():
        if key not in known:
            yield f"has the unknown key {key!r}"
        elif type(value) is not known[key]:
            yield f"{key} is {value!r}, not {_TOLD[known[key]]}"
        elif known[key] is str and not value:
            yield f"{key} is empty"


def _region(path: Path, sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """The region's names, and that all it names is in its tables."""
    faults: list[Fault] = []
    content = read_toml(path, path.name, faults)
    yield from faults
    if faults:
        return
    named: Any = content.get("examples")
    wrong = (*shape_faults(content, _REGION, {}), *(f"examples {why}" for why in shape_faults(named, _EXAMPLES, {})))
    for why in wrong:
        yield Fault(path.name, 0, "region", why)
    if wrong:
        return
    for key, most in _EXAMPLE_SIZES.items():
        if len(named[key]) != most:
            yield Fault(path.name, 0, key, f"has {len(named[key])} entries instead of {most}")
    ways = [station for way in named["ways"] for station in way]
    for file, column, names in (
        ("cities.csv", "name", [content["home"]]),
        ("stations.csv", "name", [named["station"], *named["calls"], *named["section"], *named["closed"], *ways]),
        ("train_runs.csv", "number", [named["arriving"], *named["trains"]]),
    ):
        known = {row[column] for row in sheets[file].rows}
        for name in names:
            if name not in known:
                yield Fault(path.name, 0, "region", f"{name!r} is not in {file}")
    if sum(named["place"] in row["name"] for row in sheets["places.csv"].rows) != 1:
        yield Fault(path.name, 0, "region", f"{named['place']!r} is not the name, or part of it, of one place")


def theme_ids(data_dir: Path) -> tuple[str, ...]:
    """The ids of data/themes.toml in their order, none where it cannot be read."""
    return tuple(read_toml(data_dir / "themes.toml", "", []))


def memory_theme_ids(data_dir: Path) -> tuple[str, ...]:
    """Those of them that live of what the travellers knew when they were young."""
    return tuple(name for name, row in read_toml(data_dir / "themes.toml", "", []).items() if row.get("memories"))


def _themes(path: Path) -> Iterator[Fault]:
    faults: list[Fault] = []
    content = read_toml(path, path.name, faults)
    yield from faults
    if not content and not faults:
        yield Fault(path.name, 0, "file", "has no themes")
    for name, row in content.items():
        if not _THEME_ID.fullmatch(name):
            yield Fault(path.name, 0, name, "is no name such as nature")
        for why in shape_faults(row, _THEME, _THEME_MORE):
            yield Fault(path.name, 0, name, why)
        if isinstance(row, dict) and ("trips_zh" in row) != ("trips_en" in row):
            yield Fault(path.name, 0, name, "needs both trips_zh and trips_en or neither")


def _kinds(path: Path) -> Iterator[Fault]:
    faults: list[Fault] = []
    content = read_toml(path, path.name, faults)
    yield from faults
    for name, row in content.items():
        if name not in KINDS:
            yield Fault(path.name, 0, name, "is no kind of place")
        for why in shape_faults(row, TEXTS, {}):
            yield Fault(path.name, 0, name, why)
    if content and (missing := sorted(set(KINDS) - set(content))):
        yield Fault(path.name, 0, "file", f"lacks {', '.join(missing)}")


def _columns(path: Path) -> Iterator[Fault]:
    """Every column of the files whose rows have sources is named in words, and none besides."""
    faults: list[Fault] = []
    content = read_toml(path, path.name, faults)
    yield from faults
    needed = {column for file in KEY_OF for column in SHEETS[file][1]} - {"id"}
    for name, row in content.items():
        if name not in needed:
            yield Fault(path.name, 0, name, "is no column")
        for why in shape_faults(row, TEXTS, {"hint_zh": str, "hint_en": str}):
            yield Fault(path.name, 0, name, why)
    if content and (missing := sorted(needed - set(content))):
        yield Fault(path.name, 0, "file", f"lacks {', '.join(missing)}")


def _showcase(path: Path, sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    faults: list[Fault] = []
    content = read_toml(path, path.name, faults)
    yield from faults
    profiles = read_toml(path.parent.parent / "rules" / "profiles.toml", "", [])
    themes = theme_ids(path.parent.parent)
    for kind, wishes in content.items():
        if kind == "series":
            for name, row in wishes.items():
                yield from (
                    Fault(path.name, 0, f"series.{name}", why) for why in _wrong_series(row, sheets, profiles, themes)
                )
            continue
        if kind not in ("trip", "train"):
            yield Fault(path.name, 0, kind, "is neither trip nor train")
            continue
        for name, wish in wishes.items():
            for why in _wish(wish, kind, sheets, tuple(profiles), themes):
                yield Fault(path.name, 0, f"{kind}.{name}", why)


def wishes_of_series(row: Mapping[str, list[Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A wish, and its key, for every theme from every city for every number of days; the rest take turns."""
    months, profiles, paces = cycle(row["months"]), cycle(row["profiles"]), cycle(row["paces"])
    for home, theme, days in product(row["homes"], row["themes"], row["days"]):
        wish = {"theme": theme, "home": home, "days": days, "profile": next(profiles), "month": next(months)}
        wish["pace"] = next(paces)
        yield f"{theme}.{home}.{days}", wish


def _wrong_series(
    row: Any, sheets: Mapping[str, Sheet], profiles: Mapping[str, Any], themes: tuple[str, ...]
) -> Iterator[str]:
    wrong = tuple(shape_faults(row, _SERIES, {}))
    wrong = wrong or tuple(f"{key} is empty" for key, values in row.items() if not values)
    yield from wrong
    if not wrong:
        reasons = [
            why for _, wish in wishes_of_series(row) for why in _wish(wish, "trip", sheets, tuple(profiles), themes)
        ]
        yield from dict.fromkeys(reasons)


def _wish(
    wish: Any, kind: str, sheets: Mapping[str, Sheet], profiles: tuple[str, ...], themes: tuple[str, ...]
) -> Iterator[str]:
    wrong = tuple(shape_faults(wish, _WISH, _WISH_MORE))
    yield from wrong
    if wrong:
        return
    cities, places = sheets["cities.csv"], sheets["places.csv"]
    homes = {row["name"] for row in cities.rows}
    stops, stated = ({row["id"] for row in places.rows}, places) if kind == "trip" else (homes, cities)
    if wish["theme"] not in themes:
        yield f"theme {wish['theme']!r} is not one of {', '.join(themes)}"
    if wish["home"] not in homes and not cities.faults:  # rows with faults are left out: what names them may be right
        yield f"home {wish['home']!r} is not in cities.csv"
    if wish.get("pace", PACES[0]) not in PACES:
        yield f"pace {wish['pace']!r} is not one of {', '.join(PACES)}"
    if not 1 <= wish["days"] <= MAX_DAYS:
        yield f"days {wish['days']} is not between 1 and {MAX_DAYS}"
    if not 1 <= wish["month"] <= 12:
        yield f"month {wish['month']} is not between 1 and 12"
    if "profile" not in wish and kind == "trip":
        yield "lacks profile"
    elif wish.get("profile", "gentle") not in profiles:
        yield f"profile {wish['profile']!r} is not one of {', '.join(profiles)}"
    for key in ("musts", "bans"):
        for stop in wish.get(key, ()):
            if stop not in stops and not stated.faults:
                yield f"{key} {stop!r} is not in {stated.file}"
