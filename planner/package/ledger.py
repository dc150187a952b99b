"""A departure's costs as a ledger. Data only; no logic a checker would trust. Money is whole fen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Source = Literal["contract", "notice", "estimate", "asked", "facts", "ask", "computed", "published"]
SOURCES: tuple[Source, ...] = ("contract", "notice", "estimate", "asked")  # what people say of a price they type
Section = Literal["rooms", "meals", "transport", "tickets", "staff", "other"]
SECTIONS: tuple[Section, ...] = ("rooms", "meals", "transport", "tickets", "staff", "other")


@dataclass(frozen=True)
class Factor:
    """A number in a quantity's formula and what it counts: guest, room, night, meal, coach, day, km, bed ..."""

    number: int
    unit: str


Terms = tuple[tuple[Factor, ...], ...]  # a sum of products


@dataclass(frozen=True)
class CostLine:
    """One line of the ledger: `quantity` times `unit_fen`, or a computed amount.

    `key` names it for good: what is typed for it is kept under that name. `kind` is what it is (room.twin, meal.lunch,
    coach, ticket ...), `subject` the id of a place, hotel, city or train it is about, `day` its day (1 is the first) if
    it has one. `terms` is the quantity's formula: a sum of products; in front of it stands the sign.
    `unit_fen` and `total_fen` are None where the price is not known. `source` says where the price comes from: `facts`
    (with the year they speak of), `ask` (the facts' full price; a reduction for that age is not known), `computed` (of
    other lines: `rate_bp` in hundredths of a percent), `published` (by the railway office that is the supplier), else
    what the agency says. `minus` lines are taken off.
    """

    key: str
    section: Section
    kind: str
    subject: str
    terms: Terms
    quantity: int
    unit_fen: int | None
    total_fen: int | None
    source: Source | None = None
    as_of: str = ""
    supplier: str = ""
    day: int | None = None
    detail: str = ""
    minus: bool = False
    rate_bp: int | None = None
    base: str = ""  # of a computed line, the key of the line it is computed of; "" for all
    valid_to: str = ""  # a price holds to that date (ISO)


@dataclass(frozen=True)
class CoachMix:
    """Coaches by their seats, largest first, and what the mix would cost a day where that is known."""

    seats: tuple[int, ...]
    usable: int
    day_fen: int | None = None


@dataclass(frozen=True)
class Staff:
    """Who works on the trip; drivers are those of the coaches of one city."""

    guides: int
    doctors: int
    nurses: int

    @property
    def people(self) -> int:
        """All but the drivers."""
        return self.guides + self.doctors + self.nurses


@dataclass(frozen=True)
class Rooms:
    """Rooms of a night: `accessible` and `twin` sleep two, `single` one; `alone` of the single ones are for guests who
    did not ask for it."""

    accessible: int
    twin: int
    single: int
    alone: int = 0


@dataclass(frozen=True)
class Ledger:
    """All lines. `total_fen` is the sum of those that have one; `unknown` are the keys of the others, `off` those of
    lines that were taken out on purpose. `single_fen` is what a room for oneself costs more than half a shared one,
    for the whole trip and one guest; None where a price is missing."""

    people: int
    singles: int
    lines: tuple[CostLine, ...]
    total_fen: int
    unknown: tuple[str, ...]
    mix: CoachMix
    mixes: tuple[CoachMix, ...]
    staff: Staff
    rooms: Rooms
    single_fen: int | None
    off: tuple[CostLine, ...] = field(default=())

    @property
    def complete(self) -> bool:
        """Has every line a price, and is there any line?"""
        return bool(self.lines) and not self.unknown

    @property
    def supplement_fen(self) -> int:
        """What those who want a room for themselves cost more, all together; 0 where it is not known."""
        return (self.single_fen or 0) * self.singles

    def line(self, key: str) -> CostLine | None:
        """The line of that key, if there is one."""
        return next((line for line in self.lines if line.key == key), None)
