"""Webhooks: where the office's programs are told of what happened, and how each delivery went."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from flask import Response, url_for
from pydantic import BaseModel, Field

from planner.errors import Malformed
from planner.hooks import (
    Delivery,
    Webhook,
    add_webhook,
    deliveries_of,
    drop_webhook,
    load_webhook,
    ping,
    send_again,
    webhooks_of,
)
from planner.language import N_
from planner.saved import Seal
from routes.api.answers import PageQuery, answer, cursor_to, made, nothing, read_cursor, who
from routes.api.blueprint import operation
from routes.api.models import Strict
from routes.state import jobs, session, settings

HookEvent = Literal["booking.made", "booking.confirmed", "booking.cancelled", "job.ended", "train.published"]


class WebhookPath(BaseModel):
    """A webhook by its number."""

    number: int = Field(ge=1, le=2**31 - 1)


class DeliveryPath(WebhookPath):
    """Something that was told there."""

    delivery: str = Field(max_length=40)


class WebhookWish(Strict):
    """An https address, and what is to be told there."""

    url: str = Field(max_length=500)
    events: list[HookEvent] = Field(min_length=1, max_length=5)


class WebhookState(BaseModel):
    """A webhook; `secret`, which its messages are signed with, is told once, when it is made."""

    number: int
    url: str
    events: list[str]
    made_at: datetime
    secret: str | None = None


class Webhooks(BaseModel):
    """All of the office, the newest first."""

    items: list[WebhookState]


class DeliveryState(BaseModel):
    """Something that was told: waiting (until `next_at`), delivered or given_up; `status` of the last answer, or the
    `trouble` that kept it from coming. `body` is what is sent."""

    id: str
    event: str
    made_at: datetime
    state: str
    attempts: int
    status: int | None
    trouble: str
    next_at: datetime | None
    body: str


class Deliveries(BaseModel):
    """What was told there, the newest first; kept for 30 days."""

    items: list[DeliveryState]
    next: str | None


@operation("get", "/webhooks", N_("通知网址"), "webhooks", {200: Webhooks})
def read_webhooks() -> Response:
    """Where the office's programs are told."""
    with session() as db:
        return answer(Webhooks(items=[_state(each) for each in webhooks_of(db, who().office)]))


@operation("post", "/webhooks", N_("加一个通知网址"), "webhooks", {201: WebhookState})
def make_webhook(body: WebhookWish) -> Response:
    """Another one; addresses that are not public are refused. Its secret is told here alone."""
    with session() as db:
        row, secret = add_webhook(
            db, who().office, body.url, body.events, who().name, Seal(settings()), settings().webhook_hosts.split(",")
        )
        told = _state(row).model_copy(update={"secret": secret})
    return made(url_for("api.read_deliveries", number=told.number), told)


@operation("delete", "/webhooks/<number>", N_("删一个通知网址"), "webhooks", {204: None})
def end_webhook(path: WebhookPath) -> Response:
    """Nothing is sent there any more."""
    with session() as db:
        drop_webhook(db, who().office, path.number)
    return nothing()


@operation("get", "/webhooks/<number>/deliveries", N_("发过的通知"), "webhooks", {200: Deliveries})
def read_deliveries(path: WebhookPath, query: PageQuery) -> Response:
    """What was told there, and how it went."""
    behind = None
    if query.cursor:
        moment, key = read_cursor(query.cursor, 2)
        try:
            behind = datetime.fromisoformat(moment), key
        except ValueError:
            raise Malformed("cursor", query.cursor[:40], "next") from None
    with session() as db:
        rows = deliveries_of(db, load_webhook(db, who().office, path.number), query.limit + 1, behind)
    last = rows[query.limit - 1] if len(rows) > query.limit else None
    return answer(
        Deliveries(
            items=[_delivery(row) for row in rows[: query.limit]],
            next=cursor_to(last.made_at.isoformat(), last.id) if last else None,
        )
    )


@operation("post", "/webhooks/<number>/deliveries", N_("发一个试试"), "webhooks", {202: DeliveryState})
def ping_webhook(path: WebhookPath) -> Response:
    """Have something sent to see whether it comes."""
    with session() as db:
        told = _delivery(ping(db, load_webhook(db, who().office, path.number)))
    return _queued(told)


@operation("post", "/webhooks/<number>/deliveries/<delivery>", N_("再发一次"), "webhooks", {202: DeliveryState})
def resend_delivery(path: DeliveryPath) -> Response:
    """Have it sent once more, as it was."""
    with session() as db:
        told = _delivery(send_again(db, load_webhook(db, who().office, path.number), path.delivery))
    return _queued(told)


def _queued(told: DeliveryState) -> Response:
    jobs().wake()
    return Response(told.model_dump_json(), 202, mimetype="application/json")


def _state(row: Webhook) -> WebhookState:
    return WebhookState(number=row.id or 0, url=row.url, events=row.events.split(), made_at=row.made_at)


def _delivery(row: Delivery) -> DeliveryState:
    return DeliveryState(
        id=row.id, event=row.event, made_at=row.made_at, state=row.state, attempts=row.attempts, status=row.status,
        trouble=row.trouble, next_at=row.next_at, body=row.body,
    )  # fmt: skip
