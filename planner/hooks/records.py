"""The tables of webhooks: to whom an office wants what told, and each thing that was told, with how it went."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Text, delete
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import load_office, new_id, new_secret
from planner.errors import OutOfRange, Unknown
from planner.hooks.sending import Attempt
from planner.hooks.targets import check_target
from planner.saved import Seal

EVENTS = ("booking.made", "booking.confirmed", "booking.cancelled", "job.ended", "train.published")
PING = "ping"  # sent on asking, to see whether it comes
MOST_WEBHOOKS = 20  # of one office
PREFIX = "whsec_"
BACK_OFF_MIN = (1, 5, 30, 120, 480, 1440)  # until it is sent again, the first time, the second …
GIVEN_UP_AFTER = len(BACK_OFF_MIN) + 1  # attempts
KEPT = timedelta(days=30)
LEASE = timedelta(minutes=5)  # a job that sends is done or dead by then
WAITING, DELIVERED, GIVEN_UP = "waiting", "delivered", "given_up"


class Webhook(SQLModel, table=True):
    """An address that an office wants to be told at, for which events (with spaces between); `sealed` is the secret
    that what is sent there is signed with."""

    __tablename__ = "webhook"
    id: int | None = Field(default=None, primary_key=True)
    office: str = Field(foreign_key="office.id", index=True)
    url: str
    events: str
    sealed: str = Field(sa_type=Text)
    made_by: str
    made_at: datetime

    def wants(self, event: str) -> bool:
        """Is it to be told of that?"""
        return event == PING or event in self.events.split()


class Delivery(SQLModel, table=True):
    """Something that is to be told: waiting until `next_at`, delivered, or given up. `body` is what is sent."""

    __tablename__ = "webhook_delivery"
    id: str = Field(primary_key=True)
    webhook: int = Field(
        sa_column=Column(Integer, ForeignKey("webhook.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    event: str
    body: str = Field(sa_type=Text)
    made_at: datetime = Field(index=True)
    state: str = WAITING
    attempts: int = 0
    status: int | None = None  # of the last answer
    trouble: str = ""  # why there was none
    next_at: datetime | None = Field(default=None, index=True)
    tried_at: datetime | None = None


def add_webhook(  # noqa: PLR0913  # all that one is
    session: Session, office: str, url: str, events: Sequence[str], made_by: str, seal: Seal,
    allowed: Collection[str] = (),
) -> tuple[Webhook, str]:  # fmt: skip
    """A new webhook of an office, and its secret, which is not shown again.

    Raises
    ------
    BadTarget
        If nothing may be sent there.
    OutOfRange, Unknown
        If it is for no event, or the office has too many, or there is no such event.
    """
    url, key = url.strip(), load_office(session, office).id
    check_target(url, allowed)
    for event in events:
        if event not in EVENTS:
            raise Unknown("event", event, EVENTS)
    for field, value, low, high in (
        ("webhook_events", len(set(events)), 1, len(EVENTS)),
        ("webhooks", len(webhooks_of(session, key)) + 1, 1, MOST_WEBHOOKS),
    ):
        if not low <= value <= high:
            raise OutOfRange(field, value, low, high)
    secret = PREFIX + new_secret()
    row = Webhook(
        office=key, url=url, events=" ".join(each for each in EVENTS if each in events), sealed=seal.close(secret),
        made_by=made_by, made_at=datetime.now(UTC),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row, secret


def webhooks_of(session: Session, office: str) -> list[Webhook]:
    """All webhooks of an office, the newest first."""
    query = select(Webhook).where(Webhook.office == office)
    return list(session.exec(query.order_by(col(Webhook.id).desc())).all())


def load_webhook(session: Session, office: str, number: int) -> Webhook:
    """A webhook of that office; raises Unknown."""
    row = session.get(Webhook, number)
    if row is None or row.office != office:
        raise Unknown("webhook", str(number))
    return row


def drop_webhook(session: Session, office: str, number: int) -> None:
    """Nothing is sent there any more; raises Unknown."""
    row = load_webhook(session, office, number)
    session.execute(delete(Delivery).where(col(Delivery.webhook) == row.id))
    session.delete(row)


def note_event(session: Session, office: str | None, event: str, data: Mapping[str, Any]) -> None:
    """Something happened in an office (None: in what all of them see): told to whoever wants it, once this transaction
    is kept."""
    query = select(Webhook) if office is None else select(Webhook).where(Webhook.office == office)
    for hook in session.exec(query):
        if hook.wants(event):
            _add(session, hook, event, data)


def ping(session: Session, hook: Webhook) -> Delivery:
    """Something to be sent to see whether it comes."""
    return _add(session, hook, PING, {})


def _add(session: Session, hook: Webhook, event: str, data: Mapping[str, Any]) -> Delivery:
    now = datetime.now(UTC)
    delivery = new_id()
    body = {"id": delivery, "event": event, "at": now.isoformat(timespec="seconds"), "data": dict(data)}
    row = Delivery(
        id=delivery, webhook=hook.id or 0, event=event, body=json.dumps(body, ensure_ascii=False), made_at=now,
        next_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def take_due(session: Session, limit: int = 20) -> list[str]:
    """What is to be sent now, the oldest first; due again after a while if nothing comes of it."""
    now = datetime.now(UTC)
    due = select(Delivery).where(Delivery.state == WAITING, col(Delivery.next_at) <= now)
    found = session.exec(due.order_by(col(Delivery.next_at)).limit(limit)).all()
    for row in found:
        row.next_at = now + LEASE
        session.add(row)
    return [row.id for row in found]


def keep_attempt(session: Session, attempt: Attempt) -> None:
    """Note how it went; sent again later each time, given up at last. Nothing if its webhook is gone."""
    row, now = session.get(Delivery, attempt.delivery), datetime.now(UTC)
    if row is None:
        return
    row.attempts, row.status, row.trouble, row.tried_at = row.attempts + 1, attempt.status, attempt.trouble, now
    if attempt.good:
        row.state, row.next_at = DELIVERED, None
    elif row.attempts >= GIVEN_UP_AFTER:
        row.state, row.next_at = GIVEN_UP, None
    else:
        row.next_at = now + timedelta(minutes=BACK_OFF_MIN[row.attempts - 1])
    session.add(row)


def deliveries_of(
    session: Session, hook: Webhook, limit: int = 50, behind: tuple[datetime, str] | None = None
) -> list[Delivery]:
    """What was told there, the newest first; behind one of them, if given."""
    query = select(Delivery).where(Delivery.webhook == hook.id)
    if behind is not None:
        at, key = behind
        query = query.where((col(Delivery.made_at) < at) | ((col(Delivery.made_at) == at) & (col(Delivery.id) > key)))
    return list(session.exec(query.order_by(col(Delivery.made_at).desc(), col(Delivery.id)).limit(limit)).all())


def send_again(session: Session, hook: Webhook, delivery: str) -> Delivery:
    """Send something once more, as it was, from the first attempt on; raises Unknown."""
    row = session.get(Delivery, delivery)
    if row is None or row.webhook != hook.id:
        raise Unknown("delivery", delivery)
    row.state, row.attempts, row.next_at = WAITING, 0, datetime.now(UTC)
    session.add(row)
    session.flush()
    return row


def forget_deliveries(session: Session, now: datetime) -> None:
    """Delete what was told KEPT ago."""
    session.execute(delete(Delivery).where(col(Delivery.made_at) < now - KEPT))
