"""Where the site or a command cannot start: one sentence saying what to do, and nothing lost."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.engine import make_url

from planner.cli import main
from planner.folders import ROOT
from planner.migrate import newest_shape
from planner.settings import Settings
from planner.store import engine_for
from tests.support.database import bare_database, copied_database, empty_database

SERVE = ("serve", "--port", "0")


def refused(*words: str, **environment: str) -> str:
    """The one sentence a command ends with."""
    answer = CliRunner(env={f"SILVERWAY_{name.upper()}": value for name, value in environment.items()}).invoke(
        main, words
    )
    assert answer.exit_code == 2, answer.output
    lines = answer.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(
    ("variable", "value", "what"),
    [
        ("workers", "99", "1 到 16"),
        ("workers", "²", "1 到 16"),
        ("workers", "1" * 5_000, "1 到 16"),
        ("database_url", "nonsense", "sqlite:///"),
        ("database_url", "mysql://root@localhost/x", "sqlite:///"),
        ("database_url", "postgresql+psycopg://u:secret@host:port/x", "SILVERWAY_DATABASE_URL"),
        ("log_level", "loud", "DEBUG"),
        ("region", "nowhere", "liaoning"),
        ("data_dir", "/nowhere", "SILVERWAY_REGION"),
    ],
)
def test_a_setting_that_cannot_be(tmp_path: Path, variable: str, value: str, what: str) -> None:
    environment = {"database_url": f"sqlite:///{tmp_path}/new.db", variable: value}
    sentence = refused(*SERVE, **environment)
    assert what in sentence
    assert "secret" not in sentence


def test_nobody_listens_at_the_address_of_postgresql() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        url = f"postgresql+psycopg://silverway:secret@127.0.0.1:{taken.getsockname()[1]}/silverway"
        sentence = refused(*SERVE, database_url=url, secret_key="key")  # noqa: S106  # of a test
    assert "连不上" in sentence
    assert "secret" not in sentence


def test_postgresql_needs_a_key_that_all_processes_know(tmp_path: Path) -> None:
    url = empty_database(tmp_path, "postgresql").database_url
    assert "SILVERWAY_SECRET_KEY" in refused(*SERVE, database_url=url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "日记.db"
    file.write_text("今天去了老虎滩。" * 100, encoding="utf-8")
    before = file.read_bytes()
    for words in (SERVE, ("data", "load"), ("backup", str(tmp_path / "b.zip"))):
        assert "不是数据库" in refused(*words, database_url=f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_damaged_database(settings: Settings, tmp_path: Path) -> None:
    own = copied_database(settings, tmp_path)
    file = Path(make_url(own.database_url).database or "")
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * len(content[4096:])
    file.write_bytes(content)
    assert "restore" in refused("data", "load", database_url=own.database_url)


def test_a_database_of_a_newer_edition(tmp_path: Path, backend: str) -> None:
    own = empty_database(tmp_path, backend)
    with engine_for(own.database_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "更新的版本" in refused(*SERVE, database_url=own.database_url, secret_key="key")  # noqa: S106  # of a test
    assert newest_shape() < "9999"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")  # rights do not stop root, a file does
    assert "文件夹" in refused(*SERVE, database_url=f"sqlite:///{tmp_path}/file/silverway.db")
    assert "file" in refused("backup", f"{tmp_path}/file/b.zip", database_url=f"sqlite:///{tmp_path}/new.db")


def test_a_database_that_may_only_be_read(settings: Settings, tmp_path: Path) -> None:
    own = copied_database(settings, tmp_path)
    url = f"sqlite:///file:{make_url(own.database_url).database}?mode=ro&uri=true"
    assert "只能读" in refused("office", "create", "甲", database_url=url)


def test_a_full_disk_and_a_database_that_is_never_free(tmp_path: Path) -> None:
    own = empty_database(tmp_path, "sqlite")
    file = make_url(own.database_url).database or ""
    with engine_for(own.database_url).connect() as connection:  # the only one of the pool
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # no page more than there are
    assert "腾出地方" in refused("data", "load", database_url=own.database_url)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with engine_for(own.database_url).connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        assert "正忙" in refused("office", "create", "甲", database_url=own.database_url)
    assert CliRunner(env={"SILVERWAY_DATABASE_URL": own.database_url}).invoke(main, ["office", "list"]).exit_code == 0


def test_a_port_that_is_taken(settings: Settings, tmp_path: Path) -> None:
    url = copied_database(settings, tmp_path).database_url
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        assert "--port" in refused("serve", "--port", str(taken.getsockname()[1]), database_url=url)
    assert "--host" in refused(*SERVE, "--host", "192.0.2.1", database_url=url)
    assert "65535" in refused("serve", "--port", "99999", database_url=url)


def test_a_missing_file_of_facts_is_named(tmp_path: Path) -> None:
    url = bare_database(tmp_path, "sqlite").database_url
    (tmp_path / "own").mkdir()
    for entry in (ROOT / "data").iterdir():
        if entry.name != "rules":
            (tmp_path / "own" / entry.name).symlink_to(entry)
    (tmp_path / "own" / "rules").mkdir()
    for entry in (ROOT / "data" / "rules").iterdir():
        if entry.name != "trips.toml":
            (tmp_path / "own" / "rules" / entry.name).symlink_to(entry)
    answer = CliRunner(env={"SILVERWAY_DATABASE_URL": url, "SILVERWAY_DATA_DIR": str(tmp_path / "own")}).invoke(
        main, ["data", "load"]
    )
    assert answer.exit_code == 2
    assert "rules/trips.toml" in answer.stderr


@pytest.mark.thorough
def test_a_chinese_path_where_the_locale_is_c(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "甲社" / "备份.zip"
    file.parent.mkdir()
    url = copied_database(settings, file.parent, "sqlite").database_url
    answer = subprocess.run(
        [sys.executable, "-c", "from planner.cli import main; main()", "backup", str(file)],
        cwd=ROOT, capture_output=True, check=True,
        env={**os.environ, "LC_ALL": "C", "SILVERWAY_DATABASE_URL": url},
    )  # fmt: skip
    assert file.is_file()
    assert not answer.stderr
