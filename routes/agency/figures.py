"""What an agency's departures bring: margin and fill of each, by month enquiries, bookings and money; as CSV too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.booking import Booking, all_bookings, offer_of
from planner.clock import CHINA
from planner.errors import SilverwayError
from planner.exchange.rosters import table_csv
from planner.facts import Facts
from planner.package import cost_inputs, ledger_of, party_of, resized
from planner.saved import DepartureFile, list_departures, load_itinerary
from planner.sharing import enquiries_waiting
from planner.text import plain_amount
from routes.agency.desk import moved
from routes.state import facts_today, session
from routes.visitor import for_all_logged_in, visitor

PRIVATE = {"Cache-Control": "private, no-store"}


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


@for_all_logged_in
def figures() -> ResponseReturnValue:
    """By departure and by month."""
    page = render_template("agency/figures.html", months=_months(), plain_amount=plain_amount)
    return page, 200, PRIVATE


@for_all_logged_in
def figures_file() -> Response:
    """A line a departure, as CSV."""
    header = [_("月份"), _("出发"), _("团期"), _("最多人数"), _("占了位子"), _("确认"), _("满员率 %"), _("收入 元"),
              _("退团扣下 元"), _("成本 元"), _("毛利 元")]  # fmt: skip
    rows = [
        [each.month, each.start, each.title, str(each.most), str(each.held), str(each.confirmed),
         str(each.fill_percent), plain_amount(each.sold_fen), plain_amount(each.fees_fen),
         _money(each.cost_fen), _money(each.margin_fen)]
        for month in _months() for each in month.departures
    ]  # fmt: skip
    answer = Response(table_csv(header, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="figures.csv"'
    answer.headers["Cache-Control"] = PRIVATE["Cache-Control"]
    return answer


def _money(fen: int | None) -> str:
    return "" if fen is None else plain_amount(fen)


def _months() -> list[MonthFigures]:
    """The newest month first."""
    who, facts = visitor(), facts_today()
    months: dict[str, MonthFigures] = {}

    def of(month: str) -> MonthFigures:
        return months.setdefault(month, MonthFigures(month))

    with session() as db:
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
