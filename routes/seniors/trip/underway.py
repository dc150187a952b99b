"""A trip that went another way than planned: from now on it is planned anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import CHINA
from planner.itinerary.inputs import minute_of
from planner.itinerary.types import Edit, Itinerary, Moment
from planner.jobs import ChangeRequest
from planner.saved import load_itinerary
from routes.costs import costs
from routes.formatters import clock
from routes.forms import Field, Form
from routes.jobs import queue
from routes.seniors.blueprint import bp
from routes.seniors.trip.days import day_today
from routes.state import session

MORNING = 9 * 60


@bp.get("/trips/<trip_id>/now")
def ask_now(trip_id: str) -> str:
    """Which day it is and what time: as it is now, if the trip is under way."""
    with session() as db:
        trip = load_itinerary(db, trip_id)
    now = datetime.now(UTC).astimezone(CHINA)
    moment = _moment(trip, now.date(), now.hour * 60 + now.minute)
    return _page(trip_id, trip, _form({"day": str(moment.day), "time": clock(moment.minute)}))


@bp.post("/trips/<trip_id>/now")
@costs("search")
def replan_now(trip_id: str) -> ResponseReturnValue:
    """Queue the new plan for what lies ahead, or show what to mend."""
    form = _form(request.form)
    with session() as db:
        trip = load_itinerary(db, trip_id)
    if quick := request.form.get("quick"):
        return _quick(trip_id, trip, quick)
    day, minute = form["day"], minute_of(form["time"])
    if day not in {str(number) for number in range(1, len(trip.days) + 1)}:
        form.mend("day", _("请选今天是第几天。"))
    if minute is None:
        form.mend("time", _("时间请写成 14:30 这样。"))
    if not form.ok or minute is None:
        return _page(trip_id, trip, form), 422
    edits = (Edit("slower"),) if form["tired"] else ()
    at = form["at"] or None
    if at not in {None, *(visit.place.id for visit in trip.days[int(day) - 1].visits)}:
        form.mend("at", _("这个地方不在那一天。请再选一次。"))
        return _page(trip_id, trip, form), 422
    return queue("change", ChangeRequest(trip_id, edits, Moment(int(day), minute, at)))


def _quick(trip_id: str, trip: Itinerary, quick: str) -> ResponseReturnValue:
    """One press on the day itself: late is who still is, or just was, where the plan saw them last."""
    now = datetime.now(UTC).astimezone(CHINA)
    number, minute = day_today(trip.days[0].date, len(trip.days), now.date()), now.hour * 60 + now.minute
    if number is None:
        return redirect(url_for("seniors.ask_now", trip_id=trip_id), 303)
    begun = [visit.place.id for visit in trip.days[number - 1].visits if visit.start <= minute]
    at = begun[-1] if begun and quick == "late" else None
    edits = (Edit("slower"),) if quick == "tired" else ()
    return queue("change", ChangeRequest(trip_id, edits, Moment(number, minute, at)))


def _moment(trip: Itinerary, today: date, minute: int) -> Moment:
    number = (today - trip.days[0].date).days + 1
    return Moment(number, minute) if 1 <= number <= len(trip.days) else Moment(1, MORNING)


def _form(typed: Mapping[str, str]) -> Form:
    time = Field("time", _("现在几点？"), _("如 14:30"), type="time")
    return Form((Field("day"), time, Field("at"), Field("tired")), typed)


def _page(trip_id: str, trip: Itinerary, form: Form) -> str:
    return render_template("seniors/trip/underway.html", trip_id=trip_id, trip=trip, form=form)
