"""A day of a trip as a card of its own, and today's."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.catalog import facts_digest
from planner.clock import CHINA, today
from planner.saved import load_itinerary, load_saved, state_of_trip
from planner.upkeep import state_of_photos
from routes.presenters import change_report, day_moment, link_card, offers, photographs, trip_view
from routes.seniors.blueprint import bp
from routes.seniors.shared_pages import shared_page
from routes.state import session


@bp.get("/trips/<trip_id>/days/<int:number>")
def day(trip_id: str, number: int) -> ResponseReturnValue:
    """One day; on the day itself with what comes next."""
    with session() as db:
        state, facts, photos = state_of_trip(db, trip_id), facts_digest(db), state_of_photos(db)
    if day_today(state.start, state.days) == number:
        return _day(trip_id, number)
    return shared_page((state, facts, photos), lambda: _day(trip_id, number))


def _day(trip_id: str, number: int) -> str:
    with session() as db:
        saved = load_saved(db, trip_id)
        found, change = saved.itinerary(), saved.changed()
        photos = photographs(db, found)
    if not 1 <= number <= len(found.days):
        abort(404)
    view = trip_view(found)
    card = view["cards"][number - 1]
    now = datetime.now(UTC).astimezone(CHINA)
    is_today = card.day.date == now.date()
    return render_template(
        "seniors/trip/day.html",
        trip_id=trip_id,
        card=card,
        offers=offers(found, number),
        report=change_report(change) if change else None,
        moment=day_moment(card.entries, now.hour * 60 + now.minute) if is_today else None,
        is_today=is_today,
        current="today" if is_today else "day",
        shared=link_card(found, trip_id),
        photos=photos,
        **view,
    )


@bp.get("/trips/<trip_id>/today")
def today_page(trip_id: str) -> ResponseReturnValue:
    """The card of the day; before and after the trip, how long it is until then."""
    with session() as db:
        state = state_of_trip(db, trip_id)
        found = load_itinerary(db, trip_id)
    number = day_today(state.start, state.days)
    if number:
        return redirect(url_for("seniors.day", trip_id=trip_id, number=number))
    ahead = (found.days[0].date - today()).days
    return render_template("seniors/trip/today.html", trip_id=trip_id, ahead=ahead, current="today", **trip_view(found))


def day_today(first: date, days: int, on: date | None = None) -> int | None:
    """Which day of a trip today or another date is, 1 is the first; None before and after it."""
    number = ((on or today()) - first).days + 1
    return number if 1 <= number <= days else None
