"""Links by which a family sees a trip without an account, what they say of it, and how they would change it.

A link's token is derived from its id and a secret of its holder's that is not stored, so that the holder can show the
link again. Only the token's hash is kept: the database opens no link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Text
from sqlmodel import Field, Session, SQLModel, col, func, select

from planner.accounts import Who, keeper, may_change, new_id, result_holder, secret_hash
from planner.errors import OutOfRange
from planner.jobs import Job
from planner.saved import own_copy

MOST_LINKS = 5  # open ones of one holder for one trip
MOST_COMMENTS = 50  # to one link
MOST_CHANGES = 50
LONGEST_WHO, LONGEST_TEXT = 20, 300  # characters
LIFETIMES_DAYS = (7, 30, 90)
LinkState = Literal["open", "expired", "revoked"]


class FamilyLink(SQLModel, table=True):
    """One link to the trip saved under `trip`; good until `expires_at` unless it was revoked."""

    __tablename__ = "family_link"
    id: str = Field(primary_key=True)
    trip: str = Field(index=True)
    holder: str = Field(index=True)
    token_hash: str = Field(unique=True, index=True)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def state(self, now: datetime) -> LinkState:
        """Is it good at that moment (with its zone)?"""
        if self.revoked_at is not None:
            return "revoked"
        return "open" if now < self.expires_at else "expired"


class FamilyComment(SQLModel, table=True):
    """What somebody wrote by way of a link, in plain text; `who` is the name they gave."""

    __tablename__ = "family_comment"
    id: int | None = Field(default=None, primary_key=True)
    link: str = Field(foreign_key="family_link.id", index=True)
    at: datetime
    who: str
    text: str = Field(sa_type=Text)


class FamilyChange(SQLModel, table=True):
    """A change somebody pressed by way of a link; `job` works it out."""

    __tablename__ = "family_change"
    id: int | None = Field(default=None, primary_key=True)
    link: str = Field(foreign_key="family_link.id", index=True)
    at: datetime
    job: str


def open_link(session: Session, trip: str, who: Who, days: int) -> FamilyLink:
    """A new link, good for `days`; to a copy of its own if the trip is a ready-made one.

    Raises
    ------
    Unknown
        If there is no such trip.
    OutOfRange
        If they have enough open links to it.
    NotAllowed
        If they may only look.
    """
    now, link_id, holder = datetime.now(UTC), new_id(), keeper(who)
    trip_id = own_copy(session, trip, result_holder(who))
    already = sum(link.state(now) == "open" for link in links_of(session, trip_id, who))
    if already >= MOST_LINKS:
        raise OutOfRange("family_links", already + 1, 1, MOST_LINKS)
    link = FamilyLink(
        id=link_id, trip=trip_id, holder=holder, token_hash=secret_hash(token_of(who.link_key, link_id)),
        created_at=now, expires_at=now + timedelta(days=days),
    )  # fmt: skip
    session.add(link)
    return link


def token_of(key: str, link_id: str) -> str:
    """The unguessable part of a link's address, 192 bits in letters fit for one."""
    digest = hmac.new(key.encode(), link_id.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def link_with(session: Session, token: str) -> FamilyLink | None:
    """The link with that token, good or not."""
    return session.exec(select(FamilyLink).where(FamilyLink.token_hash == secret_hash(token))).first()


def links_of(session: Session, trip: str, who: Who) -> list[FamilyLink]:
    """Somebody's own links to a trip, newest first."""
    if not who.holder:
        return []
    own = select(FamilyLink).where(FamilyLink.trip == trip, FamilyLink.holder == who.holder)
    return list(session.exec(own.order_by(col(FamilyLink.created_at).desc())).all())


def revoke(session: Session, link_id: str, who: Who) -> FamilyLink | None:
    """Take a link back; None if there is none that they may."""
    link = session.get(FamilyLink, link_id)
    if link is None or not may_change(who, link.holder):
        return None
    link.revoked_at = link.revoked_at or datetime.now(UTC)
    session.add(link)
    return link


def say(session: Session, link: FamilyLink, who: str, text: str) -> None:
    """Keep a comment.

    Raises
    ------
    OutOfRange
        If a name or comment is empty or too long, or there are enough comments.
    """
    for field, value, most in (("family_who", who, LONGEST_WHO), ("family_text", text, LONGEST_TEXT)):
        if not 1 <= len(value) <= most:
            raise OutOfRange(field, len(value), 1, most)
    _not_too_many(session, FamilyComment, link, MOST_COMMENTS)
    session.add(FamilyComment(link=link.id, at=datetime.now(UTC), who=who, text=text))


def note_change(session: Session, link: FamilyLink, job: str) -> int:
    """Remember that a change was pressed by way of a link; its number. Pressed twice, it is the same one.

    Raises
    ------
    OutOfRange
        If there are enough changes.
    """
    same = select(FamilyChange.id).where(FamilyChange.link == link.id, FamilyChange.job == job)
    if (found := session.exec(same).first()) is not None:
        return found
    _not_too_many(session, FamilyChange, link, MOST_CHANGES)
    change = FamilyChange(link=link.id, at=datetime.now(UTC), job=job)
    session.add(change)
    session.flush()
    assert change.id is not None  # noqa: S101  # the database numbers it
    return change.id


def comments_on(session: Session, links: Sequence[FamilyLink]) -> list[FamilyComment]:
    """The comments by way of these links, oldest first."""
    ids = [link.id for link in links]
    written = select(FamilyComment).where(col(FamilyComment.link).in_(ids)).order_by(col(FamilyComment.id))
    return list(session.exec(written).all())


def changes_on(session: Session, links: Sequence[FamilyLink]) -> list[tuple[FamilyChange, Job]]:
    """Changes pressed by way of these links with their jobs, oldest first."""
    ids = [link.id for link in links]
    pressed = select(FamilyChange).where(col(FamilyChange.link).in_(ids)).order_by(col(FamilyChange.id))
    found = [(change, session.get(Job, change.job)) for change in session.exec(pressed).all()]
    return [(change, job) for change, job in found if job is not None]


def _not_too_many(session: Session, table: type[FamilyComment | FamilyChange], link: FamilyLink, most: int) -> None:
    count = session.exec(select(func.count()).select_from(table).where(table.link == link.id)).one()
    if count >= most:
        raise OutOfRange("family_many", count + 1, 1, most)
