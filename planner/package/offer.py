"""A priced package as people get it. Data only; no logic a checker would trust. Money is fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.package.group import Group, OwnPrices

Certainty = Literal["known", "ask", "own", "unknown", "missing"]


@dataclass(frozen=True)
class CostLine:
    """One line of the costing: `quantity` x `times` x `unit_fen`.

    `kind` is ticket, hotel, coach, rail, lunch, dinner, guide, doctor, nurse, insurance or markup. `subject` is the
    id of a place or hotel; `bands` are the ages a ticket price is for (under_60, from_60, from_65, from_70).
    `certainty`: known from the facts; ask (the price for older people is not known, the full price is counted);
    own (the agency's); unknown (to us) and missing (not filled in): these two have no total.
    `about_fen` is the range a room of that hotel costs by the facts, either end open; it is never counted.
    """

    kind: str
    quantity: int
    times: int
    unit_fen: int | None
    total_fen: int | None
    certainty: Certainty
    subject: str = ""
    bands: tuple[str, ...] = ()
    about_fen: tuple[int | None, int | None] | None = None


@dataclass(frozen=True)
class Rooming:
    """Rooms for one night: `accessible` and `twin` sleep two, `single` and `staff` one."""

    accessible: int
    twin: int
    single: int
    staff: int

    @property
    def rooms(self) -> int:
        """All rooms of one night."""
        return self.accessible + self.twin + self.single + self.staff


@dataclass(frozen=True)
class Seating:
    """Coaches of `seats` each, of which `usable` may be taken."""

    coaches: int
    seats: int
    usable: int


@dataclass(frozen=True)
class Staffing:
    """Who goes along for the whole trip."""

    guides: int
    doctors: int
    nurses: int

    @property
    def people(self) -> int:
        """Guides, doctors and nurses together."""
        return self.guides + self.doctors + self.nurses


@dataclass(frozen=True)
class Resources:
    """The rooms, seats and staff of a package."""

    rooming: Rooming
    seating: Seating
    staffing: Staffing


@dataclass(frozen=True)
class AgencyDuty:
    """A rule the agency answers for. `status` is met (by this package), todo (for people to do) or advice.

    `count` is how many people, rooms, coaches it concerns.
    """

    rule: str
    status: Literal["met", "todo", "advice"]
    count: int


@dataclass(frozen=True)
class Package:
    """A trip priced for a group. `total_fen` is the sum of the lines that have one; what else there is, is named:
    `complete` is False where a line has no total, so that the total is a lower limit.
    """

    group: Group
    prices: OwnPrices
    rooming: Rooming
    seating: Seating
    staffing: Staffing
    lines: tuple[CostLine, ...]
    total_fen: int
    per_person_fen: int  # rounded up
    complete: bool
    duties: tuple[AgencyDuty, ...]

    def lines_of(self, *certainties: Certainty) -> tuple[CostLine, ...]:
        """The lines of these certainties, in order."""
        return tuple(line for line in self.lines if line.certainty in certainties)
