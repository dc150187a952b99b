"""Always at hand on a trip: whom to call, what a driver is shown, the day in words to be read out."""

from __future__ import annotations

from flask import abort, render_template

from planner.saved import load_itinerary
from routes.presenters import TAXI, calls_of, stops_of, trip_view
from routes.seniors.blueprint import bp
from routes.seniors.trip.days import day_today
from routes.state import session


@bp.get("/trips/<trip_id>/call")
def call(trip_id: str) -> str:
    """打电话: 120, the agency, the family, the hotel, the places."""
    with session() as db:
        found = load_itinerary(db, trip_id)
    view = trip_view(found)
    calls = calls_of(view["facts"], found, view["texts"])
    return render_template("seniors/trip/call.html", trip_id=trip_id, calls=calls, current="call", **view)


@bp.get("/trips/<trip_id>/driver/<int:number>")
def driver(trip_id: str, number: int) -> str:
    """给司机看: where a day's rides go, each in letters that fill the screen."""
    with session() as db:
        found = load_itinerary(db, trip_id)
    if not 1 <= number <= len(found.days):
        abort(404)
    view = trip_view(found)
    stops = stops_of(view["facts"], found.days[number - 1])
    is_today = day_today(found.days[0].date, len(found.days)) == number
    return render_template(
        "seniors/trip/driver.html", trip_id=trip_id, number=number, stops=stops, taxi=TAXI, is_today=is_today,
        current="driver", **view,
    )  # fmt: skip


@bp.get("/trips/<trip_id>/listen/<int:number>")
def listen(trip_id: str, number: int) -> str:
    """念给我听: a day in plain sentences, for a voice or for somebody who reads it out."""
    with session() as db:
        found = load_itinerary(db, trip_id)
    if not 1 <= number <= len(found.days):
        abort(404)
    view = trip_view(found)
    return render_template(
        "seniors/trip/listen.html", trip_id=trip_id, card=view["cards"][number - 1], current="listen", **view
    )
