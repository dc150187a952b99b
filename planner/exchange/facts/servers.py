"""Asking a public server of facts: kindly, patiently, and never for more than an honest answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from planner.errors import Unreachable

Box = tuple[float, float, float, float]  # south, west, north, east in degrees
Answer = TypeVar("Answer")
LARGEST_BYTES = 60_000_000
TIMEOUT_S = (10.0, 120.0)  # to connect, to answer: such servers think for a while
AGENT = "Silverway trip planner"
RETRIES = Retry(total=3, backoff_factor=2, status_forcelist=(429, 502, 503, 504), allowed_methods=("POST",))


@dataclass(frozen=True)
class Element:
    """A thing on a public map: its point (the centre of an area), its tags as OpenStreetMap has them, and the year it
    was last edited. `ref` is node/1, way/2, relation/3 or Q4."""

    ref: str
    lat: float
    lon: float
    tags: dict[str, str] = field(hash=False)
    year: int | None = None


def post(
    server: str, endpoint: str, form: Mapping[str, str], read: Callable[[bytes], Answer], accept: str = "*/*"
) -> tuple[bytes, Answer]:
    """What the server answers to a form, as it came and as `read` understands it.

    Raises
    ------
    Unreachable
        If it cannot be reached, is too busy even after retries, or answers what `read` refuses by a ValueError.
    """
    headers = {"User-Agent": AGENT, "Accept": accept}
    try:
        with requests.Session() as session:
            session.mount("https://", HTTPAdapter(max_retries=RETRIES))
            session.mount("http://", HTTPAdapter(max_retries=RETRIES))
            asked = session.post(endpoint, data=dict(form), timeout=TIMEOUT_S, stream=True, headers=headers)
            with asked as answer:
                answer.raise_for_status()
                body = _body(answer)
            return body, read(body)
    except (requests.RequestException, ValueError) as error:
        raise Unreachable(server, endpoint, str(error)) from None


def _body(answer: requests.Response) -> bytes:
    """The whole answer, unless it is larger than any honest one."""
    body = bytearray()
    for chunk in answer.iter_content(1 << 16):
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise ValueError(f"the answer is larger than {LARGEST_BYTES // 1_000_000} MB")
    return bytes(body)
