"""The family's side: the plan behind a link, comments, changes. No address here gives the trip's own away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.accounts import act_for_all
from planner.errors import OutOfRange, Unknown
from planner.jobs import ChangeRequest, Job, submit
from planner.saved import SavedItinerary, load_saved
from planner.sentences import error_sentence
from planner.sharing import LONGEST_TEXT, LONGEST_WHO, FamilyLink, changes_on, comments_on, link_with, note_change, say
from routes.costs import costs
from routes.family.blueprint import bp
from routes.forms import Field, Form
from routes.jobs import pressed_edits, refused_page, state_json, waiting_page
from routes.presenters import (
    calls_of,
    change_report,
    insight_texts,
    offers,
    photographs,
    trip_view,
)
from routes.state import jobs, session
from routes.visitor import asker

PAGES = ("ready", "rain", "help", "map")
VIEWS = ("waiting", "waiting_json", "stop")  # of a change at work: this page again, its state, a way out


@dataclass(eq=False)
class Closed(Exception):
    """A link that opens nothing: unknown, expired at `until`, or revoked."""

    state: str = "unknown"
    until: datetime | None = None


@bp.errorhandler(Closed)
def _closed(closed: Closed) -> ResponseReturnValue:
    """What became of the link, and what to do."""
    return render_template("family/closed.html", closed=closed), 404 if closed.state == "unknown" else 410


@bp.after_request
def _private(response: Response) -> Response:
    """Nothing about links is for search engines or caches between."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/family/<token>")
@costs("form")
def plan(token: str) -> str:
    """The trip as it was handed on, or a changed one made by way of this link."""
    with session() as db:
        return _page(db, _open(db, token), token, _form({}))


@bp.get("/family/<token>/days/<int:number>")
@costs("form")
def day(token: str, number: int) -> str:
    """One day of it, with what can be changed."""
    with session() as db:
        saved, version = _shown(db, _open(db, token))
        trip = saved.itinerary()
        photos = photographs(db, trip)
    if not 1 <= number <= len(trip.days):
        abort(404)
    view = trip_view(trip)
    return render_template(
        "family/day.html",
        token=token,
        version=version,
        card=view["cards"][number - 1],
        offers=offers(trip, number),
        photos=photos,
        **view,
    )


@bp.get("/family/<token>/more/<name>")
@costs("form")
def more(token: str, name: str) -> str:
    """What is wanted less often, a page each."""
    if name not in PAGES:
        abort(404)
    with session() as db:
        saved, version = _shown(db, _open(db, token))
        trip = saved.itinerary()
        insights = insight_texts(db, saved, trip)
    view = trip_view(trip)
    calls = calls_of(view["facts"], trip, view["texts"])
    return render_template(
        f"family/more/{name}.html", token=token, version=version, insights=insights, calls=calls, **view
    )


@bp.post("/family/<token>/comment")
@costs("send")
def comment(token: str) -> ResponseReturnValue:
    """Keep a comment, or show what to mend."""
    form = _form(request.form)
    with session() as db:
        link = _open(db, token)
        try:
            say(db, link, who=form["who"], text=form["text"])
        except OutOfRange as error:
            form.mend("who" if error.field == "family_who" else "text", error_sentence(error, _))
            return _page(db, link, token, form), 422
    flash(_("留言发出去了。"))
    return redirect(url_for("family.plan", token=token) + "#said", 303)


@bp.post("/family/<token>/change")
@costs("search")
def change(token: str) -> ResponseReturnValue:
    """Queue one change; the owner's trip stays as it is."""
    with session() as db:
        link = _open(db, token)
        saved, _number = _shown(db, link)
        edits = pressed_edits(saved.itinerary())
        if not edits:
            abort(400)
        number = note_change(db, link, submit(db, "change", ChangeRequest(saved.id, edits), asker()[0], saved.holder))
    jobs().wake()
    return redirect(url_for("family.waiting", token=token, number=number), 303)


@bp.get("/family/<token>/waiting/<int:number>")
def waiting(token: str, number: int) -> ResponseReturnValue:
    """How far a change is; where it leads once it has ended."""
    with session() as db:
        job = _job(db, _open(db, token), number)
    if job.state == "done":
        return redirect(url_for("family.plan", token=token, version=number), 303)
    if job.pending:
        return waiting_page(job, *(url_for(f"family.{view}", token=token, number=number) for view in VIEWS))
    return refused_page(job, url_for("family.plan", token=token))


@bp.get("/family/<token>/waiting/<int:number>.json")
def waiting_json(token: str, number: int) -> Response:
    """The same for the page's script."""
    with session() as db:
        job = _job(db, _open(db, token), number)
    return state_json(job, url_for("family.waiting", token=token, number=number))


@bp.post("/family/<token>/waiting/<int:number>/cancel")
def stop(token: str, number: int) -> ResponseReturnValue:
    """Do not work it out any further."""
    with session() as db:
        job = _job(db, _open(db, token), number)
    jobs().cancel(job.id)
    return redirect(url_for("family.plan", token=token), 303)


def _open(db: Session, token: str) -> FamilyLink:
    """The link, if it is good: whoever shows it may read what it leads to, whose ever it is."""
    link = link_with(db, token)
    if link is None:
        raise Closed
    state = link.state(datetime.now(UTC))
    if state != "open":
        raise Closed(state, link.expires_at)
    act_for_all(db)
    return link


def _job(db: Session, link: FamilyLink, number: int) -> Job:
    found = next((job for change, job in changes_on(db, [link]) if change.id == number), None)
    if found is None:
        abort(404)
    return found


def _shown(db: Session, link: FamilyLink) -> tuple[SavedItinerary, int | None]:
    """The trip of the version asked for, and its number; None for the one handed on."""
    asked = request.args.get("version", "")
    for pressed, job in changes_on(db, [link]):
        if str(pressed.id) == asked and job.result_id:
            return load_saved(db, job.result_id), pressed.id
    try:
        return load_saved(db, link.trip), None
    except Unknown:
        raise Closed from None


def _form(typed: Mapping[str, str]) -> Form:
    name = {"maxlength": LONGEST_WHO, "autocomplete": "nickname"}
    fields = (
        Field("who", _("怎么称呼您"), _("例如：女儿。最多 %(most)s 个字。", most=LONGEST_WHO), attributes=name),
        Field("text", _("想说的话"), _("最多 %(most)s 个字。", most=LONGEST_TEXT), type="textarea", rows=4),
    )
    return Form(fields, typed)


def _page(db: Session, link: FamilyLink, token: str, form: Form) -> str:
    saved, version = _shown(db, link)
    trip, changed = saved.itinerary(), saved.changed()
    versions = [pressed for pressed, job in changes_on(db, [link]) if job.result_id]
    comments = comments_on(db, [link])
    report = change_report(changed) if changed and version is not None else None
    return render_template(
        "family/plan.html", link=link, token=token, version=version, versions=versions,
        comments=comments, form=form, report=report, **trip_view(trip),
    )  # fmt: skip
