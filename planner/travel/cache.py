"""Answers of a routing server, kept in an SQLite file that all processes share.

Ways are kept one by one, not table by table, so that two points have the same minutes whatever they are asked with.
Also kept is that a server had no usable answer: then the built-in model speaks for the way until the server is
asked again, and a trip is checked by what it was planned with although the server came back in between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from time import time
from typing import TypeVar

import numpy as np
import structlog

from planner.clock import DAY_S
from planner.travel.table import Floats

MOST_WAYS = 1_000_000  # about 60 MB; the oldest tenth goes when there are more
KEEP_S, KEEP_FAILED_S = 30 * DAY_S, 600
ALONE_S = 60 * DAY_S, DAY_S  # the same for two points alone, which is how a checker asks: longer than any plan takes
NO_WAY = -1.0  # stands for the metres
T = TypeVar("T")
GridPoint = tuple[int, int]  # latitude and longitude in 1/100,000 degree, about a metre

log = structlog.get_logger()

_TABLE = """CREATE TABLE IF NOT EXISTS way (
    server INTEGER, lat1 INTEGER, lon1 INTEGER, lat2 INTEGER, lon2 INTEGER, seconds REAL, metres REAL, asked INTEGER,
    PRIMARY KEY (server, lat1, lon1, lat2, lon2)) WITHOUT ROWID"""
_RECALL = "SELECT lat2, lon2, seconds, metres, asked FROM way WHERE server = ? AND lat1 = ? AND lon1 = ?"
_NOTE = "INSERT OR REPLACE INTO way VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM way WHERE asked <= (SELECT asked FROM way ORDER BY asked LIMIT 1 OFFSET ?)"


def grid_point(lat: float, lon: float) -> GridPoint:
    return round(lat * 100_000), round(lon * 100_000)


@dataclass(frozen=True)
class CachedWays:
    """What is kept of the ways between points, shape (n, n): nan where there is no way, or no answer; `known` is False
    where the server must be asked."""

    seconds: Floats
    metres: Floats
    known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


class WayCache:
    """The ways one server has answered; `server` names it with its profile.

    Where the file cannot be used, they are kept in this process only.
    """

    def __init__(self, file: Path, server: str, most_ways: int = MOST_WAYS) -> None:
        self._file = file
        self._server = int.from_bytes(blake2b(server.encode(), digest_size=8).digest(), signed=True)
        self._most_ways = most_ways
        self._spare: sqlite3.Connection | None = None  # in memory, once the file turned out unusable
        self._lock = Lock()

    def lookup(self, spots: Sequence[GridPoint]) -> CachedWays:
        """What is kept of the ways between points, all different."""
        return self._safely(lambda store: self._lookup(store, spots))

    def note(self, ways: Iterable[tuple[GridPoint, GridPoint, float, float, bool]]) -> None:
        """Keep answers: start, end, seconds and metres (nan for no way), and whether the server answered."""
        asked = int(time())
        rows = [
            (self._server, *one, *other, *((None, NO_WAY if answered else None) if np.isnan(s) else (s, m)), asked)
            for one, other, s, m, answered in ways
        ]
        self._safely(lambda store: self._note(store, rows))

    def _lookup(self, store: sqlite3.Connection, spots: Sequence[GridPoint]) -> CachedWays:
        n, now = len(spots), time()
        seconds, metres, known = np.full((n, n), np.nan), np.full((n, n), np.nan), np.eye(n, dtype=bool)
        seconds[known] = metres[known] = 0.0
        column = {point: j for j, point in enumerate(spots)}
        keep_s, keep_failed_s = (KEEP_S, KEEP_FAILED_S) if n > 2 else ALONE_S
        for i, (lat, lon) in enumerate(spots):
            for lat2, lon2, s, m, asked in store.execute(_RECALL, (self._server, lat, lon)):
                j = column.get((lat2, lon2))
                if j is None or now - asked > (keep_failed_s if m is None else keep_s):
                    continue
                known[i, j] = True
                if s is not None:
                    seconds[i, j], metres[i, j] = s, m
        return CachedWays(seconds, metres, known)

    def _note(self, store: sqlite3.Connection, rows: Sequence[tuple[int | float | None, ...]]) -> None:
        with store:
            store.executemany(_NOTE, rows)
            if store.execute("SELECT count(*) FROM way").fetchone()[0] > self._most_ways:
                store.execute(_FORGET, (self._most_ways // 10,))

    def _safely(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._spare is None:
            try:
                with closing(self._connect()) as store:
                    return work(store)
            except (sqlite3.Error, OSError) as fault:
                log.warning("ways are kept in this process only", file=str(self._file), fault=str(fault))
                self._spare = sqlite3.connect(":memory:", check_same_thread=False)
                self._spare.execute(_TABLE)
        with self._lock:
            return work(self._spare)

    def _connect(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self._file, timeout=10)
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute(_TABLE)
        return store
