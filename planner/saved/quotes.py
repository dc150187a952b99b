"""Quotes: numbered versions of an offer, frozen as they were made; the customer's part opens by a link without account.

A link's token is derived from its holder's key and the quote's id, so that the holder can show the link again; only its
hash is stored.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text
from sqlmodel import Field, Session, SQLModel, col, func, select

from planner.accounts import Who, new_id, refuse_viewers, secret_hash
from planner.errors import OutOfRange, Unknown
from planner.saved.departures import load_departure

MOST_VERSIONS = 100


class SavedQuote(SQLModel, table=True):
    """A version of a departure's quote. `shown` (JSON) is what the customer reads, `costing` what the agency keeps."""

    __tablename__ = "saved_quote"

    id: str = Field(primary_key=True)
    departure: str = Field(index=True)
    version: int
    made_at: datetime
    token_hash: str = Field(unique=True, index=True)
    shown: str = Field(sa_type=Text)
    costing: str = Field(sa_type=Text)

    def customers_part(self) -> dict[str, Any]:
        """What the customer reads."""
        return dict(json.loads(self.shown))

    def agencys_part(self) -> dict[str, Any]:
        """The ledger and the price as they were."""
        return dict(json.loads(self.costing))


def freeze_quote(
    session: Session, departure_id: str, who: Who, shown: dict[str, Any], costing: dict[str, Any]
) -> SavedQuote:
    """The next version of a departure's quote.

    Raises
    ------
    Unknown
        If the holder has no such departure.
    OutOfRange
        If it has too many versions.
    NotAllowed
        If they may only look.
    """
    load_departure(session, departure_id, who)
    refuse_viewers(who)
    last = session.exec(select(func.max(SavedQuote.version)).where(SavedQuote.departure == departure_id)).one() or 0
    if last >= MOST_VERSIONS:
        raise OutOfRange("quote_versions", last + 1, 1, MOST_VERSIONS)
    quote_id = new_id()
    row = SavedQuote(
        id=quote_id, departure=departure_id, version=last + 1, made_at=datetime.now(UTC),
        token_hash=secret_hash(quote_token(who, quote_id)), shown=json.dumps(shown, ensure_ascii=False),
        costing=json.dumps(costing, ensure_ascii=False),
    )  # fmt: skip
    session.add(row)
    return row


def quote_token(who: Who, quote_id: str) -> str:
    """The unguessable part of a quote's address."""
    digest = hmac.new(who.link_key.encode(), f"quote {quote_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def quote_with(session: Session, token: str) -> SavedQuote:
    """The quote with that token; raises Unknown."""
    row = session.exec(select(SavedQuote).where(SavedQuote.token_hash == secret_hash(token))).first()
    if row is None:
        raise Unknown("quote", token)
    return row


def quotes_of(session: Session, departure_id: str, who: Who) -> Sequence[SavedQuote]:
    """All versions of the holder's departure, the newest first."""
    load_departure(session, departure_id, who)
    found = select(SavedQuote).where(SavedQuote.departure == departure_id)
    return session.exec(found.order_by(col(SavedQuote.version).desc())).all()
