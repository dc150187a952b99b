"""Rows of any table: something in every column."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, ScalarSelect, Table, func, insert, select

MOMENT = datetime(2026, 11, 30, 22, 5, 7, tzinfo=UTC)
Rows = dict[tuple[str, str], dict[str, Any]]


def tables_of(engine: Engine) -> list[Table]:
    found = MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def fill(engine: Engine, tables: list[Table], shape: str) -> None:
    """One more row in every table, with something in every column."""
    with engine.begin() as connection:
        for table in tables:
            values: dict[str, object] = {}
            for column in table.c:
                if not _numbered(column):
                    newest = _newest(column)
                    values[column.name] = something(column, shape) if newest is None else newest
            connection.execute(insert(table).values(values))


def _numbered(column: Column[Any]) -> bool:
    return column.primary_key and isinstance(column.type, Integer) and len(column.table.primary_key) == 1


def _newest(column: Column[Any]) -> ScalarSelect[Any] | None:
    """What a reference to rows that number themselves names: the last of them."""
    named = [key.column for key in column.foreign_keys if _numbered(key.column)]
    return select(func.max(named[0])).scalar_subquery() if named else None


def something(column: Column[Any], shape: str) -> object:
    """A value that fits the column."""
    kind = column.type.python_type
    if kind is datetime:
        return MOMENT if getattr(column.type, "timezone", False) else MOMENT.replace(tzinfo=None)
    if kind is str and column.name.endswith("_at"):
        return MOMENT.isoformat(timespec="seconds")
    made: dict[type, object] = {int: int(shape), float: int(shape) + 0.5, date: MOMENT.date(), bool: True}
    return made.get(kind, shape.encode() if kind is bytes else shape)


def rows_in(engine: Engine, tables: list[Table]) -> Rows:
    """Every row, by its table and the shape it was written under."""
    with engine.connect() as connection:
        found = {table.name: connection.execute(select(table)).mappings().all() for table in tables}
    return {(name, str(list(row.values()))): dict(row) for name, rows in found.items() for row in rows}
