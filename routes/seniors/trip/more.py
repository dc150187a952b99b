"""更多: what is wanted less often, a page each: tickets, weather, rain, other plans, proof, a map, paper."""

from __future__ import annotations

from flask import abort, render_template

from planner.saved import load_saved
from routes.presenters import insight_texts, insights_pending, title_scenes, trip_view
from routes.seniors.blueprint import bp
from routes.seniors.ready_made import like
from routes.seniors.wish_form import answers_of
from routes.state import catalog, session

PAGES = ("tickets", "weather", "rain", "others", "elsewhere", "map", "paper", "proof")


@bp.get("/trips/<trip_id>/more")
@bp.get("/trips/<trip_id>/more/<name>")
def more(trip_id: str, name: str = "") -> str:
    """What there is, or one of the pages."""
    if name and name not in PAGES:
        abort(404)
    with session() as db:
        saved = load_saved(db, trip_id)
        found = saved.itinerary()
        insights, pending = insight_texts(db, saved, found), insights_pending(db, saved)
    near = like(catalog(), trip_id, found) if name == "others" else []
    return render_template(
        f"seniors/trip/more/{name or 'all'}.html",
        trip_id=trip_id,
        answers=answers_of(found.request),
        insights=insights,
        pending=pending,
        current="more",
        neighbours=list(zip(near, title_scenes(card.trip for card in near), strict=True)),
        **trip_view(found),
    )
