"""The job that tells another program what happened, once; the delivery's own record says when it is due again."""

from __future__ import annotations

import json

from sqlmodel import Session

from planner.accounts import SITE
from planner.errors import NoDataKey
from planner.hooks import Attempt, Delivery, Message, Webhook, keep_attempt, send, take_due
from planner.jobs.records import enqueue
from planner.saved import Seal
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.violations import Checked, Violation

DELIVER = "deliver"  # the kind of its jobs
BEHIND_PEOPLE = 1  # their priority


def compute_delivery(settings: Settings, delivery: str, _options: SolveOptions) -> Checked[Attempt]:
    """Send what is to be told to another program, once."""
    with transaction(settings.database_url) as session:
        row = session.get(Delivery, delivery)
        hook = session.get(Webhook, row.webhook) if row else None
        if row is None or hook is None:
            return Checked(Attempt(delivery, None, "gone"))
        try:
            secret = Seal(settings, make=False).open(hook.sealed)
        except NoDataKey:
            return Checked(Attempt(delivery, None, "key"))
        message = Message(delivery, hook.url, secret, row.event, row.body)
    return Checked(send(message, settings.webhook_hosts.split(",")))


def save_attempt(
    session: Session, attempt: Attempt, _: tuple[Violation, ...], _featured: str | None = None, _holder: str = SITE
) -> str:  # fmt: skip
    """Keep how it went; its delivery's id."""
    keep_attempt(session, attempt)
    return attempt.delivery


def submit_deliveries(session: Session) -> None:
    """Queue what is to be told by now."""
    for delivery in take_due(session):
        enqueue(session, DELIVER, json.dumps(delivery), priority=BEHIND_PEOPLE)
