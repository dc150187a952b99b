"""Addresses that are read outside the site: on paper, in calendars, in messages."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from routes.state import settings


def outside(endpoint: str, **values: Any) -> str:
    """The whole address of a page, on the configured host or the one that was asked."""
    return (settings().public_url or request.host_url.rstrip("/")) + url_for(endpoint, **values)
