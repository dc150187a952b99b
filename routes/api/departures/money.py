"""What a departure costs and is sold for, its quotes, and offering it to everybody."""

from __future__ import annotations

from flask import Response, url_for
from sqlmodel import Session

from planner.booking import close_offer
from planner.language import N_
from planner.package import CostLine, cost_inputs, price_terms, sizes_of
from planner.saved import quote_token, quotes_of
from routes.addresses import outside
from routes.agency.cost import ledger_on
from routes.agency.desk import Desk, DeskStep, open_desk
from routes.agency.price import price_on
from routes.agency.quote import QUOTE
from routes.agency.sale import SALE
from routes.agency.words import LineWords
from routes.api.answers import answer, made, nothing, refused, who
from routes.api.blueprint import operation
from routes.api.departures.listed import departure_data
from routes.api.departures.models import (
    CostLineState,
    Costs,
    DeparturePath,
    DepartureState,
    Quotes,
    QuoteState,
)
from routes.state import session


@operation("get", "/departures/<departure_id>/costs", N_("成本和价钱"), "departures:read", {200: Costs}, "compute")
def read_costs(path: DeparturePath) -> Response:
    """The ledger line by line, what no price is known for, and the price by group size."""
    return answer(_costs(open_desk(path.departure_id)))


def _costs(desk: Desk) -> Costs:
    ledger = ledger_on(desk)
    if ledger is None or desk.trip is None or desk.party is None:
        people = desk.party.people if desk.party else None
        return Costs(people=people, complete=False, total_fen=0, unknown=[], lines=[], off=[], coaches=[], price=None,
                     sizes=[])  # fmt: skip
    words, inputs = LineWords(desk.facts.catalog, desk.trip), desk.file.inputs

    def line(each: CostLine) -> CostLineState:
        return CostLineState(line=each, name=words.name(each), formula=words.formula(each))

    sizes = sizes_of(desk.facts, desk.trip, desk.party, cost_inputs(inputs), price_terms(inputs))
    return Costs(
        people=ledger.people, complete=ledger.complete, total_fen=ledger.total_fen, unknown=list(ledger.unknown),
        lines=[line(each) for each in ledger.lines], off=[line(each) for each in ledger.off],
        coaches=list(ledger.mix.seats), price=price_on(desk), sizes=[] if desk.train else list(sizes),
    )  # fmt: skip


@operation("get", "/departures/<departure_id>/quotes", N_("报价单的各版"), "departures:read", {200: Quotes})
def read_quotes(path: DeparturePath) -> Response:
    """What the customer reads, version by version, with the address to send them."""
    with session() as db:
        return answer(Quotes(items=_quotes(db, path.departure_id)))


@operation(
    "post", "/departures/<departure_id>/quotes", N_("出一版报价单"), "departures:write", {201: QuoteState}, "compute"
)
def freeze_quote(path: DeparturePath) -> Response:
    """The next version of the quote, frozen; 422 with the reason as long as something hinders it."""
    if refusal := _pressed(path.departure_id, QUOTE, "freeze"):
        return refusal
    with session() as db:
        newest = _quotes(db, path.departure_id)[0]
    return made(url_for("api.read_quotes", departure_id=path.departure_id), newest)


def _quotes(db: Session, departure_id: str) -> list[QuoteState]:
    return [
        QuoteState(
            version=row.version, made_at=row.made_at, shown=row.customers_part(),
            address=outside("agency.quote_page", token=quote_token(who(), row.id)),
        )
        for row in quotes_of(db, departure_id, who())
    ]  # fmt: skip


@operation(
    "post", "/departures/<departure_id>/offer", N_("对外收客"), "departures:write", {200: DepartureState}, "compute"
)
def open_offer(path: DeparturePath) -> Response:
    """Offer it to everybody as its step `sale` says, or change what is offered; 422 with what hinders it."""
    return _pressed(path.departure_id, SALE, "publish") or answer(departure_data(open_desk(path.departure_id)))


@operation("delete", "/departures/<departure_id>/offer", N_("不再收客"), "departures:write", {204: None})
def end_offer(path: DeparturePath) -> Response:
    """Take in nobody any more; what is booked stays."""
    with session() as db:
        close_offer(db, path.departure_id, who())
    return nothing()


def _pressed(departure_id: str, step: DeskStep, button: str) -> Response | None:
    """What is to be mended before that button of a step does anything; None if it did."""
    errors = step.read(open_desk(departure_id), {button: "1"}).errors
    return refused(errors) if errors else None
