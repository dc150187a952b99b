"""Changes to a trip, one tap each: ask for them, say what came of them, go back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.itinerary.types import Change, Edit, EditKind, Itinerary
from planner.jobs import ChangeRequest, submit
from planner.saved import load_itinerary
from routes.extensions import limiter
from routes.formatters import clock, own_name
from routes.seniors.blueprint import bp
from routes.state import catalog, session, settings, wake_runner

OF_PLACES: tuple[EditKind, ...] = ("keep", "drop", "swap", "not_this_kind")
OF_TRIPS: tuple[EditKind, ...] = ("slower", "faster")


@dataclass(frozen=True)
class Done:
    """What a change did, in words; `before` is the trip to go back to."""

    before: str
    lines: tuple[str, ...]


@bp.post("/trips/<trip_id>/change")
@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def change(trip_id: str) -> ResponseReturnValue:
    """Queue one change; the trip as it is stays where it is."""
    with session() as db:
        trip = load_itinerary(db, trip_id)
        edit = pressed_edit(trip)
        if edit is None:
            abort(400)
        job = submit(db, "change", ChangeRequest(trip_id, (edit,)))
    wake_runner()
    return redirect(url_for("seniors.progress", job_id=job), 303)


def pressed_edit(trip: Itinerary) -> Edit | None:
    """The change that was pressed; None if there is no such button on the trip's page."""
    kind, place, day = (request.form.get(name, "") for name in ("kind", "place", "day"))
    for general in OF_TRIPS:
        if kind == general:
            return Edit(general)
    if place not in {visit.place.id for day_ in trip.days for visit in day_.visits}:
        return None
    if day:
        known = day in {str(number) for number in range(1, len(trip.days) + 1)}
        return Edit("pin", place, int(day)) if known else None
    return next((Edit(each, place) for each in OF_PLACES if each == kind), None)


def done(change: Change) -> Done:
    """The change in words: what went, what came, what moved, and that the rest is as it was."""
    told = change.difference
    asked = {
        "keep": _("这一处会一直留着：%(names)s。", names=_asked_for(change, "keep")),
        "slower": _("已经排得轻松一点。"),
        "faster": _("已经排得满一点。"),
    }
    lines = (
        [_("第 %(day)s 天 %(at)s 以前的没有动。", day=change.since.day, at=clock(change.since.minute))]
        if change.since
        else []
    )
    lines += [asked[kind] for kind in dict.fromkeys(edit.kind for edit in change.edits) if kind in asked]
    for ids, words in (
        (told.gone, _("不去了：%(names)s。")),
        (told.new, _("新加的：%(names)s。")),
        (told.moved, _("换了日子：%(names)s。")),
    ):
        if ids:
            lines.append(words % {"names": _names(ids)})
    if not (told.gone or told.new or told.moved):
        lines.append(_("去的地方没有变。"))
    elif same := len(told.kept) - len(told.moved):
        lines.append(_("另外 %(n)s 处没有动。", n=same))
    return Done(change.before, tuple(lines))


def _asked_for(change: Change, kind: str) -> str:
    return _names(tuple(edit.place for edit in change.edits if edit.kind == kind and edit.place))


def _names(ids: tuple[str, ...]) -> str:
    places = catalog().places
    return _("、").join(own_name(places[key]) if key in places else key for key in ids)
