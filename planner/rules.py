"""The rule pack: numbers with their texts and sources from data/rules/*.toml, each as it holds on a day, the standards
they are taken from, and the table of themes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from planner.clock import read_clock, today

NOT_RULES = ("profiles", "standards")  # files of data/rules that hold something else


@dataclass(frozen=True)
class Rule:
    """One sentence with a number. `value` is a number in `unit`, or "HH:MM" when the unit is "time"."""

    id: str
    zh: str
    en: str
    value: float | int | str | None
    unit: str
    hard: bool
    applies_to: tuple[str, ...]
    source: str
    trust: str  # primary | secondary | general knowledge | ours
    standard: str = ""  # of data/rules/standards.toml
    valid_from: date | None = None  # the first day on which this edition holds; None = it always did


@dataclass(frozen=True)
class Standard:
    """A published norm that rules are taken from; `valid_from` its first day, where a source says so."""

    id: str
    zh: str
    en: str
    source: str
    trust: str
    valid_from: date | None = None
    successor: str = ""  # the one that is said to come in its place


@dataclass(frozen=True)
class Theme:
    """What a trip may be about, in both languages: its name, what there is to see, the same as an answer among others,
    what such places are called within a sentence, what speaks for one, and, where the home page leads to them, its
    ready-made trips."""

    id: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    pick_zh: str
    pick_en: str
    places_zh: str
    places_en: str
    why_zh: str
    why_en: str
    trips_zh: str = ""
    trips_en: str = ""
    memories: bool = False  # it lives of what the travellers knew when they were young
    tables: bool = False  # it lives of what is eaten

    def words(self, language: str, what: str = "") -> str:
        """Its name in `zh` or `en`; with `what` the hint, pick, places, why or trips."""
        return str(getattr(self, f"{what}_{language}" if what else language))


@dataclass(frozen=True)
class RulePack:
    """All rules by id as they hold on a day, the mobility profiles' raw rows, the themes in the order of their table,
    the standards, and every edition, the oldest first, of the rules that have several."""

    rules: dict[str, Rule]
    profiles: dict[str, dict[str, Any]]
    themes: dict[str, Theme] = field(default_factory=dict)
    standards: dict[str, Standard] = field(default_factory=dict)
    editions: dict[str, tuple[Rule, ...]] = field(default_factory=dict)

    def __getitem__(self, rule_id: str) -> Rule:
        return self.rules[rule_id]

    def on(self, day: date) -> RulePack:
        """The rules that hold on a day; before its first edition a rule holds as in that one."""
        holding = {rule_id: _holding(editions, day) for rule_id, editions in self.editions.items()}
        if all(self.rules[rule_id] is rule for rule_id, rule in holding.items()):
            return self
        return replace(self, rules={**self.rules, **holding})

    @property
    def mark(self) -> tuple[date | None, ...]:
        """What tells these rules from the same ones on another day."""
        return tuple(self.rules[rule_id].valid_from for rule_id in self.editions)

    def number(self, rule_id: str) -> float:
        """The value of a rule that is a number."""
        value = self.rules[rule_id].value
        if not isinstance(value, int | float):
            raise TypeError(f"rule {rule_id} has no number: {value!r}")
        return value

    def whole(self, rule_id: str) -> int:
        """The value of a rule that is a whole number (minutes, metres, people)."""
        value = self.number(rule_id)
        if value != int(value):
            raise TypeError(f"rule {rule_id} is not a whole number: {value!r}")
        return int(value)

    def usual_theme(self) -> str:
        """The theme that is meant where nothing was said: the first of the table."""
        return next(iter(self.themes))

    def minute(self, rule_id: str) -> int:
        """The value of a rule that is a time of day, as minutes from 00:00."""
        written = read_clock(str(self.rules[rule_id].value))
        if written is None:
            raise TypeError(f"rule {rule_id} is no time of day: {self.rules[rule_id].value!r}")
        return written.second // 60


@lru_cache(maxsize=4)
def load_themes(data_dir: Path) -> dict[str, Theme]:
    """The themes of data/themes.toml by id, in their order."""
    content = tomllib.loads((data_dir / "themes.toml").read_text(encoding="utf-8"))
    return {theme_id: Theme(id=theme_id, **row) for theme_id, row in content.items()}


def load_rules(data_dir: Path) -> RulePack:
    """The rules of data/rules as they hold today, and the themes. `profiles.toml` holds the mobility profiles,
    `standards.toml` the standards, every other file rules."""
    return _read_rules(data_dir).on(today())


@lru_cache(maxsize=4)
def _read_rules(data_dir: Path) -> RulePack:
    editions: dict[str, tuple[Rule, ...]] = {}
    paths = sorted((data_dir / "rules").glob("*.toml"))
    content = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
    for name in (name for name in content if name not in NOT_RULES):
        for rule_id, row in content[name].items():
            if rule_id in editions:
                raise ValueError(f"{name}.toml: rule {rule_id} is defined twice")
            editions[rule_id] = tuple(_rule(rule_id, edition) for edition in editions_of(row))
    standards = {key: Standard(id=key, **row) for key, row in content.get("standards", {}).items()}
    return RulePack(
        {rule_id: several[0] for rule_id, several in editions.items()},
        content.get("profiles", {}),
        load_themes(data_dir),
        standards,
        {rule_id: several for rule_id, several in editions.items() if len(several) > 1},
    )


def editions_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A rule's row and those of its later editions, each laid over the one before."""
    first = {key: value for key, value in row.items() if key != "later"}
    rows = [first]
    for later in row.get("later", ()):
        rows.append({**rows[-1], **later})
    return rows


def _rule(rule_id: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=rule_id,
        zh=row["zh"],
        en=row["en"],
        value=row.get("value"),
        unit=row.get("unit", ""),
        hard=row["hard"],
        applies_to=tuple(row["applies_to"]),
        source=row["source"],
        trust=row["trust"],
        standard=row.get("standard", ""),
        valid_from=row.get("valid_from"),
    )


def _holding(editions: tuple[Rule, ...], day: date) -> Rule:
    begun = [rule for rule in editions if rule.valid_from is None or rule.valid_from <= day]
    return begun[-1] if begun else editions[0]
