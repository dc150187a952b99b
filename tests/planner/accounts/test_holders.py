"""Whose things are: what an office holds is found by its members alone, however it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, update
from sqlmodel import Session, select

from planner.accounts import (
    SITE,
    Role,
    Who,
    act_for,
    act_for_all,
    count_in_browser,
    holder_of,
    keeper,
    may_change,
    may_read,
    result_holder,
    take_to_office,
)
from planner.accounts.holders import Held, _tables_of
from planner.errors import NotAllowed
from planner.jobs import Job
from planner.saved import SavedStay
from planner.store import engine_for
from tests.support.database import empty_database

NOBODY, BROWSER, OTHER = Who(), Who("b" * 43), Who("c" * 43)
PEOPLE: dict[Role, Who] = {
    "viewer": Who("d" * 43, "v", "viewer", "ours", "key"),
    "planner": Who("", "p", "planner", "ours", "key"),
    "owner": Who(BROWSER.browser, "o", "owner", "ours", "key"),
    "operator": Who("", "w", "operator"),
}
ELSEWHERE = Who("", "e", "owner", "theirs", "key2")
OURS = holder_of("ours")


@pytest.fixture
def db(tmp_path: Path, backend: str) -> Iterator[Session]:
    with Session(engine_for(empty_database(tmp_path, backend).database_url), expire_on_commit=False) as session:
        for holder in (SITE, OURS, holder_of("theirs"), BROWSER.holder):
            session.add(_stay(holder))
        session.flush()
        yield session


def _stay(holder: str) -> SavedStay:
    at = datetime(2026, 11, 30, tzinfo=UTC)
    return SavedStay(id=holder[-8:], holder=holder, created_at=at, facts_digest="", request="", result="")


def found(db: Session) -> set[str]:
    return {row.holder for row in db.exec(select(SavedStay)).all()}


@pytest.mark.parametrize("who", [NOBODY, OTHER, BROWSER, ELSEWHERE, *PEOPLE.values()], ids=str)
def test_a_session_finds_what_they_may_read(db: Session, who: Who) -> None:
    act_for(db, who)
    assert found(db) == {SITE, BROWSER.holder} | ({who.holder} if who.office else set())
    assert all(may_read(who, holder) for holder in found(db))
    act_for_all(db)
    assert len(found(db)) == 4


@pytest.mark.parametrize(
    "ask",
    [
        lambda db: db.get(SavedStay, OURS[-8:], populate_existing=True),
        lambda db: db.exec(select(SavedStay.id).where(SavedStay.holder == OURS)).first(),
        lambda db: db.exec(select(func.count()).select_from(SavedStay).where(SavedStay.holder == OURS)).one(),
        lambda db: db.exec(
            select(Job.id, SavedStay.id).join(SavedStay, SavedStay.id == OURS[-8:], isouter=True)
        ).first(),
        lambda db: db.execute(update(SavedStay).where(SavedStay.holder == OURS).values(result="x")).rowcount,
        lambda db: db.execute(delete(SavedStay).where(SavedStay.holder == OURS)).rowcount,
        lambda db: db.exec(
            select(SavedStay.id).where(
                SavedStay.holder == SITE, select(SavedStay).where(SavedStay.holder == OURS).exists()
            )
        ).first(),
    ],
    ids=["get", "column", "count", "join", "update", "delete", "subquery"],
)
def test_however_another_office_asks_there_is_nothing(db: Session, ask: Callable[[Session], Any]) -> None:
    db.expunge_all()
    act_for(db, ELSEWHERE)
    assert not ask(db)


def test_what_a_browser_keeps_is_taken_to_the_office(db: Session) -> None:
    owner, viewer = PEOPLE["owner"], replace(PEOPLE["owner"], role="viewer")
    with pytest.raises(NotAllowed):
        take_to_office(db, viewer)
    assert take_to_office(db, BROWSER) == take_to_office(db, ELSEWHERE) == 0  # nobody logged in; another browser
    assert count_in_browser(db, owner) == take_to_office(db, owner) == 1
    assert count_in_browser(db, owner) == 0
    act_for(db, BROWSER)
    assert found(db) == {SITE}
    act_for(db, owner)
    assert len(db.exec(select(SavedStay).where(SavedStay.holder == OURS)).all()) == 2


def test_changing_is_for_the_holder_and_no_viewer() -> None:
    for who in (NOBODY, OTHER, ELSEWHERE, PEOPLE["viewer"], PEOPLE["operator"]):
        assert not may_change(who, OURS)
    assert may_change(PEOPLE["planner"], OURS)
    assert may_change(BROWSER, BROWSER.holder)
    assert not may_change(OTHER, BROWSER.holder)
    assert not may_change(NOBODY, "")  # nobody's is not nobody's to change
    assert [role for role, who in PEOPLE.items() if may_change(who, SITE)] == ["operator"]


def test_a_viewer_keeps_nothing() -> None:
    for ask in (keeper, result_holder):
        with pytest.raises(NotAllowed):
            ask(PEOPLE["viewer"])
    assert keeper(PEOPLE["planner"]) == result_holder(PEOPLE["planner"]) == OURS
    assert keeper(BROWSER) == BROWSER.holder
    assert result_holder(BROWSER) == result_holder(NOBODY) == SITE


def test_every_table_of_results_has_a_holder() -> None:
    assert {table.__tablename__ for table in _tables_of(Held)} == {
        "departure", "departure_offer", "job", "package_proposal", "rail_project", "saved_itinerary",
        "saved_scenario", "saved_several", "saved_stay", "saved_sweep", "saved_train", "supplier_term",
    }  # fmt: skip
