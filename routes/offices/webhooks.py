"""Webhooks: addresses at which an office's other programs are told of what happened; how each delivery went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner.errors import BadTarget, NoDataKey, SilverwayError
from planner.hooks import (
    EVENTS,
    Delivery,
    add_webhook,
    deliveries_of,
    drop_webhook,
    load_webhook,
    ping,
    send_again,
    webhooks_of,
)
from planner.saved import Seal
from planner.sentences import TARGETS, error_sentence
from routes.costs import costs
from routes.formatters import moment_words
from routes.forms import Field, Form
from routes.offices.blueprint import bp
from routes.offices.words import DELIVERY_WORDS, EVENT_WORDS
from routes.state import jobs, session, settings
from routes.visitor import for_owners

SHOWN = 50  # deliveries of a webhook


@dataclass(frozen=True)
class DeliveryRow:
    """A delivery in words."""

    id: str
    event: str
    at: str
    state: str
    answer: str
    next: str


@bp.get("/webhooks")
@for_owners
def webhooks() -> str:
    """All of them, and a form for another."""
    return _page(_form({}))


@bp.post("/webhooks")
@costs("make")
@for_owners
def create_webhook() -> ResponseReturnValue:
    """Another one; its secret is shown once."""
    form = _form(request.form)
    try:
        with session() as db:
            _row, secret = add_webhook(
                db, current_user.office, form["url"], form.several("event"), current_user.name, Seal(settings()),
                settings().webhook_hosts.split(","),
            )  # fmt: skip
    except SilverwayError as wrong:
        form.mend("url" if isinstance(wrong, BadTarget | NoDataKey) else "event", error_sentence(wrong, _))
        return _page(form), 422
    response = Response(_page(_form({}), secret))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/webhooks/<int:number>")
@for_owners
def webhook(number: int) -> str:
    """What was told there, the newest first."""
    with session() as db:
        hook = load_webhook(db, current_user.office, number)
        rows = [_row(each) for each in deliveries_of(db, hook, SHOWN)]
    return render_template("offices/webhook.html", hook=hook, rows=rows, event_words=EVENT_WORDS, most=SHOWN)


@bp.post("/webhooks/<int:number>/try")
@costs("make")
@for_owners
def try_webhook(number: int) -> ResponseReturnValue:
    """Send something to see whether it comes."""
    with session() as db:
        ping(db, load_webhook(db, current_user.office, number))
    return _sent(number)


@bp.post("/webhooks/<int:number>/deliveries/<delivery>/again")
@costs("form")
@for_owners
def deliver_again(number: int, delivery: str) -> ResponseReturnValue:
    """Send something once more."""
    with session() as db:
        send_again(db, load_webhook(db, current_user.office, number), delivery)
    return _sent(number)


@bp.post("/webhooks/<int:number>/drop")
@for_owners
def remove_webhook(number: int) -> ResponseReturnValue:
    """Nothing is sent there any more."""
    with session() as db:
        drop_webhook(db, current_user.office, number)
    flash(_("删掉了，不再往那里发。"))
    return redirect(url_for("offices.webhooks"), 303)


def _sent(number: int) -> ResponseReturnValue:
    jobs().wake()
    flash(_("马上就发。过几秒刷新，看那边收到没有。"))
    return redirect(url_for("offices.webhook", number=number), 303)


def _row(each: Delivery) -> DeliveryRow:
    trouble = _(TARGETS[each.trouble]) if each.trouble in TARGETS else each.trouble
    answer = str(each.status) if each.status is not None else trouble
    waits = each.state == "waiting" and each.attempts and each.next_at
    return DeliveryRow(
        each.id, _(EVENT_WORDS[each.event]), moment_words(each.made_at), _(DELIVERY_WORDS[each.state]), answer,
        moment_words(each.next_at) if waits and each.next_at else "",
    )  # fmt: skip


def _form(typed: Mapping[str, str]) -> Form:
    events = tuple((event, _(EVENT_WORDS[event])) for event in EVENTS)
    hint = _("别的程序在那里等着收，例如 https://shop.example.com/silverway。")
    fields = (
        Field("url", _("网址"), hint, type="url", attributes={"maxlength": 500, "autocomplete": "off"}),
        Field("event", _("通知什么"), options=events, many=True),
    )
    return Form(fields, typed)


def _page(form: Form, secret: str = "") -> str:
    with session() as db:
        found = webhooks_of(db, current_user.office)
    return render_template("offices/webhooks.html", form=form, hooks=found, secret=secret, event_words=EVENT_WORDS)
