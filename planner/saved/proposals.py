"""Packages proposed for a departure: asked for, found by a job, and kept to choose from."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, ForeignKey, String, Text
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from planner.accounts import Held, Who, keeper, new_id
from planner.package.proposals import PROPOSED_JSON, Proposed
from planner.saved.departures import load_departure


class SavedProposal(Held, table=True):
    """A search for packages of a departure: its job, and what it found ("" until then)."""

    __tablename__ = "package_proposal"

    id: str = Field(primary_key=True)
    departure: str = Field(
        sa_column=Column(String(), ForeignKey("departure.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    job: str
    asked_at: datetime
    found: str = Field(default="", sa_type=Text)  # JSON: Proposed

    def proposed(self) -> Proposed | None:
        """The packages; None until they are found."""
        return PROPOSED_JSON.validate_json(self.found) if self.found else None


def new_proposal(session: Session, departure_id: str, who: Who) -> SavedProposal:
    """Ask for packages of the holder's departure; earlier ones nobody found anything for are forgotten.

    Raises
    ------
    Unknown
        If the holder has no such departure.
    NotAllowed
        If they may only look.
    """
    load_departure(session, departure_id, who)
    row = SavedProposal(id=new_id(), holder=keeper(who), departure=departure_id, job="", asked_at=datetime.now(UTC))
    for old in session.exec(_of(departure_id).where(SavedProposal.found == "")):
        session.delete(old)
    session.add(row)
    return row


def keep_proposed(session: Session, proposal_id: str, found: Proposed) -> None:
    """Keep what was found; nothing if nobody asks any more."""
    row = session.get(SavedProposal, proposal_id)
    if row is not None:
        row.found = PROPOSED_JSON.dump_json(found).decode()


def newest_proposal(session: Session, departure_id: str, who: Who) -> SavedProposal | None:
    """The one asked for last of the holder's departure; raises Unknown."""
    load_departure(session, departure_id, who)
    return session.exec(_of(departure_id).order_by(col(SavedProposal.asked_at).desc()).limit(1)).first()


def _of(departure_id: str) -> SelectOfScalar[SavedProposal]:
    return select(SavedProposal).where(SavedProposal.departure == departure_id)
