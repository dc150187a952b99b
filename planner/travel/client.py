"""Questions to a routing server over HTTP, with a limit on everything: tries, seconds, bytes, and what counts as a
number. A server may be slow, gone, wrong or hostile; it can then cost some seconds, never a wrong table."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

import numpy as np
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry
from urllib3.exceptions import HTTPError

from planner.travel.cache import GridPoint
from planner.travel.table import Floats

MOST_BYTES = 16_000_000  # fifty by fifty ways are 0.4 MB
MOST_NUMBER = 1e8  # seconds or metres; three years, two and a half times round the earth
SNAP_M = 2_000  # a point may lie that far from the road a server puts it on; ours are known to about 1 km


class RoutingError(Exception):
    """The server cannot be used now: gone, overloaded, or what it says is no answer."""


class TooMuch(Exception):
    """The server refuses a table of this size or reach; a part of it may do."""


class NoRoadNear(Exception):
    """The server finds no road near one of the points, and does not say which."""


@dataclass(frozen=True)
class WayMatrix:
    """Seconds and metres from each start (row) to each end; nan where the server has no way, or no sane number."""

    seconds: Floats
    metres: Floats


class Server(Protocol):
    """A routing server."""

    name: str  # with address and profile: what answers depend on

    def ways(self, starts: Sequence[GridPoint], ends: Sequence[GridPoint]) -> WayMatrix:
        """Raises RoutingError, TooMuch or NoRoadNear."""


class HttpClient:
    """Requests to one server, with limits on tries, seconds and bytes."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url.rstrip("/")
        self._seconds = seconds
        self._session = requests.Session()
        self._session.headers["Accept-Encoding"] = "identity"  # bytes are counted as they come
        again = Retry(
            total=2,
            backoff_factor=0.2,
            status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=None,  # tables are only read, by POST too
            respect_retry_after_header=False,  # it may say an hour
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))

    def ask(self, method: str, path: str, *, body: object = None) -> tuple[int, Any]:
        """Status (200 or a refusal, 4xx) and JSON; raises RoutingError for everything else."""
        deadline = monotonic() + 4 * self._seconds
        try:
            with self._session.request(
                method,
                self._url + path,
                json=body,
                timeout=self._seconds,
                stream=True,
                allow_redirects=False,
            ) as answer:
                status, text = answer.status_code, _read(answer, deadline)
        except (requests.RequestException, HTTPError, OSError) as fault:
            raise RoutingError(type(fault).__name__) from fault  # its words may hold a password of the address
        if status != 200 and not 400 <= status < 429:
            raise RoutingError(f"status {status}")
        try:
            return status, json.loads(text)
        except (ValueError, RecursionError) as fault:
            raise RoutingError(f"status {status}, no JSON") from fault


def _read(answer: requests.Response, deadline: float) -> bytes:
    found = bytearray()
    while piece := answer.raw.read1(65_536, decode_content=False):  # whatever has arrived, so that a trickle is seen
        found += piece
        if len(found) > MOST_BYTES:
            raise RoutingError("the answer is too long")
        if monotonic() > deadline:
            raise RoutingError("the answer takes too long")
    return bytes(found)


def matrix(rows: Any, starts: int, ends: int) -> Floats:
    """A table of numbers; nan for null and for what can be no duration or distance.

    Raises
    ------
    RoutingError
        If it has another shape.
    """
    if not isinstance(rows, list) or len(rows) != starts:
        raise RoutingError("a table of the wrong shape")
    for row in rows:
        if not isinstance(row, list) or len(row) != ends:
            raise RoutingError("a table of the wrong shape")
    return np.array([[number(cell) for cell in row] for row in rows], dtype=float).reshape(starts, ends)


def number(cell: Any) -> float:
    """A duration or distance, or nan."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 <= cell <= MOST_NUMBER:
        return math.nan
    return float(cell)
