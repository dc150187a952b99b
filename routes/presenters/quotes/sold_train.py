"""The train of a departure that is sold, as guests read it: its days now, and what was changed since it was offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from planner.booking import DepartureOffer
from planner.product import TakenTrain, changed_calls, load_version, taken_train
from planner.saved import SavedQuote
from routes.presenters.quotes.product import changed_call_words, product_days


@dataclass(frozen=True)
class SoldTrain:
    """`days` are as the agency goes by them. `changes` is what differs from when the departure was first offered, in
    what the railway has published last, `on` that day; `settled`: the agency goes by it already."""

    days: list[dict[str, Any]]
    changes: list[str]
    on: date
    settled: bool


def quoted_train(db: Session, quote: SavedQuote) -> SoldTrain | None:
    """The train of a quote; None if it is for none. `changes` are those since the quote was made."""
    shown = quote.customers_part()
    taken = taken_train(db, quote.departure) if "train" in shown else None
    return None if taken is None else _since(db, taken, shown["train"]["version"], shown["days"])


def sold_train(db: Session, offer: DepartureOffer) -> SoldTrain | None:
    """The train of a departure; None if it goes by none. The session reads for everybody."""
    taken = taken_train(db, offer.departure)
    if taken is None:
        return None
    texts = {
        key: ashore
        for day in offer.customers_part["days"]
        for key, _station, _arrive, _depart, ashore in day.get("calls", ())
    }
    days = product_days(taken.product, taken.share.day, texts)
    return _since(db, taken, taken.share.first_version, days)


def _since(db: Session, taken: TakenTrain, version: int, days: list[dict[str, Any]]) -> SoldTrain:
    before = load_version(db, taken.train.id, version).product()
    return SoldTrain(
        days=days,
        changes=changed_call_words(changed_calls(before, taken.newest)),
        on=load_version(db, taken.train.id, taken.train.version).on,
        settled=not taken.is_behind,
    )
