"""Which state of the facts is loaded, and where single cells come from."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog.tables.columns import key


@dataclass(frozen=True, kw_only=True)
class FactsVersion:
    """One row: which state of data/ is loaded (a hash) and when (ISO time, UTC)."""

    id: int = key(default=1)
    digest: str
    loaded_at: str


@dataclass(frozen=True, kw_only=True)
class CellSource:
    """Where one cell of another table comes from; cells without an entry rest on their row's `source`."""

    file: str = key()
    id: str = key()
    column: str = key()
    source: str
    basis: str  # cited | general | estimate | reader (a note that nobody has confirmed)
    as_of: int | None = None
