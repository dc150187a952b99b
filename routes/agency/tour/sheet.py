"""The guide's days as one file for a telephone: nothing is loaded, so that it opens without a network."""

from __future__ import annotations

from flask import Response, render_template
from flask_babel import gettext as _

from planner.accounts import refuse_viewers
from routes.agency.desk import open_desk
from routes.agency.group import labels_of
from routes.agency.tour.step import message_of
from routes.agency.train import day_lines_of
from routes.costs import costs
from routes.state import english
from routes.visitor import visitor


@costs("make")
def phone_sheet(departure_id: str) -> Response:
    """Every day by the clock, whom to look after, a list to tick, what to tell families."""
    desk = open_desk(departure_id)
    refuse_viewers(visitor())
    seats, rooms = labels_of(desk)
    page = render_template(
        "agency/phone_sheet.html",
        language="en" if english() else "zh-CN",
        title=desk["title"] or _("导游每日单"),
        days=[(n, day.date, day_lines_of(desk, n), message_of(desk, n)) for n, day in enumerate(desk.trip.days, 1)]
        if desk.trip
        else [],
        people=[(each, seats.get(each.key, ""), rooms.get(each.key, "")) for each in desk.group.travellers],
    )
    answer = Response(page, mimetype="text/html")
    answer.headers["Content-Disposition"] = f'attachment; filename="guide-{departure_id}.html"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
