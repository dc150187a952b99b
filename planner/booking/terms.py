"""What a booking costs and owes: instalments until a day, and what is kept when somebody cancels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.booking.capacity import Units

Step = tuple[int, int]  # days before the start, percent


@dataclass(frozen=True)
class SaleTerms:
    """Prices a head, the deposit a head, what must be paid until how many days before the start (percent of the price,
    all in all), and what is kept of it from then on (percent)."""

    head_fen: int
    single_fen: int | None
    deposit_fen: int
    instalments: tuple[Step, ...]
    scale: tuple[Step, ...]


def price_fen(terms: SaleTerms, units: Units) -> int:
    """The price of a booking: so many heads, and the supplement of each single room."""
    return units.people * terms.head_fen + units.single * (terms.single_fen or 0)


def due_fen(terms: SaleTerms, units: Units, price: int, start: date, day: date) -> int:
    """What must have been paid by that day: the deposit, then the instalments; never more than the price."""
    reached = [percent for days, percent in terms.instalments if day >= start - timedelta(days)]
    return min(price, max(units.people * terms.deposit_fen, price * max(reached, default=0) // 100))


def fee_percent(scale: Sequence[Step], start: date, day: date) -> int:
    """The percent of the price that is kept of whoever cancels on that day, not later than the start."""
    before = (start - day).days
    return next((percent for days, percent in scale if before >= days), scale[-1][1] if scale else 0)


def fee_fen(terms: SaleTerms, price: int, start: date, day: date) -> int:
    """The same in fen, rounded down."""
    return price * fee_percent(terms.scale, start, day) // 100
