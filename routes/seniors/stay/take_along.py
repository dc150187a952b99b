"""A stay to take along: on paper in large type, in a calendar, and as a file for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, abort
from flask_babel import gettext as _

from planner.exchange.documents import SIZES, Appointment, calendar_file, trip_pdf
from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Leg
from planner.saved import load_stay
from planner.stay import Stay
from routes.addresses import outside
from routes.costs import costs
from routes.formatters import spot_name
from routes.seniors.blueprint import bp
from routes.seniors.stay.page import DayView, stay_title, week_views
from routes.seniors.stay.paper import stay_paper
from routes.state import session

EVENING_BEFORE = 4 * 60  # 20:00, before the day's 00:00
TRAIN = (120, 60)  # minutes before


@bp.get("/stays/<stay_id>/paper-<size>.pdf")
@costs("make")
def stay_on_paper(stay_id: str, size: str) -> Response:
    """The large-type PDF, `size` a4 or a3."""
    known = next((each for each in SIZES if each == size), None)
    if known is None:
        abort(404)
    with session() as db:
        saved = load_stay(db, stay_id)
    words = stay_paper(saved, outside("seniors.saved_stay", stay_id=stay_id))
    return _file(trip_pdf(words, known), "application/pdf", f'inline; filename="silverway-{stay_id}-{size}.pdf"')


@bp.get("/stays/<stay_id>/calendar.ics")
@costs("make")
def stay_calendar(stay_id: str) -> Response:
    """Outings and days on the way for the calendar of a telephone."""
    with session() as db:
        saved = load_stay(db, stay_id)
    stay, address = saved.stay(), outside("seniors.saved_stay", stay_id=stay_id)
    file = calendar_file(stay_title(stay), _appointments(stay, address), stay_id, saved.created_at)
    return _file(file, "text/calendar; charset=utf-8", f'attachment; filename="silverway-{stay_id}.ics"')


@bp.get("/stays/<stay_id>.json")
@costs("make")
def stay_file(stay_id: str) -> Response:
    """The stay as `silverway plan --stay --json` writes it."""
    with session() as db:
        result = load_stay(db, stay_id).result
    return _file(result.encode(), "application/json", f'attachment; filename="silverway-{stay_id}.json"')


def _file(data: bytes, content_type: str, disposition: str) -> Response:
    response = Response(data, content_type=content_type)
    response.headers["Content-Disposition"] = disposition
    return response


def _appointments(stay: Stay, address: str) -> Iterator[Appointment]:
    """Each outing and each day on the way as a whole, and its trains; days at leisure need no reminder."""
    for number, view in enumerate(view for week in week_views(stay) for view in week):
        day = view.day
        if not day.trip:
            continue
        yield Appointment(
            f"{number}", day.date, None, None, _heading(view), "\n".join(view.lines),
            remind_min=(EVENING_BEFORE,), link=address,
        )  # fmt: skip
        for index, leg in enumerate(day.trip.items):
            if isinstance(leg, Leg) and leg.mode == "train":
                ends = {"from": spot_name(leg.origin), "to": spot_name(leg.target)}
                head = _("坐 %(train)s 次火车：%(from)s到%(to)s", train=leg.train, **ends)
                at = leg.origin.lat, leg.origin.lon
                where = spot_name(leg.origin)
                yield Appointment(
                    f"{number}-{index}", day.date, *shown_times(leg), head, "", where, at, TRAIN, address
                )  # fmt: skip


def _heading(view: DayView) -> str:
    return _("旅居小住") + _("：") + (view.lines[0] if view.day.use == "outing" else view.use)
