"""`silverway upgrade`: a backup, then the newest shape; as it was if that fails."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from click.testing import CliRunner, Result
from sqlalchemy import inspect, text

from planner.cli import main
from planner.migrate import config_for, newest_shape, shape_of
from planner.saved import put_back
from planner.settings import Settings
from planner.store import engine_for
from tests.support.any_rows import Rows, fill, rows_in, tables_of
from tests.support.database import bare_database, empty_database

OLD = "0030"


def upgraded(own: Settings, *words: str) -> Result:
    environment = {"SILVERWAY_DATABASE_URL": own.database_url, "SILVERWAY_SECRET_KEY": own.secret_key}
    return CliRunner(env=environment).invoke(main, ["upgrade", *words])


def kept(own: Settings) -> Rows:
    return rows_in(engine_for(own.database_url), tables_of(engine_for(own.database_url)))


@pytest.fixture
def old(tmp_path: Path, backend: str) -> Settings:
    """A database of an older edition with a row in every table."""
    own = bare_database(tmp_path, backend)
    command.upgrade(config_for(own.database_url), OLD)
    fill(engine_for(own.database_url), tables_of(engine_for(own.database_url)), "7")
    with engine_for(own.database_url).begin() as connection:
        connection.execute(text("DELETE FROM fact_change"))  # of a file that nobody has
    return own


def test_what_was_kept_is_there_and_in_the_backup(old: Settings, tmp_path: Path) -> None:
    before = kept(old)
    answer = upgraded(old, "--backups", str(tmp_path / "backups"), "--json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    assert (told["before"], told["after"], told["rows"]) == (OLD, newest_shape(), len(before))
    assert {table for table, _key in before} <= {table for table, _key in kept(old)}
    file = Path(told["backup"])
    assert file.stat().st_mode & 0o777 == 0o600
    new = replace(bare_database(tmp_path / "new", "sqlite"), railways_dir=tmp_path / "new")
    put_back(new, file)
    assert {table for table, _key in kept(new)} == {table for table, _key in before}
    again = upgraded(old)
    assert again.exit_code == 0
    assert newest_shape() in again.output
    assert not (tmp_path / "silverway.db.before").exists()


def test_as_it_was_if_it_fails(old: Settings, tmp_path: Path) -> None:
    """The third change of shape finds a table in its way, after two that went well."""
    with engine_for(old.database_url).begin() as connection:
        connection.execute(text("CREATE TABLE train_share (name VARCHAR)"))
    before, tables = kept(old), set(inspect(engine_for(old.database_url)).get_table_names())
    answer = upgraded(old, "--backups", str(tmp_path / "backups"))
    assert answer.exit_code == 2
    assert len(answer.stderr.splitlines()) == 1
    (file,) = (tmp_path / "backups").iterdir()
    assert str(file) in answer.stderr
    assert shape_of(old.database_url) == OLD
    assert kept(old) == before
    assert set(inspect(engine_for(old.database_url)).get_table_names()) == tables
    assert not (tmp_path / "silverway.db.before").exists()


def test_a_new_database_is_made(tmp_path: Path, backend: str) -> None:
    own = bare_database(tmp_path, backend)
    assert upgraded(own).exit_code == 0
    assert shape_of(own.database_url) == newest_shape()


def test_wrong_facts_and_a_newer_edition_stop_it_before_anything(tmp_path: Path, backend: str) -> None:
    own = empty_database(tmp_path, backend)
    with engine_for(own.database_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "更新的版本" in upgraded(own).stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SILVERWAY_REGION", "nowhere")
        assert upgraded(own).exit_code == 2
    assert shape_of(own.database_url) == "9999"
    assert not (tmp_path / "backups").exists()
