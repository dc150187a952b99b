"""Longer stays people keep, as they were planned, each under its holder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Text
from sqlmodel import Field, Session, col, select

from planner.accounts import Held, Who, keeper, may_change, new_id
from planner.errors import Unknown
from planner.stay import STAY_JSON, Stay, StayRequest
from planner.violations import Checked

STAY_REQUEST_JSON: TypeAdapter[StayRequest] = TypeAdapter(StayRequest)
MOST_SHOWN = 60


class SavedStay(Held, table=True):
    """A stay; `result` is STAY_JSON, `request` what was asked for. It refers to no row of the facts and
    outlives them."""

    __tablename__ = "saved_stay"

    id: str = Field(primary_key=True)
    created_at: datetime = Field(index=True)
    facts_digest: str
    request: str = Field(sa_type=Text)
    result: str = Field(sa_type=Text)

    def stay(self) -> Stay:
        """The stay as it was planned."""
        return STAY_JSON.validate_json(self.result)


def save_stay(session: Session, who: Who, found: Checked[Stay]) -> str:
    """Keep a stay that its checker has passed; the id to find it by. Asked for again on the same facts for the
    same holder, it is the one that is kept already. Raises NotAllowed."""
    stay = found.result
    row = SavedStay(
        id=new_id(), holder=keeper(who), created_at=datetime.now(UTC), facts_digest=stay.facts_digest,
        request=STAY_REQUEST_JSON.dump_json(stay.request).decode(), result=STAY_JSON.dump_json(stay).decode(),
    )  # fmt: skip
    same = select(SavedStay.id).where(
        SavedStay.holder == row.holder,
        SavedStay.facts_digest == row.facts_digest,
        SavedStay.request == row.request,
    )
    if (earlier := session.exec(same).first()) is not None:
        return earlier
    session.add(row)
    return row.id


def load_stay(session: Session, stay_id: str) -> SavedStay:
    """The stay with that id; raises Unknown."""
    row = session.get(SavedStay, stay_id)
    if row is None:
        raise Unknown("stay", stay_id)
    return row


def list_stays(session: Session, who: Who) -> Sequence[SavedStay]:
    """Somebody's own stays, newest first, at most MOST_SHOWN."""
    own = select(SavedStay).where(SavedStay.holder == who.holder)
    return session.exec(own.order_by(col(SavedStay.created_at).desc(), col(SavedStay.id)).limit(MOST_SHOWN)).all()


def remove_stay(session: Session, stay_id: str, who: Who) -> None:
    """Delete a stay; raises Unknown if there is none that they may change."""
    row = load_stay(session, stay_id)
    if not may_change(who, row.holder):
        raise Unknown("stay", stay_id)
    session.delete(row)
