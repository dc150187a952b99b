"""What an office's departures bring: margin and fill of each, by month enquiries, bookings and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import Session

from planner.accounts import Who
from planner.booking import Booking, all_bookings, offer_of
from planner.clock import CHINA
from planner.errors import SilverwayError
from planner.facts import Facts
from planner.package import cost_inputs, ledger_of, party_of, resized
from planner.saved import DepartureFile, list_departures, load_itinerary, moved
from planner.sharing.enquiries import enquiries_waiting


@dataclass(frozen=True)
class DepartureFigures:
    """A departure that is sold. `cost_fen` is that of the people who are confirmed, None as long as a price is not
    known; what is earned beside it are the fees of those who cancelled."""

    id: str
    title: str
    month: str
    start: str
    most: int
    held: int
    confirmed: int
    sold_fen: int
    fees_fen: int
    cost_fen: int | None
    unknown: int

    @property
    def fill_percent(self) -> int:
        return round(100 * self.confirmed / self.most)

    @property
    def margin_fen(self) -> int | None:
        return None if self.cost_fen is None else self.sold_fen + self.fees_fen - self.cost_fen


@dataclass
class MonthFigures:
    """A month: departures that start in it, enquiries that came in it and how many of these are booked."""

    month: str
    departures: list[DepartureFigures] = field(default_factory=list)
    enquiries: int = 0
    booked: int = 0

    @property
    def margin_fen(self) -> int | None:
        """None if that of one departure is not known."""
        margins = [each.margin_fen for each in self.departures]
        known = [each for each in margins if each is not None]
        return sum(known) if len(known) == len(margins) else None


def months_of(db: Session, who: Who, facts: Facts) -> list[MonthFigures]:
    """What somebody's departures and enquiries brought, the newest month first."""
    months: dict[str, MonthFigures] = {}

    def of(month: str) -> MonthFigures:
        return months.setdefault(month, MonthFigures(month))

    for file in list_departures(db, who):
        if (found := _departure(db, facts, file)) is not None:
            of(found.month).departures.append(found)
    for enquiry in enquiries_waiting(db, who):
        month = of(enquiry.at.astimezone(CHINA).strftime("%Y-%m"))
        month.enquiries += 1
        month.booked += enquiry.status == "booked"
    return [months[key] for key in sorted(months, reverse=True)]


def _departure(db: Session, facts: Facts, file: DepartureFile) -> DepartureFigures | None:
    offer = offer_of(db, file.id)
    if offer is None:
        return None
    bookings = all_bookings(db, file.id)
    firm = [each for each in bookings if each.status == "confirmed"]
    people = sum(each.booked.people for each in firm)
    cost, unknown = _cost(db, facts, file, people)
    return DepartureFigures(
        id=file.id, title=str(file.inputs.get("title") or file.id), month=offer.first_day.strftime("%Y-%m"),
        start=offer.first_day.isoformat(), most=offer.most, held=people + _optional(bookings), confirmed=people,
        sold_fen=sum(each.price_fen for each in firm),
        fees_fen=sum(each.fee_fen or 0 for each in bookings if each.status == "cancelled"),
        cost_fen=cost, unknown=unknown,
    )  # fmt: skip


def _optional(bookings: Sequence[Booking]) -> int:
    now = datetime.now(UTC)
    return sum(
        each.booked.people for each in bookings if each.status == "option" and (each.until is None or each.until > now)
    )


def _cost(db: Session, facts: Facts, file: DepartureFile, people: int) -> tuple[int | None, int]:
    """What the departure costs with so many guests, and how many prices are not known."""
    if not people:
        return 0, 0
    try:
        trip = moved(load_itinerary(db, file.inputs.get("trip.id", "")), file.inputs.get("start"))
        party = party_of(file.inputs)
        if party is None:
            return None, 0
        ledger = ledger_of(facts, trip, resized(party, people), cost_inputs(file.inputs))
    except SilverwayError:
        return None, 0
    return (ledger.total_fen if ledger.complete else None), len(ledger.unknown)
