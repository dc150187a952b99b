"""Comments and changes of the family, for the page of the one who asked them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from planner.errors import Unknown
from planner.saved import load_saved
from planner.sharing import FamilyComment, changes_on, comments_on, links_of
from routes.presenters.changes import change_report
from routes.visitor import visitor


@dataclass(frozen=True)
class Version:
    """A changed trip, when somebody asked for it, and what is different."""

    trip: str
    at: datetime
    lines: tuple[str, ...]


@dataclass(frozen=True)
class FamilyMessages:
    """Comments and changed trips, oldest first; `working` changes are not worked out yet."""

    comments: tuple[FamilyComment, ...]
    versions: tuple[Version, ...]
    working: int


def family_messages(db: Session, trip_id: str) -> FamilyMessages | None:
    """What came by way of the reader's own links to that trip; None if nothing did."""
    links = links_of(db, trip_id, visitor())
    if not links:
        return None
    pressed = changes_on(db, links)
    versions = [_version(db, job.result_id, change.at) for change, job in pressed if job.result_id]
    messages = FamilyMessages(
        tuple(comments_on(db, links)),
        tuple(version for version in versions if version),
        sum(job.pending for _change, job in pressed),
    )
    return messages if messages.comments or messages.versions or messages.working else None


def _version(db: Session, trip_id: str, at: datetime) -> Version | None:
    try:
        change = load_saved(db, trip_id).changed()
    except Unknown:
        return None
    return Version(trip_id, at, change_report(change).lines if change else ())
