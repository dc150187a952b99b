"""The rule pack: numbers with their texts and sources from data/rules/*.toml, and the table of themes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from planner.clock import read_clock


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


@dataclass(frozen=True)
class Theme:
    """What a trip may be about, in both languages: its name, what there is to see, the same as an answer among others,
    what such places are called within a sentence, and, where the home page leads to them, its ready-made trips."""

    id: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    pick_zh: str
    pick_en: str
    places_zh: str
    places_en: str
    trips_zh: str = ""
    trips_en: str = ""
    memories: bool = False  # it lives of what the travellers knew when they were young
    tables: bool = False  # it lives of what is eaten

    def words(self, language: str, what: str = "") -> str:
        """Its name in `zh` or `en`; with `what` the hint, pick, places or trips."""
        return str(getattr(self, f"{what}_{language}" if what else language))


@dataclass(frozen=True)
class RulePack:
    """All rules by id, the mobility profiles' raw rows, and the themes in the order of their table."""

    rules: dict[str, Rule]
    profiles: dict[str, dict[str, Any]]
    themes: dict[str, Theme] = field(default_factory=dict)

    def __getitem__(self, rule_id: str) -> Rule:
        return self.rules[rule_id]

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


@lru_cache(maxsize=4)
def load_rules(data_dir: Path) -> RulePack:
    """Read data/rules and the themes; `profiles.toml` holds the mobility profiles, every other file holds rules."""
    rules: dict[str, Rule] = {}
    profiles: dict[str, dict[str, Any]] = {}
    for path in sorted((data_dir / "rules").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.stem == "profiles":
            profiles = content
            continue
        for rule_id, row in content.items():
            if rule_id in rules:
                raise ValueError(f"{path.name}: rule {rule_id} is defined twice")
            rules[rule_id] = Rule(
                id=rule_id,
                zh=row["zh"],
                en=row["en"],
                value=row.get("value"),
                unit=row.get("unit", ""),
                hard=row["hard"],
                applies_to=tuple(row["applies_to"]),
                source=row["source"],
                trust=row["trust"],
            )
    return RulePack(rules, profiles, load_themes(data_dir))
