"""What search machines may read: robots.txt and the map of the public pages."""

from __future__ import annotations

from flask import Response
from markupsafe import escape

from routes.addresses import outside
from routes.seniors.blueprint import bp
from routes.seniors.ready_made import ready_made
from routes.state import catalog

PUBLIC = ("home", "trips", "departures", "trains", "stay", "help_page", "about", "ease")
NOT_FOR_THEM = ("/family/", "/enquiries/", "/plan/progress/", "/stays", "/components", "/office/", "/preferences")


@bp.get("/robots.txt")
def robots() -> Response:
    """A trip of one's own may be fetched, so that its page can say that it is not to be listed."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_THEM), f"Sitemap: {outside('seniors.sitemap')}"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages for all and the ready-made trips; nobody's own."""
    pages = [outside(f"seniors.{name}") for name in PUBLIC]
    pages += [outside("seniors.trip", trip_id=card.id) for card in ready_made(catalog())]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    listed = "\n".join(f"<url><loc>{escape(page)}</loc></url>" for page in pages)
    return Response(f"{head}{listed}\n</urlset>\n", mimetype="application/xml")
