"""Which state of the facts is loaded, and where single cells come from."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class FactsVersion(SQLModel, table=True):
    """One row: which state of data/ is loaded (a hash) and when (ISO time, UTC)."""

    __tablename__ = "facts_version"
    id: int = Field(default=1, primary_key=True)
    digest: str
    loaded_at: str


class CellSource(SQLModel, table=True):
    """Where one cell of another table comes from; cells without an entry rest on their row's `source`."""

    __tablename__ = "cell_source"
    file: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    column: str = Field(primary_key=True)
    source: str
    basis: str  # cited | general | estimate | reader (a note that nobody has confirmed)
    as_of: int | None = None
