"""Files of static/ carry a digest in their address, so that browsers may keep them until something changes."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from planner.folders import ROOT

STATIC = ROOT / "static"
FOR_GOOD = "public, max-age=31536000, immutable"


def static_digest(folder: Path) -> str:
    """Which state of a folder of files this is: their names and what is in them."""
    digest = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def static_version() -> str:
    """The digest of static/ as it was when the site was started."""
    return static_digest(STATIC)


def version_addresses(app: Flask) -> None:
    """Every address of a static file names the version, and such an address may be kept for good."""

    @app.url_defaults
    def name_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("v", static_version())

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code < 400 and request.args.get("v") == static_version():
            response.headers["Cache-Control"] = FOR_GOOD
        return response
