"""The owner's side: make a link, show it again, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import Who
from planner.errors import OutOfRange
from planner.exchange.documents import qr_svg
from planner.saved import load_saved
from planner.sentences import error_sentence
from planner.sharing import LIFETIMES_DAYS, FamilyLink, links_of, open_link, revoke, token_of
from routes.addresses import outside
from routes.costs import costs
from routes.family.blueprint import bp
from routes.formatters import days_words
from routes.forms import Field, Form, same
from routes.presenters import trip_title
from routes.state import session
from routes.visitor import keeping, remember, visitor


@dataclass(frozen=True)
class LinkView:
    """A link as its owner sees it; `path`, `address` and `qr` are empty unless it is open."""

    link: FamilyLink
    state: str
    path: str = ""
    address: str = ""
    qr: str = ""


@bp.get("/trips/<trip_id>/family")
def manage(trip_id: str) -> str:
    """What the family can see and until when; the owner's links."""
    return _page(trip_id, _form({}, sent=False))


@bp.post("/trips/<trip_id>/family")
@costs("make")
def make(trip_id: str) -> ResponseReturnValue:
    """A new link; a ready-made trip is kept as the reader's own first."""
    who = keeping()
    form = _form(request.form, sent=True)
    days = next((days for days in LIFETIMES_DAYS if str(days) == form["days"]), None)
    if days is None:
        form.mend("days", _("请选一个期限。"))
        return _page(trip_id, form), 422
    try:
        with session() as db:
            link = open_link(db, trip_id, who, days)
    except OutOfRange as error:
        form.mend("days", error_sentence(error, _))
        return _page(trip_id, form), 422
    flash(_("链接做好了。把它发给客人吧。") if who.office else _("链接做好了。把它发给家人吧。"))
    if link.trip != trip_id:
        flash(
            _("这条现成的行程，为本单位单独存了一份，不会再变。客人说的话也在这一份的页面上。")
            if who.office
            else _("这条现成的行程，为您单独存了一份，不会再变。家人说的话也在这一份的页面上，请把那一页收藏起来。")
        )
    response = redirect(url_for("family.manage", trip_id=link.trip) + "#links", 303)
    remember(response, who)
    return response


@bp.post("/trips/<trip_id>/family/<link_id>/revoke")
def take_back(trip_id: str, link_id: str) -> ResponseReturnValue:
    """From now on the link opens nothing."""
    with session() as db:
        link = revoke(db, link_id, visitor())
    if link is None:
        abort(404)
    flash(_("链接收回了。客人打不开了。") if visitor().office else _("链接收回了。家人打不开了。"))
    return redirect(url_for("family.manage", trip_id=trip_id) + "#links", 303)


def _form(typed: Mapping[str, str], *, sent: bool) -> Form:
    lifetimes = tuple((str(days), days_words(days), "") for days in LIFETIMES_DAYS)
    return Form([Field("days", _("能用多久"), default="30", options=lifetimes)], typed, same, sent=sent)


def _page(trip_id: str, form: Form) -> str:
    who, now = visitor(), datetime.now(UTC)
    with session() as db:
        trip = load_saved(db, trip_id).itinerary()
        links = links_of(db, trip_id, who)
    return render_template(
        "family/manage.html", trip_id=trip_id, trip_title=trip_title(trip), form=form,
        for_office=bool(who.office), links=[_shown(link, who, now) for link in links],
    )  # fmt: skip


def _shown(link: FamilyLink, who: Who, now: datetime) -> LinkView:
    state = link.state(now)
    if state != "open":
        return LinkView(link, state)
    token = token_of(who.link_key, link.id)
    address = outside("family.plan", token=token)
    return LinkView(link, state, url_for("family.plan", token=token), address, qr_svg(address))
