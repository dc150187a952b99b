"""The group is late: the rest of the trip is planned anew from now on, for everybody."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import read_clock
from planner.itinerary.types import Moment
from routes.agency.change import ask
from routes.agency.departures import step_page
from routes.agency.desk import open_desk
from routes.agency.tour.step import TOUR, day_asked
from routes.costs import costs


@costs("make")
def delayed(departure_id: str) -> ResponseReturnValue:
    """Queue the rest of the trip from that minute of that day on; what has been seen and the hotels stay."""
    desk, form = open_desk(departure_id), request.form
    back = redirect(url_for("agency.step", departure_id=departure_id, name="tour", day=form.get("day")), 303)
    number = day_asked(desk, form.get("day", ""))
    if desk.trip is None or number is None:
        return back
    at = read_clock(form.get("now", "").strip())
    if at is None or at.second >= 24 * 3600:
        typed = {"now": form.get("now", "")}
        return step_page(replace(desk, typed=typed), TOUR, {"now": _("现在几点请写成 14:30。")})
    place = form.get("place", "")
    seen = place if place in {visit.place.id for visit in desk.trip.days[number - 1].visits} else None
    ask(desk, (), Moment(number, at.second // 60, seen))
    return back
