"""`silverway doctor` finds what is wrong with the site's surroundings, says what to do, and changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from planner.cli import main
from planner.commands.doctor import machine
from planner.folders import ROOT
from planner.jobs import WORKER
from planner.jobs.records import enqueue, load_job
from planner.settings import Settings
from planner.store import engine_for, transaction
from tests.support.database import KEY, bare_database, copied_database, empty_database


@dataclass(frozen=True)
class Answer:
    """What the doctor said: its code, and by what each finding is about whether it is good, and the words."""

    code: int
    good: dict[str, bool]
    words: dict[str, str]


def examined(own: Settings, **changes: object) -> Answer:
    told = {"database_url": own.database_url, "secret_key": own.secret_key, **changes}
    environment = {f"SILVERWAY_{name.upper()}": str(value) for name, value in told.items()}
    answer = CliRunner(env=environment).invoke(main, ["--language", "en", "doctor", "--json"])
    found = json.loads(answer.output)["findings"]
    good = {each["about"]: each["good"] for each in found}
    assert (answer.exit_code == 0) == all(good.values())
    assert not any("一" <= sign <= "鿿" for each in found for sign in each["about"] + each["words"])
    return Answer(answer.exit_code, good, {each["about"]: each["words"] for each in found})


@pytest.fixture
def own(settings: Settings, tmp_path: Path, backend: str) -> Settings:
    found = copied_database(settings, tmp_path, backend)
    if backend == "sqlite":
        file_of(found).chmod(0o600)
    return found


def file_of(own: Settings) -> Path:
    return Path(make_url(own.database_url).database or "")


def wrong(found: Answer) -> set[str]:
    return {about for about, good in found.good.items() if not good}


def test_all_is_well(own: Settings, backend: str) -> None:
    named = create_engine(own.database_url, connect_args={"application_name": WORKER} if backend != "sqlite" else {})
    with named.connect():
        found = examined(own)
    named.dispose()
    assert not wrong(found), found.words
    assert found.good.keys() >= {"Settings", "Database", "Database version", "Facts", "Folders", "Disk", "Clock"}
    answer = CliRunner(env={"SILVERWAY_DATABASE_URL": own.database_url, "SILVERWAY_SECRET_KEY": KEY}).invoke(
        main, ["doctor"]
    )
    assert len(answer.output.splitlines()) < 24  # a screen


def test_nobody_works_and_somebody_waits(own: Settings, backend: str) -> None:
    with transaction(own.database_url) as session:
        waiting = load_job(session, enqueue(session, "trip", "{}"))
        waiting.submitted_at = datetime.now(UTC) - timedelta(minutes=30)
        enqueue(session, "trip", "{}", featured="trip.series.x", priority=11)
    found = examined(own)
    assert wrong(found) == {"Plans waiting", *(["Workers"] if backend == "postgresql" else [])}
    assert "30" in found.words["Plans waiting"]
    assert found.words["Plans waiting"].startswith("1;")


def test_an_older_shape_and_a_newer_one(tmp_path: Path, backend: str) -> None:
    own = empty_database(tmp_path, backend)
    for shape, what in (("0001", "silverway upgrade"), ("9999", "restore")):
        with engine_for(own.database_url).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :shape"), {"shape": shape})
        found = examined(own)
        assert any(what in words for about, words in found.words.items() if not found.good[about])


def test_a_new_database_is_looked_for_but_not_made(tmp_path: Path) -> None:
    own = bare_database(tmp_path, "sqlite")
    assert not wrong(examined(own))
    assert not list(tmp_path.iterdir())


def test_what_others_can_read_and_what_is_damaged(settings: Settings, tmp_path: Path) -> None:
    own = copied_database(settings, tmp_path, "sqlite")
    file_of(own).chmod(0o644)
    assert "chmod 600" in examined(own).words["Permissions"]
    content = bytearray(file_of(own).read_bytes())
    content[-8192:] = b"\xff" * 8192
    file_of(own).write_bytes(content)
    assert "damaged" in examined(own).words["Database"]


def test_postgresql_without_a_key_of_all_processes(tmp_path: Path) -> None:
    found = examined(empty_database(tmp_path, "postgresql"), secret_key="")
    assert "SILVERWAY_SECRET_KEY" in found.words["Key"]


def test_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = bare_database(tmp_path, "sqlite")
    assert "SILVERWAY_REGION" in examined(own, region="nowhere").words["Facts"]
    silent = examined(own, router="osrm", router_url="http://127.0.0.1:1")
    assert wrong(silent) == {"Routing server"}
    monkeypatch.setattr(machine, "ROOM_MB", 10**12)
    monkeypatch.setattr(machine, "TRIAL", "𓀀")  # no font of ours has it
    found = examined(own)
    assert wrong(found) >= {"Disk", "Print"}


def test_facts_that_are_wrong(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for entry in (ROOT / "data").iterdir():
        if entry.name != "rules":
            (data / entry.name).symlink_to(entry)
    found = examined(bare_database(tmp_path, "sqlite"), data_dir=data)
    assert "rules" in found.words["Facts"]
