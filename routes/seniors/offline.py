"""Reading without a network: the service worker, and the page with the itineraries kept on a device."""

from __future__ import annotations

import json

from flask import Response, render_template, url_for

from routes.seniors.blueprint import bp
from routes.seniors.shared_pages import read_at
from routes.static_files import STATIC, static_version

WORKER = "js/worker.js"
PARTS = ("css", "img", "js")  # of static/: what pages need; vendor/ comes when a reader asks for it
MOST_TRIPS = 20


@bp.get("/sw.js")
def worker() -> Response:
    """The service worker for the whole site; another one as soon as anything in static/ is another."""
    constants = {"VERSION": static_version(), "FILES": needed_files(), "OFFLINE": url_for("seniors.offline"),
            "MOST_TRIPS": MOST_TRIPS}  # fmt: skip
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    return Response(head + (STATIC / WORKER).read_text(encoding="utf-8"), mimetype="text/javascript")


@bp.get("/offline")
def offline() -> str:
    """The itineraries kept on this device; only its browser knows them."""
    return render_template("seniors/offline.html", most=MOST_TRIPS)


@bp.app_template_global()
def offline_pages(trip_id: str, days: int) -> list[str]:
    """The addresses of a trip's pages that stay on the device with the one that was opened."""
    pages = [url_for(f"seniors.{name}", trip_id=trip_id) for name in ("trip", "call", "more")]
    each = [(name, number) for number in range(1, days + 1) for name in ("day", "driver", "listen")]
    return pages + [url_for(f"seniors.{name}", trip_id=trip_id, number=number) for name, number in each]


def needed_files() -> list[str]:
    """The addresses of the style sheets, scripts and pictures that pages load by themselves."""
    files = sorted(file.relative_to(STATIC).as_posix() for part in PARTS for file in (STATIC / part).iterdir())
    return [url_for("static", filename=name) for name in files if name != WORKER]


bp.add_app_template_global(read_at)
