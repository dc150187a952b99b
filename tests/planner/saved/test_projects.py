"""Projects are kept with every state; undo and redo have no end; two people at once do not overwrite each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.accounts import Who
from planner.errors import BadFile, OutOfRange, Unknown
from planner.exchange.railways import Railway
from planner.exchange.trains import Timetable, TrainGraph
from planner.saved import (
    Kept,
    ProjectClash,
    bring_back_project,
    change_project,
    copy_project,
    is_project_file,
    keep_railway,
    last_removed_project,
    list_projects,
    list_versions,
    load_project,
    load_revision,
    load_saved_railway,
    name_version,
    new_project,
    read_project,
    redo_project,
    remove_project,
    rename_project,
    restore_version,
    undo_project,
    write_project,
)
from planner.settings import Settings
from planner.store import transaction
from planner.train.project import Project, moved, with_train
from planner.train.types import Case, EnteredCall, TrainSpec
from tests.support.database import empty_database

SPEC = TrainSpec((EnteredCall(1, "a", None, 600), EnteredCall(2, "b", 620, None)), Case())
FIRST = Project(trains={"Y501": SPEC, "Y503": SPEC})
STEP = {"kind": "move"}


def later(minutes: int, name: str = "Y501", project: Project = FIRST) -> Project:
    return with_train(project, name, moved(project.trains[name], minutes))


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@pytest.fixture
def project_id(settings: Settings) -> str:
    with transaction(settings.database_url) as session:
        return new_project(session, Who("me"), " 红海滩 慢游 ", FIRST, {"kind": "new"})


def now(settings: Settings, project_id: str) -> tuple[int, Project]:
    with transaction(settings.database_url) as session:
        row = load_project(session, project_id)
        return row.revision, load_revision(session, project_id, row.revision).project()


def test_every_step_can_be_undone_and_done_again(settings: Settings, project_id: str) -> None:
    for minutes in range(1, 31):
        with transaction(settings.database_url) as session:
            assert change_project(session, Who("me"), project_id, minutes, later(minutes), STEP) == Kept(minutes + 1)
    for number in range(31, 1, -1):
        with transaction(settings.database_url) as session:
            assert undo_project(session, Who("me"), project_id, number)
    assert now(settings, project_id) == (1, FIRST)
    with transaction(settings.database_url) as session:
        assert not undo_project(session, Who("me"), project_id, 1)
    for number in range(1, 31):
        with transaction(settings.database_url) as session:
            assert redo_project(session, Who("me"), project_id, number)
    assert now(settings, project_id) == (31, later(30))
    with transaction(settings.database_url) as session:
        assert not redo_project(session, Who("me"), project_id, 31)
        assert undo_project(session, Who("me"), project_id, 31)
        assert not undo_project(session, Who("me"), project_id, 31)  # pressed twice: somebody else was quicker
        assert change_project(session, Who("me"), project_id, 30, later(99), STEP) == Kept(32)
        assert not redo_project(session, Who("me"), project_id, 32)


def test_two_at_once_are_put_together_or_the_later_one_is_refused(settings: Settings, project_id: str) -> None:
    with transaction(settings.database_url) as session:
        change_project(session, Who("me"), project_id, 1, later(5), STEP)
    with transaction(settings.database_url) as session:
        assert change_project(session, Who("me"), project_id, 1, later(7, "Y503"), STEP) == Kept(3, merged=True)
    both = later(7, "Y503", later(5))
    assert now(settings, project_id) == (3, both)
    with pytest.raises(ProjectClash) as refused, transaction(settings.database_url) as session:
        change_project(session, Who("me"), project_id, 1, later(9), STEP)
    assert [(c.train, c.station, c.theirs, c.mine) for c in refused.value.clashes] == [
        ("Y501", "a", 605, 609), ("Y501", "b", 625, 629),
    ]  # fmt: skip
    assert now(settings, project_id) == (3, both)


def test_versions_have_names_and_come_back(settings: Settings, project_id: str) -> None:
    with transaction(settings.database_url) as session:
        name_version(session, Who("me"), project_id, 1, "给段里看的")
        change_project(session, Who("me"), project_id, 1, later(5), STEP)
        restore_version(session, Who("me"), project_id, 1, STEP)
        assert [(row.number, row.name) for row in list_versions(session, project_id)] == [(1, "给段里看的")]
        with pytest.raises(Unknown):
            name_version(session, Who("me"), project_id, 17, "x")
    assert now(settings, project_id) == (3, FIRST)


def test_nobody_else_may_change_it_but_anybody_may_copy_it(settings: Settings, project_id: str) -> None:
    with transaction(settings.database_url) as session:
        for change in (
            lambda: change_project(session, Who("you"), project_id, 1, later(5), STEP),
            lambda: undo_project(session, Who("you"), project_id, 1),
            lambda: rename_project(session, Who("you"), project_id, "x"),
            lambda: remove_project(session, Who("you"), project_id),
        ):
            with pytest.raises(Unknown):
                change()
        mine = copy_project(session, Who("you"), project_id, "抄来的", {"kind": "copy"})
        assert [row.name for row in list_projects(session, Who("you"))] == ["抄来的"]
        with pytest.raises(OutOfRange):
            rename_project(session, Who("you"), mine, " ")
    assert now(settings, mine) == (1, FIRST)
    with transaction(settings.database_url) as session:
        remove_project(session, Who("me"), project_id)
        assert [row.id for row in (last_removed_project(session, Who("me")),) if row] == [project_id]
        with pytest.raises(Unknown):
            load_project(session, project_id)
        bring_back_project(session, Who("me"), project_id)
        assert load_project(session, project_id).name == "红海滩 慢游"


def test_a_file_takes_along_versions_and_railway(settings: Settings) -> None:
    railway = Railway("r", "r.json", TrainGraph((), Timetable((), ())))
    with transaction(settings.database_url) as session:
        kept = keep_railway(session, railway)
        assert keep_railway(session, railway) == kept
        there = new_project(session, Who("me"), "别的路", Project(kept, FIRST.trains), {"kind": "new"})
        name_version(session, Who("me"), there, 1, "一稿")
        change_project(session, Who("me"), there, 1, Project(kept, later(5).trains), STEP)
        content = write_project(session, there)
        assert is_project_file(content)
    with transaction(settings.database_url) as session:
        again = read_project(session, Who("you"), content, "x.json", {"kind": "file"})
        row = load_project(session, again)
        assert (row.name, load_revision(session, again, row.revision).project()) == (
            "别的路", Project(kept, later(5).trains),
        )  # fmt: skip
        assert [(v.name, v.project()) for v in list_versions(session, again)] == [("一稿", Project(kept, FIRST.trains))]
        assert load_saved_railway(session, kept).railway() == railway
        with pytest.raises(BadFile):
            read_project(session, Who("you"), content[:-30], "x.json", {"kind": "file"})
