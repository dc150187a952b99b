"""The base map's data for a trip's map; asked for only by a reader who opens the map."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256

from flask import Response, request

from routes.presenters import base_map
from routes.seniors.blueprint import bp
from routes.state import catalog, rail, settings
from routes.static_files import FOR_GOOD


@bp.get("/basemap.json")
def base_map_data() -> Response:
    """Land, railways and stations; may be kept for good under the address that names their state."""
    text, version = _drawn(catalog().digest)
    answer = Response(text, mimetype="application/json")
    if request.args.get("v") == version:
        answer.headers["Cache-Control"] = FOR_GOOD
    return answer


@bp.app_template_global()
def base_map_version() -> str:
    """Which state of the base map there is now."""
    return _drawn(catalog().digest)[1]


@lru_cache(maxsize=1)
def _drawn(_digest: str) -> tuple[str, str]:
    """The drawing for a state of the facts, and the digest of it."""
    drawing = base_map(settings().region_dir, catalog(), rail())
    text = json.dumps(drawing, ensure_ascii=False, separators=(",", ":"))
    return text, sha256(text.encode()).hexdigest()[:16]
