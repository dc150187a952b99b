"""A trip shown around: its picture and poster, its QR code for another telephone."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask_babel import force_locale

from planner.caching import memoize
from planner.exchange.documents import SIZES_PX, Shape, ShareCard, poster_pdf, qr_svg, share_png
from planner.saved import load_itinerary
from routes.addresses import outside
from routes.costs import costs, limiter
from routes.extensions import LANGUAGES
from routes.presenters import share_card, trip_view
from routes.seniors.blueprint import bp
from routes.state import session

HELD = 64  # pictures, of about 85 KB each
A_VISITOR, EVERYBODY = "30/minute", "240/minute"  # a picture takes a twentieth of a second to draw
DAY_S = 86_400


@memoize(size=HELD)
def _picture(card: ShareCard, shape: Shape) -> bytes:
    return share_png(card, shape)


@bp.get("/trips/<trip_id>/picture-<shape>-<speaks>.png")
@costs("make")
@limiter.limit(EVERYBODY, key_func=lambda: "everybody")
def picture(trip_id: str, shape: str, speaks: str) -> Response:
    """What goes with a link: wide, or the square that WeChat shows. Messengers have no cookies, so the address
    says in which language it `speaks`."""
    found = next((each for each in SIZES_PX if each == shape), None)
    if found is None or speaks not in LANGUAGES:
        abort(404)
    with session() as db:
        trip = load_itinerary(db, trip_id)
    with force_locale(speaks):
        card = share_card(trip)
    response = Response(_picture(card, found), mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={DAY_S}"
    return _for_readers_only(response)


@bp.get("/trips/<trip_id>/poster.pdf")
@costs("make")
@limiter.limit(EVERYBODY, key_func=lambda: "everybody")
def poster(trip_id: str) -> Response:
    """One A4 page in large letters, to hang up."""
    with session() as db:
        trip = load_itinerary(db, trip_id)
    made = poster_pdf(share_card(trip), outside("seniors.trip", trip_id=trip_id))
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="silverway-{trip_id}-poster.pdf"'
    return _for_readers_only(response)


@bp.get("/trips/<trip_id>/share")
def share(trip_id: str) -> str:
    """给别人看: the QR code, the picture, the poster."""
    with session() as db:
        found = load_itinerary(db, trip_id)
    code = qr_svg(outside("seniors.trip", trip_id=trip_id))
    return render_template("seniors/trip/share.html", trip_id=trip_id, qr=code, current="more", **trip_view(found))


def _for_readers_only(response: Response) -> Response:
    """Kept out of search machines; not sent again to whoever has it."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(request)
    return response
