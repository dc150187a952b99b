"""What the files of rules must satisfy: rules and their later editions, mobility profiles, standards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from planner.catalog.packs import TEXTS, read_toml, shape_faults
from planner.clock import clock_text, read_clock
from planner.errors import Fault
from planner.rules import editions_of

TRUST = ("primary", "secondary", "general knowledge", "ours")
APPLIES_TO = ("itinerary", "stay", "train", "agency", "hotel", "place")
FILES = ("agency.toml", "delays.toml", "profiles.toml", "standards.toml", "trains.toml", "trips.toml")
_RULE: dict[str, type] = {**TEXTS, "hard": bool, "applies_to": list, "source": str, "trust": str}
_EDITION: dict[str, type] = {"standard": str, "valid_from": date}
_LATER: dict[str, type] = {**TEXTS, "hard": bool, "source": str, "trust": str, "standard": str}
_STANDARD: dict[str, type] = {**TEXTS, "source": str, "trust": str}
_STANDARD_MORE: dict[str, type] = {"valid_from": date, "successor": str}
_WHOLE = (
    "walk_m", "seat_every_m", "climb_m", "met_min", "rest_min", "toilet_min", "visits_a_day", "ride_min",
    "ride_a_visit", "cold_out_min", "heat_out_min",
)  # fmt: skip
_PROFILE: dict[str, type] = {**TEXTS, "pace": float, "steps": str, "needs_lift": bool, **dict.fromkeys(_WHOLE, int)}


def rule_faults(folder: Path) -> Iterator[Fault]:
    """All faults of data/rules, by file and key."""
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    standards = read_toml(folder / "standards.toml", "rules/standards.toml", [])
    for name in sorted({*FILES, *(path.name for path in folder.glob("*.toml"))}):
        file = f"rules/{name}"
        for key, row in read_toml(folder / name, file, faults).items():
            if name == "profiles.toml":
                reasons = _profile(row)
            elif name == "standards.toml":
                reasons = _standard(row, standards)
            else:
                reasons = _editions(row, standards)
                if seen.setdefault(key, file) != file:
                    faults.append(Fault(file, 0, key, f"stands in {seen[key]} already"))
            faults += [Fault(file, 0, key, why) for why in reasons]
    yield from faults


def _editions(row: Any, standards: Mapping[str, Any]) -> Iterator[str]:
    """A rule and its later editions: each whole, of a known standard, and from a later day than the one before."""
    later = row.get("later", []) if isinstance(row, dict) else []
    if not isinstance(later, list):
        yield f"later is {later!r}, not a list"
        return
    for number, edition in enumerate(later, 1):
        value: dict[str, type] = {"value": type(edition["value"])} if "value" in edition else {}
        wrong = [f"later {number}: {why}" for why in shape_faults(edition, {"valid_from": date}, {**_LATER, **value})]
        yield from wrong
        if wrong:
            return
    rows = editions_of(row) if isinstance(row, dict) else [row]
    since = date.min
    for number, edition in enumerate(rows):
        wrong = [f"later {number}: {why}" if number else why for why in _rule(edition, standards)]
        yield from wrong
        if wrong:
            return
        begins = edition.get("valid_from", date.min)
        if number and begins <= since:
            yield f"later {number}: valid_from {begins} is not after {since}"
        since = begins


def _rule(row: Any, standards: Mapping[str, Any]) -> Iterator[str]:
    value = row.get("value") if isinstance(row, dict) else None
    extra: dict[str, type] = {} if value is None else {"unit": str, "value": type(value)}
    wrong = tuple(shape_faults(row, _RULE, {**extra, **_EDITION}))
    yield from wrong
    if wrong:
        return
    yield from _trust(row)
    yield from _known("standard", row, standards)
    for part in row["applies_to"]:
        if part not in APPLIES_TO:
            yield f"applies_to {part!r} is not one of {', '.join(APPLIES_TO)}"
    if row.get("unit") == "time":
        found = read_clock(str(value))
        if found is None or clock_text(found.second // 60) != value:
            yield f"value {value!r} is not a time such as 08:30"
    elif value is not None and type(value) not in (int, float):
        yield f"value {value!r} is not a number"


def _standard(row: Any, standards: Mapping[str, Any]) -> Iterator[str]:
    wrong = tuple(shape_faults(row, _STANDARD, _STANDARD_MORE))
    yield from wrong
    if not wrong:
        yield from _trust(row)
        yield from _known("successor", row, standards)


def _trust(row: Mapping[str, Any]) -> Iterator[str]:
    if row["trust"] not in TRUST:
        yield f"trust {row['trust']!r} is not one of {', '.join(TRUST)}"


def _known(key: str, row: Mapping[str, Any], standards: Mapping[str, Any]) -> Iterator[str]:
    if key in row and row[key] not in standards:
        yield f"{key} {row[key]!r} is not in standards.toml"


def _profile(row: Any) -> Iterator[str]:
    wrong = tuple(shape_faults(row, _PROFILE, {}))
    yield from wrong
    if wrong:
        return
    if not 0.2 <= row["pace"] <= 2:
        yield f"pace {row['pace']} m/s is not between 0.2 and 2"
    if row["steps"] not in ("yes", "few", "none"):
        yield f"steps {row['steps']!r} is not one of yes, few, none"
    for key in _WHOLE:
        if row[key] <= 0:
            yield f"{key} {row[key]} is not above 0"
