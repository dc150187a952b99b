"""What can go wrong, as types that carry data; `planner.language` and the site make the sentences."""

from __future__ import annotations

from dataclasses import dataclass


class SilverwayError(Exception):
    """Anything a person can mend by asking differently; never a fault of the program."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a facts file: `row` counts as a spreadsheet does (header is 1; 0 = the file)."""

    file: str
    row: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.column}: {self.why}"


@dataclass(eq=False)
class BadFacts(SilverwayError):
    """The facts in data/ do not hold together; nothing was loaded."""

    faults: tuple[Fault, ...]


@dataclass(eq=False)
class EditConflict(SilverwayError):
    """Somebody else changed a cell since it was read; it now holds `found`."""

    file: str
    row: str
    column: str
    found: str


@dataclass(eq=False)
class Unreachable(SilverwayError):
    """A server somebody asked us to use does not answer, or not as it should."""

    server: str
    address: str
    why: str


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
