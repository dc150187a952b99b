"""An agency's supplier book: what suppliers ask for what, in which season, on which terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlmodel import Field, Session, col, select

from planner.accounts import Held, Who, is_holder, keeper, new_id, refuse_viewers
from planner.errors import OutOfRange, Unknown
from planner.package import PriceEntry
from planner.saved.departures import list_departures

MOST_TERMS = 2000


class SupplierTerm(Held, table=True):
    """A price of a supplier. `item` is the key of a cost line without its days; it holds from `season_from` to
    `season_to` (ISO; "" open)."""

    __tablename__ = "supplier_term"

    id: str = Field(primary_key=True)
    item: str = Field(index=True)
    title: str
    supplier: str
    fen: int
    source: str
    noted_on: str
    season_from: str = ""
    season_to: str = ""
    free_per: int | None = None
    commission_bp: int | None = None

    def holds_on(self, day: date) -> bool:
        """Is that day in its season?"""
        text = day.isoformat()
        return (not self.season_from or self.season_from <= text) and (not self.season_to or text <= self.season_to)


def item_of(key: str) -> str:
    """The key of a cost line without its days: what a price may be remembered for."""
    return re.sub(r"\.d\d+(?=\.|$)", "", key)


def keep_term(session: Session, who: Who, term: SupplierTerm) -> str:
    """Write a price into the holder's book; its id. The same supplier's for the same item and season is replaced.

    Raises
    ------
    OutOfRange
        If the book is full.
    NotAllowed
        If they may only look.
    """
    holder = keeper(who)
    own = select(SupplierTerm).where(SupplierTerm.holder == holder)
    for old in session.exec(own.where(SupplierTerm.item == term.item, SupplierTerm.supplier == term.supplier)):
        if (old.season_from, old.season_to) == (term.season_from, term.season_to):
            session.delete(old)
    if len(session.exec(own).all()) >= MOST_TERMS:
        raise OutOfRange("terms_kept", MOST_TERMS + 1, 0, MOST_TERMS)
    term.id, term.holder = new_id(), holder
    session.add(term)
    return term.id


def list_terms(session: Session, who: Who) -> Sequence[SupplierTerm]:
    """The holder's book, by supplier."""
    own = select(SupplierTerm).where(SupplierTerm.holder == who.holder)
    return session.exec(own.order_by(col(SupplierTerm.supplier), col(SupplierTerm.item), col(SupplierTerm.id))).all()


def remove_term(session: Session, who: Who, term_id: str) -> None:
    """Take a price out of the holder's book; raises Unknown."""
    row = session.get(SupplierTerm, term_id)
    if row is None or not is_holder(who, row.holder):
        raise Unknown("term", term_id)
    refuse_viewers(who)
    session.delete(row)


def remembered_prices(session: Session, who: Who, but: str) -> dict[str, tuple[PriceEntry, str]]:
    """By item the price that was typed last in another departure than `but`, and what that is called."""
    found: dict[str, tuple[PriceEntry, str]] = {}
    for file in list_departures(session, who):
        if file.id == but:
            continue
        for name, value in file.inputs.items():
            if name.startswith("cost.") and name.endswith(".fen"):
                key = name.removeprefix("cost.").removesuffix(".fen")
                cell = f"cost.{key}."
                entry = PriceEntry(
                    fen=value, supplier=file.inputs.get(cell + "supplier", ""), on=file.inputs.get(cell + "on", "")
                )
                found.setdefault(item_of(key), (entry, str(file.inputs.get("title", ""))))
    return found
