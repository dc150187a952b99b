"""The train of a departure that is sold, as guests read it: its days now, and what was changed since it was offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from planner.booking import DepartureOffer
from planner.product import changed_calls, load_version, taken_train
from routes.presenters.quotes.product import changed_call_words, product_days


@dataclass(frozen=True)
class SoldTrain:
    """`days` are as the agency goes by them. `changes` is what differs from when the departure was first offered, in
    what the railway has published last, `on` that day; `settled`: the agency goes by it already."""

    days: list[dict[str, Any]]
    changes: list[str]
    on: date
    settled: bool


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
    first = load_version(db, taken.train.id, taken.share.first_version).product()
    return SoldTrain(
        days=product_days(taken.product, taken.share.day, texts),
        changes=changed_call_words(changed_calls(first, taken.newest)),
        on=load_version(db, taken.train.id, taken.train.version).on,
        settled=not taken.is_behind,
    )
