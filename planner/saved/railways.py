"""Railways that people brought on the page, kept once each: whoever brings the same file again gets the same one."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import LargeBinary
from sqlmodel import Field, Session, SQLModel

from planner.errors import Unknown
from planner.exchange.railways import RAILWAY_JSON, Railway

ID_LETTERS = 24


class SavedRailway(SQLModel, table=True):
    """A railway; `content` is RAILWAY_JSON, packed, and `id` begins its digest."""

    __tablename__ = "saved_railway"

    id: str = Field(primary_key=True)
    name: str
    created_at: datetime
    content: bytes = Field(sa_type=LargeBinary)

    def railway(self) -> Railway:
        """The railway as it was brought."""
        return RAILWAY_JSON.validate_json(zlib.decompress(self.content))


def keep_railway(session: Session, railway: Railway) -> str:
    """Keep it, unless it is kept already; its id."""
    content = RAILWAY_JSON.dump_json(railway)
    found = sha256(content).hexdigest()[:ID_LETTERS]
    if session.get(SavedRailway, found) is None:
        row = SavedRailway(
            id=found, name=railway.name, created_at=datetime.now(UTC), content=zlib.compress(content, level=6)
        )
        session.add(row)
        session.flush()
    return found


def load_saved_railway(session: Session, railway_id: str) -> SavedRailway:
    """The railway with that id; raises Unknown."""
    row = session.get(SavedRailway, railway_id)
    if row is None:
        raise Unknown("railway", railway_id)
    return row
