"""What differs from region to region beside the tables of facts: its names, the usual home, examples for pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Examples:
    """Names that pages show to tell how something is written; each stands in the region's tables.

    `place` is a place (part of its name will do), `station` a station, `arriving` a train that calls there. `calls` are
    the stations of a night train in order, `section` two neighbouring ones, `ways` stations to draw a diagram through
    by day and by night, `closed` two stations of the second, and `trains` three published trains.
    """

    place: str
    station: str
    arriving: str
    calls: tuple[str, ...]
    section: tuple[str, str]
    closed: tuple[str, str]
    ways: tuple[tuple[str, ...], ...]
    trains: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """A region's names in both languages; `home` is the city trips begin in where nothing was said."""

    id: str
    zh: str
    en: str
    home: str
    examples: Examples

    def words(self, language: str) -> str:
        """Its name in `zh` or `en`."""
        return self.en if language == "en" else self.zh


@lru_cache(maxsize=4)
def load_region(data_dir: Path, region: str) -> Region:
    """Read `region.toml` of the region's folder."""
    content = tomllib.loads((data_dir / region / "region.toml").read_text(encoding="utf-8"))
    named = content["examples"]
    return Region(
        region, content["zh"], content["en"], content["home"],
        Examples(
            named["place"], named["station"], named["arriving"], tuple(named["calls"]), tuple(named["section"]),
            tuple(named["closed"]), tuple(map(tuple, named["ways"])), tuple(named["trains"]),
        ),
    )  # fmt: skip
