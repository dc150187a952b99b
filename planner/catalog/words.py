"""The columns and the kinds of places in words, read from data/columns.toml and data/kinds.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Words:
    """A name in both languages, and how to write it."""

    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


@lru_cache(maxsize=4)
def column_words(data_dir: Path) -> dict[str, Words]:
    """The columns by name."""
    return _read(data_dir / "columns.toml")


@lru_cache(maxsize=4)
def kind_words(data_dir: Path) -> dict[str, Words]:
    """The kinds of places by name."""
    return _read(data_dir / "kinds.toml")


def _read(path: Path) -> dict[str, Words]:
    return {name: Words(**row) for name, row in tomllib.loads(path.read_text(encoding="utf-8")).items()}
