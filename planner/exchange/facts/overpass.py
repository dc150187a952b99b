"""Asking an Overpass server for what OpenStreetMap knows of a stretch of land."""

from __future__ import annotations

import json
from typing import Any

from planner.exchange.facts.servers import Box, Element, post
from planner.text import year_in

_QUERY = """[out:json][timeout:100];
(
 nwr["tourism"]["name"]({box});
 nwr["historic"]["name"]({box});
 nwr["leisure"="park"]["name"]({box});
);
out center meta;"""


def ask_overpass(endpoint: str, box: Box) -> bytes:
    """The server's answer about all named sights, parks and hotels in a box, which `read_elements` reads.

    Raises
    ------
    Unreachable
        If the server cannot be reached, is too busy even after retries, or answers nonsense.
    """
    query = _QUERY.replace("{box}", ",".join(f"{edge:.5f}" for edge in box))
    return post("Overpass", endpoint, {"data": query}, read_elements)[0]


def read_elements(body: bytes) -> list[Element]:
    """The elements of an Overpass answer; those without a point are left out.

    Raises
    ------
    ValueError
        If it is no such answer, or one that broke off: Overpass says so in a `remark`.
    """
    try:
        answer: Any = json.loads(body)
    except ValueError:
        raise ValueError(f"the answer is not JSON: {body[:80]!r}") from None
    if not isinstance(answer, dict) or not isinstance(answer.get("elements"), list):
        raise ValueError("the answer has no list of elements")
    if "error" in str(answer.get("remark", "")):
        raise ValueError(str(answer["remark"]))
    return [element for raw in answer["elements"] if (element := _element(raw)) is not None]


def _element(raw: Any) -> Element | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("tags"), dict):
        return None
    point = raw.get("center", raw)
    lat, lon = (point.get("lat"), point.get("lon")) if isinstance(point, dict) else (None, None)
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    year = str(raw.get("timestamp", ""))[:4]
    tags = {str(key): str(value).strip() for key, value in raw["tags"].items()}
    return Element(f"{raw.get('type')}/{raw.get('id')}", lat, lon, tags, year_in(year))
