"""What can go wrong, as types that carry data; `planner.language` and the site make the sentences."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class SilverwayError(Exception):
    """Anything a person can mend by asking differently; never a fault of the program."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: `row` counts as a spreadsheet does (header is 1; 0 = the file). `values` go into
    `why`, which then is a sentence to be translated."""

    file: str
    row: int
    column: str
    why: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.column}: {self.why.format(**self.values) if self.values else self.why}"


class BadValue(ValueError):
    """Something read from outside that cannot be. `why` is a sentence to be translated, `values` go into it."""

    def __init__(self, why: str, **values: str | int) -> None:
        super().__init__(why, values)
        self.why, self.values = why, values

    def __str__(self) -> str:
        return self.why.format(**self.values)


@dataclass(eq=False)
class BadFacts(SilverwayError):
    """The facts in data/ do not hold together; nothing was loaded."""

    faults: tuple[Fault, ...]


class BadFile(BadFacts):
    """A file that somebody brought cannot be used; nothing of it was taken."""


@dataclass(eq=False)
class BadTarget(SilverwayError):
    """Nothing is sent there: `why` is address, https, user, unknown or private."""

    why: str


@dataclass(eq=False)
class EditConflict(SilverwayError):
    """Somebody else changed a cell since it was read; it now holds `found`."""

    file: str
    row: str
    column: str
    found: str


@dataclass(frozen=True)
class Clash:
    """An input that two people changed: what one of them wants there, and what stands there now."""

    name: str
    mine: Any
    theirs: Any


@dataclass(eq=False)
class Overtaken(SilverwayError):
    """Somebody else changed the same since it was read; it is now at `revision`. Nothing was saved."""

    revision: int
    clashes: tuple[Clash, ...]


@dataclass(eq=False)
class Unreachable(SilverwayError):
    """A server somebody asked us to use does not answer, or not as it should."""

    server: str
    address: str
    why: str


@dataclass(eq=False)
class UnusableDatabase(SilverwayError):
    """The database cannot be used now. `why` is address, driver, folder, away, not_one, damaged, newer, read_only, full
    or busy; `where` is its address, without a password."""

    why: str
    where: str


@dataclass(eq=False)
class NotUpgraded(SilverwayError):
    """The database could not be brought to this edition and is as it was; `backup` is the file made before."""

    why: str
    backup: str


@dataclass(eq=False)
class NoSecretKey(SilverwayError):
    """Several processes sign the same cookies, and no key is set for them."""


@dataclass(eq=False)
class NoDataKey(SilverwayError):
    """Names cannot be kept or read: no key is set, or, if one is `set`, it is not the right one."""

    set: bool


@dataclass(eq=False)
class NoFacts(SilverwayError):
    """The database has no facts yet."""


@dataclass(eq=False)
class Unknown(SilverwayError):
    """A name nobody knows. `kind` is city, theme, profile, place, station, hotel, grade or itinerary; the suggestions
    in English, if they have other names there, stand in `suggestions_en` in the same order."""

    kind: str
    name: str
    suggestions: tuple[str, ...] = ()
    suggestions_en: tuple[str, ...] = ()


class Ambiguous(Unknown):
    """A name that several have: those are the suggestions."""


@dataclass(eq=False)
class OutOfRange(SilverwayError):
    """A number outside what is offered. `field` is days, people, age, year ..."""

    field: str
    value: int
    low: int
    high: int


@dataclass(eq=False)
class UnusableUnits(SilverwayError):
    """A booking whose parts do not go together: `faults` are people, beds, berths or too_many."""

    faults: tuple[str, ...]
    people: int
    beds: int
    berths: int


@dataclass(eq=False)
class PastDate(SilverwayError):
    """A trip cannot start before today."""

    start: str
    today: str


@dataclass(eq=False)
class TooFarAhead(SilverwayError):
    """A trip cannot start later than `last`."""

    start: str
    last: str


@dataclass(eq=False)
class Malformed(SilverwayError):
    """A value that cannot be read at all. `expected` shows an example of a good one."""

    field: str
    value: str
    expected: str


@dataclass(eq=False)
class NotAllowed(SilverwayError):
    """Something that whoever asks may not do; `why` is viewer (they may only look) or last_owner (nobody would be left
    who may let others in)."""

    why: str


@dataclass(eq=False)
class Taken(SilverwayError):
    """A name that another has already. `kind` is office or member."""

    kind: str
    name: str


DAMAGED_ZIP = (  # what zipfile lets through, by what is damaged, encrypted or unknown
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
