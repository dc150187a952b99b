"""What was kept under an older shape is there under every newer one, and on the way back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Column, Engine, Integer, MetaData, Table, insert, select

from planner.folders import ROOT
from planner.migrate import config_for
from planner.store import engine_for
from tests.support.database import bare_database

SHAPES = sorted(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))
MOMENT = datetime(2026, 11, 30, 22, 5, 7, tzinfo=UTC)
Rows = dict[tuple[str, str], dict[str, Any]]


def test_rows_of_every_shape_go_up_and_down_unchanged(tmp_path: Path, backend: str) -> None:
    url = bare_database(tmp_path, backend).database_url
    config, kept = config_for(url), dict[tuple[str, str], Rows]()
    for shape in SHAPES:
        command.upgrade(config, shape)
        tables = _tables(engine_for(url))
        _fill(engine_for(url), tables, shape)
        kept[shape, "up"] = _rows(engine_for(url), tables)
    command.check(config)
    for shape, earlier in zip(reversed(SHAPES), ("", *reversed(SHAPES)), strict=False):
        if earlier:
            command.downgrade(config, shape)
        _same(kept[shape, "up"], _rows(engine_for(url), _tables(engine_for(url))))
    command.upgrade(config, "head")
    command.check(config)
    _same(kept[SHAPES[0], "up"], _rows(engine_for(url), _tables(engine_for(url))))


def _tables(engine: Engine) -> list[Table]:
    found = MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _fill(engine: Engine, tables: list[Table], shape: str) -> None:
    """One more row in every table, with something in every column."""
    with engine.begin() as connection:
        for table in tables:
            values = {column.name: _something(column, shape) for column in table.c if not _numbered(column)}
            connection.execute(insert(table).values(values))


def _numbered(column: Column[Any]) -> bool:
    return column.primary_key and isinstance(column.type, Integer) and len(column.table.primary_key) == 1


def _something(column: Column[Any], shape: str) -> object:
    kind = column.type.python_type
    if kind is datetime:
        return MOMENT if getattr(column.type, "timezone", False) else MOMENT.replace(tzinfo=None)
    made: dict[type, object] = {int: int(shape), float: int(shape) + 0.5, date: MOMENT.date(), bool: True}
    return made.get(kind, shape.encode() if kind is bytes else shape)


def _rows(engine: Engine, tables: list[Table]) -> Rows:
    """Every row, by its table and the shape it was written under."""
    with engine.connect() as connection:
        found = {table.name: connection.execute(select(table)).mappings().all() for table in tables}
    return {(name, str(list(row.values()))): dict(row) for name, rows in found.items() for row in rows}


def _same(before: Rows, after: Rows) -> None:
    """All that was there is there still, in the columns both shapes have."""
    left = [(table, row) for (table, _), row in after.items()]
    for (table, _), row in before.items():
        assert any(name == table and _agree(row, other) for name, other in left), (table, row)


def _agree(row: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(_plain(row[name]) == _plain(other[name]) for name in row.keys() & other.keys())


def _plain(value: object) -> object:
    """Times by the clock in UTC: 0016 gave them their zone."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
