"""Rows found by the names people write: Chinese, English or pinyin, and parts of names where that is enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from planner.errors import Ambiguous, Unknown
from planner.text.normalize import name_key


@dataclass(frozen=True)
class Named:
    """A row by its key, with its names."""

    key: str
    zh: str
    en: str
    others: tuple[str, ...] = ()


class NameIndex:
    """The names of one kind of rows.

    `suffixes` may stand behind a name or not (市, 站); with `parts` a part is enough that only one row has. Where
    nothing is found the error suggests the `near` most alike, all rows if that is 0.
    """

    def __init__(
        self, kind: str, rows: Iterable[Named], *, suffixes: Sequence[str] = (), parts: bool = False, near: int = 0
    ) -> None:
        self.kind, self.rows, self.parts, self.near = kind, tuple(rows), parts, near
        self._suffixes = tuple(map(name_key, suffixes))
        self._by_key = {row.key: row for row in self.rows}
        self._named = [
            (key, row)
            for row in self.rows
            for name in (row.zh, row.en, *row.others, row.en + row.zh, row.zh + row.en)
            if (key := name_key(name))
        ]

    def find(self, typed: str) -> str:
        """The key of the row that is meant.

        Raises
        ------
        Ambiguous
            If several have that name, with the first of them.
        Unknown
            If none has.
        """
        if typed.strip() in self._by_key:
            return typed.strip()
        wanted = name_key(typed)
        latin = wanted.isascii()
        for key in dict.fromkeys([wanted, *(wanted.removesuffix(end) for end in self._suffixes)]):
            for named in (self._named, self._spelt if latin else []):
                if found := [row for name, row in named if key and name == key]:
                    return self._only(typed, found)
        for named in (self._named, self._spelt if latin else []):
            if self.parts and wanted and (found := [row for name, row in named if wanted in name]):
                return self._only(typed, found)
        raise Unknown(self.kind, typed, *_both(self._alike(wanted) if self.near else list(self.rows)))

    def _only(self, typed: str, found: list[Named]) -> str:
        rows = list({row.key: row for row in found}.values())
        if len(rows) == 1:
            return rows[0].key
        raise Ambiguous(self.kind, typed, *_both(rows[: self.near or None]))

    def _alike(self, wanted: str) -> list[Named]:
        named = [*self._named, *(self._spelt if wanted.isascii() else [])]
        close = get_close_matches(wanted, dict.fromkeys(name for name, _ in named), 3 * self.near, 0.4)
        return list({row.key: row for each in close for name, row in named if name == each}.values())[: self.near]

    @cached_property
    def _spelt(self) -> list[tuple[str, Named]]:
        """The Chinese names in pinyin; ü is typed as u or v."""
        from pypinyin import lazy_pinyin  # its dictionary takes a while to read

        spelt = ((name_key("".join(lazy_pinyin(row.zh))), row) for row in self.rows)
        return [each for key, row in spelt for each in dict.fromkeys([(key, row), (key.replace("v", "u"), row)])]


def _both(rows: Sequence[Named]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the rows are called in Chinese and in English, where two of one name have the Chinese one beside it."""
    english = [row.en for row in rows]
    told = (row.en if english.count(row.en) == 1 else f"{row.en} {row.zh}" for row in rows)
    return tuple(row.zh for row in rows), tuple(told)
