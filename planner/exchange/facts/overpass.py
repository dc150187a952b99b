"""Asking an Overpass server for what OpenStreetMap knows of a stretch of land."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from planner.errors import Unreachable

LARGEST_BYTES = 60_000_000
TIMEOUT_S = (10.0, 120.0)  # to connect, to answer: Overpass thinks for a while
AGENT = "Silverway trip planner"
_RETRIES = Retry(total=3, backoff_factor=2, status_forcelist=(429, 502, 503, 504), allowed_methods=("POST",))
_QUERY = """[out:json][timeout:100];
(
 nwr["tourism"]["name"]({box});
 nwr["historic"]["name"]({box});
 nwr["leisure"="park"]["name"]({box});
);
out center meta;"""


@dataclass(frozen=True)
class Element:
    """A thing on OpenStreetMap: its point (the centre of an area), its tags and the year it was last edited."""

    ref: str  # node/1, way/2, relation/3
    lat: float
    lon: float
    tags: dict[str, str] = field(hash=False)
    year: int | None = None


def fetch(
    endpoint: str, box: tuple[float, float, float, float], timeout: tuple[float, float] = TIMEOUT_S
) -> list[Element]:
    """All named sights, parks and hotels in a box of (south, west, north, east) degrees.

    Raises
    ------
    Unreachable
        If the server cannot be reached, is too busy even after retries, or answers nonsense.
    """
    query = _QUERY.replace("{box}", ",".join(f"{edge:.5f}" for edge in box))
    try:
        with requests.Session() as session:
            session.mount("https://", HTTPAdapter(max_retries=_RETRIES))
            session.mount("http://", HTTPAdapter(max_retries=_RETRIES))
            asked = session.post(
                endpoint, data={"data": query}, timeout=timeout, stream=True, headers={"User-Agent": AGENT}
            )
            with asked as answer:
                answer.raise_for_status()
                return read_elements(_body(answer))
    except (requests.RequestException, ValueError) as error:
        raise Unreachable("Overpass", endpoint, str(error)) from None


def _body(answer: requests.Response) -> bytes:
    """The whole answer, unless it is larger than any honest one."""
    body = bytearray()
    for chunk in answer.iter_content(1 << 16):
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise ValueError(f"the answer is larger than {LARGEST_BYTES // 1_000_000} MB")
    return bytes(body)


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
    return Element(f"{raw.get('type')}/{raw.get('id')}", lat, lon, tags, int(year) if year.isdigit() else None)
