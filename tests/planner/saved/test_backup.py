"""What people keep comes back whole from a backup, on the same kind of database or the other."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from planner.errors import BadFile
from planner.migrate import newest_shape
from planner.saved import back_up, is_new_database, put_back
from planner.saved.backup import CONTENTS
from planner.settings import Settings
from planner.store import engine_for
from tests.support.any_rows import fill, rows_in, tables_of
from tests.support.database import bare_database, empty_database


def everything(settings: Settings) -> list[tuple[str, list[object]]]:
    engine = engine_for(settings.database_url)
    return sorted(
        (table, [value.replace(tzinfo=None) if isinstance(value, datetime) else value for value in row.values()])
        for (table, _), row in rows_in(engine, tables_of(engine)).items()
    )


@pytest.fixture
def kept(tmp_path: Path, backend: str) -> Settings:
    """A database with a row in every table, a key and a railway."""
    folder = tmp_path / "old"
    settings = empty_database(folder, backend, railways_dir=folder / "railways")
    engine = engine_for(settings.database_url)
    fill(engine, tables_of(engine), "7")
    (folder / "railways").mkdir(parents=True)
    (folder / "railways" / "branch.json").write_text("{}", encoding="utf-8")
    return settings


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_all_that_was_kept_is_there_again(tmp_path: Path, kept: Settings, into: str) -> None:
    backup, content = back_up(kept)
    file = tmp_path / "backup.zip"
    file.write_bytes(content)
    new = replace(bare_database(tmp_path / "new", into), railways_dir=tmp_path / "new" / "railways")
    assert is_new_database(new)
    assert put_back(new, file) == backup
    assert not is_new_database(new)
    assert everything(new) == everything(kept)
    assert (new.railways_dir / "branch.json").read_text(encoding="utf-8") == "{}"
    engine = engine_for(new.database_url)
    fill(engine, tables_of(engine), "8")  # numbers go on where they were


def test_a_file_that_is_no_backup_leaves_a_new_database_new(tmp_path: Path, backend: str) -> None:
    new = bare_database(tmp_path, backend)
    text, newer, broken, damaged = (tmp_path / f"{name}.zip" for name in ("text", "newer", "broken", "damaged"))
    text.write_text("no zip", encoding="utf-8")
    for path, shape in ((newer, "9999"), (broken, newest_shape())):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(CONTENTS, json.dumps({"shape": shape, "made": "", "rows": {}}))
    with zipfile.ZipFile(damaged, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CONTENTS, json.dumps({"shape": "", "made": "", "rows": {}}))
        begins = 30 + len(CONTENTS)
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:begins] + b"\xff" * 8 + whole[begins + 8 :])
    for path in (text, newer, broken, damaged):
        with pytest.raises(BadFile):
            put_back(new, path)
        engine = engine_for(new.database_url)
        assert not [table.name for table in tables_of(engine)]


def test_a_backup_holds_one_moment(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    backup, content = back_up(settings)
    (tmp_path / "b.zip").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert json.loads(archive.read(CONTENTS))["rows"] == backup.rows
    assert set(backup.rows.values()) == {0}
