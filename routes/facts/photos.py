"""Photographs of places, as pages show them."""

from __future__ import annotations

from flask import Response, abort, request

from planner.upkeep import photo_of
from routes.facts.blueprint import bp
from routes.state import session


@bp.get("/photos/<place>/<period>.jpg")
def photo(place: str, period: str) -> Response:
    """The JPEG; readers keep it and ask whether it is still the same."""
    with session() as db:
        found = photo_of(db, place, period)
        if found is None:
            abort(404)
        answer = Response(found.jpeg, mimetype="image/jpeg")
    answer.add_etag()
    answer.make_conditional(request)
    return answer
