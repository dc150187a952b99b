"""Everything that people entered and planned, in one file: out of one database, into a new one of either kind.

Facts are not in it: they are loaded from data/ again, with the operators' changes, which are.
"""

from __future__ import annotations

import base64
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, inspect, select
from sqlalchemy.engine import make_url

from planner.catalog import fact_tables
from planner.errors import BadFile, Fault
from planner.language import N_
from planner.migrate import config_for, migrate, newest_shape, shape_of
from planner.settings import Settings
from planner.store import engine_for, one_at_a_time

CONTENTS = "backup.json"
KEY = "secret_key"
RAILWAYS = "railways"
ROWS = 500  # written at a time
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)  # a full disk is no damage


@dataclass(frozen=True)
class Backup:
    """What is in a backup: the shape of its tables, when it was made, and how many rows each has."""

    shape: str
    made: str
    rows: dict[str, int]


def back_up(settings: Settings) -> tuple[Backup, bytes]:
    """All that is kept at one moment, while the site goes on: a zip of rows as JSON lines, the key that signs cookies,
    and the railways that were brought."""
    rows, file = dict[str, int](), BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment(settings) as connection:
        for table in _tables(connection):
            lines = [
                json.dumps(_as_json(row), ensure_ascii=False) for row in connection.execute(select(table)).mappings()
            ]
            archive.writestr(f"{table.name}.jsonl", "".join(f"{line}\n" for line in lines))
            rows[table.name] = len(lines)
        for name, path in _files(settings):
            archive.write(path, name)
        backup = Backup(shape_of(settings.database_url) or "", datetime.now(UTC).isoformat(timespec="seconds"), rows)
        archive.writestr(CONTENTS, json.dumps({"shape": backup.shape, "made": backup.made, "rows": rows}, indent=1))
    return backup, file.getvalue()


def is_new_database(settings: Settings) -> bool:
    """Is there no database yet, or one without any table of ours?"""
    database = make_url(settings.database_url)
    if database.get_backend_name() == "sqlite" and not Path(database.database or "").exists():
        return True
    return not inspect(engine_for(settings.database_url)).has_table("alembic_version")


def put_back(settings: Settings, path: Path) -> Backup:
    """Put a backup into a new database, in the newest shape; all of it or nothing. Files that are there stay.

    Raises
    ------
    BadFile
        If it is no backup, or of a newer edition.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(CONTENTS))
            backup = Backup(str(told["shape"]), str(told["made"]), dict(told["rows"]))
            if backup.shape > newest_shape():
                raise _bad(path, N_("是更新的版本备份的：先更新程序。"))
            _fill(settings, archive, backup)
            _put_files(settings, archive)
    except (*_DAMAGED, KeyError, TypeError, ValueError) as error:
        raise _bad(path, N_("不是备份文件，或者坏了。")) from error
    migrate(settings)
    return backup


def _bad(path: Path, why: str) -> BadFile:
    return BadFile((Fault(path.name, 0, "", why),))


@contextmanager
def _one_moment(settings: Settings) -> Iterator[Connection]:
    """A connection that sees nothing of what others write meanwhile."""
    engine = engine_for(settings.database_url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _tables(connection: Connection) -> list[Table]:
    """What people keep, parents before children."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in {"alembic_version", *fact_tables()}]


def _fill(settings: Settings, archive: zipfile.ZipFile, backup: Backup) -> None:
    from alembic import command

    config, engine = config_for(settings.database_url), engine_for(settings.database_url)
    with one_at_a_time(settings.database_url):
        command.upgrade(config, backup.shape)
        try:
            with engine.begin() as connection:
                for table in _tables(connection):
                    _fill_table(connection, table, archive.read(f"{table.name}.jsonl").decode())
        except BaseException:
            command.downgrade(config, "base")
            raise


def _fill_table(connection: Connection, table: Table, lines: str) -> None:
    told = [json.loads(line) for line in lines.split("\n") if line]
    rows = [{name: _read(table.c[name], value) for name, value in row.items()} for row in told]
    for first in range(0, len(rows), ROWS):
        connection.execute(insert(table), rows[first : first + ROWS])
    if connection.dialect.name == "postgresql" and rows:
        for column in table.primary_key:
            if column.type.python_type is int:
                sequence = func.pg_get_serial_sequence(table.name, column.name)
                connection.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))


def _as_json(row: Any) -> dict[str, Any]:
    return {name: _json_of(value) for name, value in row.items()}


def _json_of(value: Any) -> Any:
    if isinstance(value, datetime):  # one without a zone is in UTC
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _read(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    if value is None:
        return None
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        return moment if getattr(column.type, "timezone", False) else moment.replace(tzinfo=None)
    if kind is date:
        return date.fromisoformat(value)
    return base64.b64decode(value) if kind is bytes else value


def _key_file(settings: Settings) -> Path | None:
    """Where the key that signs cookies lies; with PostgreSQL it is a setting."""
    database = make_url(settings.database_url)
    beside = database.get_backend_name() == "sqlite" and database.database
    return Path(beside).parent / KEY if beside else None


def _files(settings: Settings) -> list[tuple[str, Path]]:
    key = _key_file(settings)
    found = [(KEY, key)] if key is not None and key.is_file() else []
    brought = sorted(settings.railways_dir.iterdir()) if settings.railways_dir.is_dir() else []
    return found + [(f"{RAILWAYS}/{path.name}", path) for path in brought if path.is_file()]


def _put_files(settings: Settings, archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        folder, _, file = name.rpartition("/")
        target = _key_file(settings) if name == KEY else settings.railways_dir / Path(file).name
        if target is not None and (name == KEY or (folder == RAILWAYS and file)) and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(mode=0o600)
            target.write_bytes(archive.read(name))
