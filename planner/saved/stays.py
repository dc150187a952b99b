"""Longer stays people keep, as they were planned: whoever holds the secret a stay was kept with may remove it, anybody
who knows its id may look at it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Text
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import secret_hash
from planner.errors import Unknown
from planner.saved.results import new_id
from planner.stay import STAY_JSON, Stay, StayRequest
from planner.violations import Checked

STAY_REQUEST_JSON: TypeAdapter[StayRequest] = TypeAdapter(StayRequest)
MOST_SHOWN = 60


class SavedStay(SQLModel, table=True):
    """A stay; `result` is STAY_JSON, `request` what was asked for. It refers to no row of the facts and
    outlives them."""

    __tablename__ = "saved_stay"

    id: str = Field(primary_key=True)
    owner_hash: str = Field(index=True)
    created_at: datetime = Field(index=True)
    facts_digest: str
    request: str = Field(sa_type=Text)
    result: str = Field(sa_type=Text)

    def stay(self) -> Stay:
        """The stay as it was planned."""
        return STAY_JSON.validate_json(self.result)

    def owned_by(self, owner: str | None) -> bool:
        """Was it kept with that secret?"""
        return owner is not None and hmac.compare_digest(self.owner_hash, secret_hash(owner))


def save_stay(session: Session, owner: str, found: Checked[Stay]) -> str:
    """Keep a stay that its checker has passed; the id to find it by. Asked for again on the same facts by the same
    owner, it is the one that is kept already."""
    stay = found.result
    row = SavedStay(
        id=new_id(), owner_hash=secret_hash(owner), created_at=datetime.now(UTC), facts_digest=stay.facts_digest,
        request=STAY_REQUEST_JSON.dump_json(stay.request).decode(), result=STAY_JSON.dump_json(stay).decode(),
    )  # fmt: skip
    same = select(SavedStay.id).where(
        SavedStay.owner_hash == row.owner_hash,
        SavedStay.facts_digest == row.facts_digest,
        SavedStay.request == row.request,
    )
    if (earlier := session.exec(same).first()) is not None:
        return earlier
    session.add(row)
    return row.id


def load_stay(session: Session, stay_id: str) -> SavedStay:
    """The stay with that id, whoever keeps it; raises Unknown."""
    row = session.get(SavedStay, stay_id)
    if row is None:
        raise Unknown("stay", stay_id)
    return row


def list_stays(session: Session, owner: str) -> Sequence[SavedStay]:
    """The stays an owner keeps, newest first, at most MOST_SHOWN."""
    own = select(SavedStay).where(SavedStay.owner_hash == secret_hash(owner))
    return session.exec(own.order_by(col(SavedStay.created_at).desc(), col(SavedStay.id)).limit(MOST_SHOWN)).all()


def remove_stay(session: Session, stay_id: str, owner: str | None) -> None:
    """Delete an owner's stay; raises Unknown if that owner has none with that id."""
    row = load_stay(session, stay_id)
    if not row.owned_by(owner):
        raise Unknown("stay", stay_id)
    session.delete(row)
