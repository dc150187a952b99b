"""What was kept under an older shape is there under every newer one, and on the way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command

from planner.folders import ROOT
from planner.migrate import config_for
from planner.store import engine_for
from tests.support.any_rows import Rows, fill, rows_in, tables_of
from tests.support.database import bare_database

SHAPES = sorted(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))


def test_rows_of_every_shape_go_up_and_down_unchanged(tmp_path: Path, backend: str) -> None:
    url = bare_database(tmp_path, backend).database_url
    config, kept = config_for(url), dict[tuple[str, str], Rows]()
    for shape in SHAPES:
        command.upgrade(config, shape)
        tables = tables_of(engine_for(url))
        fill(engine_for(url), tables, shape)
        kept[shape, "up"] = rows_in(engine_for(url), tables)
    command.check(config)
    for shape, earlier in zip(reversed(SHAPES), ("", *reversed(SHAPES)), strict=False):
        if earlier:
            command.downgrade(config, shape)
        _same(kept[shape, "up"], rows_in(engine_for(url), tables_of(engine_for(url))))
    command.upgrade(config, "head")
    command.check(config)
    _same(kept[SHAPES[0], "up"], rows_in(engine_for(url), tables_of(engine_for(url))))


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
