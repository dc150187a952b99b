"""What search machines may read: robots.txt and the map of the public pages."""

from __future__ import annotations

from flask import Response
from markupsafe import escape

from planner.saved import list_itineraries
from routes.addresses import outside
from routes.seniors.blueprint import bp
from routes.seniors.featured import MOST_TRIPS
from routes.state import session

PUBLIC = ("home", "trips", "trains", "stay", "help_page", "about", "ease")
NOT_FOR_THEM = ("/family/", "/enquiries/", "/plan/progress/", "/stays", "/components", "/facts/login", "/preferences")


@bp.get("/robots.txt")
def robots() -> Response:
    """A trip of one's own may be fetched, so that its page can say that it is not to be listed."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_THEM), f"Sitemap: {outside('seniors.sitemap')}"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages for all and the ready-made trips; nobody's own."""
    with session() as db:
        trips = [(row.id, row.created_at) for row in list_itineraries(db, featured=True, limit=MOST_TRIPS)]
    pages = [f"<url><loc>{escape(outside(f'seniors.{name}'))}</loc></url>" for name in PUBLIC]
    pages += [
        f"<url><loc>{escape(outside('seniors.trip', trip_id=key))}</loc><lastmod>{at:%Y-%m-%d}</lastmod></url>"
        for key, at in trips
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Response(head + "\n".join(pages) + "\n</urlset>\n", mimetype="application/xml")
