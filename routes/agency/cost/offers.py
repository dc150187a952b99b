"""Prices somebody may take for a line: from the supplier book, or remembered from another departure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.clock import today
from planner.package import CostLine, PriceEntry
from planner.saved import SupplierTerm, item_of, list_terms, remembered_prices
from routes.agency.desk import Desk
from routes.agency.words import SOURCE_WORDS
from routes.state import session
from routes.visitor import visitor


@dataclass(frozen=True)
class PriceOffer:
    """A price somebody may take for a line: from the supplier book, or remembered from another departure."""

    id: str
    entry: PriceEntry
    words: str


def offers_on(desk: Desk) -> Callable[[CostLine], list[PriceOffer]]:
    """By line what is offered for it."""
    who = visitor()
    with session() as db:
        terms, remembered = list_terms(db, who), remembered_prices(db, who, desk.file.id)
    first = desk.trip.request.start if desk.trip else today()

    def offers(line: CostLine) -> list[PriceOffer]:
        found = []
        for term in terms:
            if term.item == item_of(line.key) and term.holds_on(first):
                words = _("%(source)s：%(supplier)s，%(when)s", source=_(SOURCE_WORDS[term.source]),
                          supplier=term.supplier, when=term.noted_on)  # fmt: skip
                found.append(PriceOffer(f"term-{term.id}", _entry_of(term), words))
        if item_of(line.key) in remembered:
            entry, title = remembered[item_of(line.key)]
            found.append(
                PriceOffer("remembered", entry, _("上次：%(title)s，%(when)s", title=title, when=entry.on or "—"))
            )
        return found

    return offers


def _entry_of(term: SupplierTerm) -> PriceEntry:
    return PriceEntry(
        term.fen, "contract" if term.source == "contract" else "asked", term.noted_on, term.supplier, term.season_to,
        term.free_per, term.commission_bp,
    )  # fmt: skip
