"""Whatever is written for an office is noted, however it is written, by whom, and without its contents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer, String, Table, delete, update
from sqlalchemy.orm import Mapper
from sqlmodel import Session, SQLModel, select
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from planner import jobs, product, saved, sharing, upkeep
from planner.accounts import (
    AUDIT_KEPT_DAYS,
    SYSTEM,
    VISITOR,
    AuditEntry,
    Member,
    Office,
    Who,
    act_for,
    add_member,
    audit_entries,
    create_office,
    forget_audit,
    holder_of,
    new_secret,
    set_role,
)
from planner.accounts.audit import EXEMPT, QUIET, TOLD, audited
from planner.saved import Departure, SavedItinerary, change_departure, new_departure
from planner.sharing.enquiries import Enquiry
from planner.store import transaction
from tests.support.any_rows import something
from tests.support.database import empty_database

ROOMS = jobs, product, saved, sharing, upkeep  # imported for their tables
NOT_OF_OFFICES = {  # what no office keeps, and why
    "answered_request": "what a request with a key was answered, for a day",
    "job": "work in progress; its result is noted when it is saved",
    "departure_revision": "the departure's own row says that there is a new one",
    "audit_entry": "the notes themselves",
}
NOW = datetime(2026, 12, 1, tzinfo=UTC)
TEXTS = String, AutoString
SECRET = "张桂兰 13800001234"  # noqa: S105  # of a person


def classes() -> list[type[SQLModel]]:
    return [mapper.class_ for mapper in SQLModel._sa_registry.mappers if audited(_table(mapper))]


def _table(mapper: Mapper[Any]) -> Table:
    assert isinstance(mapper.local_table, Table)
    return mapper.local_table


@pytest.fixture
def session(tmp_path: Path, backend: str) -> Iterator[Session]:
    with transaction(empty_database(tmp_path, backend).database_url) as found:
        yield found


def test_every_table_that_says_whose_its_rows_are_is_looked_after() -> None:
    """A new one is by itself; what is left out is named here with its reason."""
    said = {"holder", "office", "departure"}
    whose = {table.name for table in SQLModel.metadata.tables.values() if said & {*table.c.keys()}}
    looked_after = {cls.__tablename__ for cls in classes()}
    assert whose - looked_after <= NOT_OF_OFFICES.keys() == EXEMPT
    assert looked_after >= {
        "departure", "saved_quote", "supplier_term", "rail_project", "saved_scenario", "member", "api_token", "enquiry",
        "departure_traveller", "invitation", "office", "saved_itinerary", "saved_train", "saved_stay",
        "published_train", "train_share",
    }  # fmt: skip


@pytest.mark.parametrize("way", ["object", "statement"])
def test_whatever_is_written_is_noted(session: Session, way: str) -> None:
    for cls in classes():
        office = create_office(session, "agency", f"社 {cls.__name__}").id
        departure = Departure(id=cls.__name__, holder=holder_of(office), created_at=NOW, changed_at=NOW, revision=1)
        session.add(departure)
        session.flush()
        session.execute(delete(AuditEntry))
        table = _table(cls.__mapper__)  # type: ignore[attr-defined]
        names = [name for name in list(table.c.keys()) if _made(table, name)]
        row = cls(**{name: _value(table, name, office, departure.id) for name in names})
        changed = next(name for name in reversed(table.c.keys()) if _changeable(table, name))
        session.add(row)
        session.flush()
        value = f"{SECRET}!" if isinstance(table.c[changed].type, TEXTS) else 7
        if way == "object":
            setattr(row, changed, value)
            session.flush()
            session.delete(row)
            session.flush()
        else:
            where = [column == getattr(row, column.name) for column in table.primary_key]
            session.execute(update(cls).where(*where).values({changed: getattr(row, changed)}))  # as it is
            session.execute(update(cls).where(*where).values({changed: value}))
            session.execute(delete(cls).where(*where))
        whose = f"new {table.name}" if cls is Office else office
        found = [entry for entry in reversed(audit_entries(session, whose)) if entry.kind == table.name]
        assert [entry.action for entry in found] == ["create", "change", "delete"], cls
        assert found[1].columns == changed
        assert {entry.actor for entry in found} == {SYSTEM}
        assert SECRET not in json.dumps([entry.model_dump(mode="json") for entry in found], ensure_ascii=False)
        session.expire_all()


def _made(table: Table, name: str) -> bool:
    column = table.c[name]
    return not (column.primary_key and column.type.python_type is int)


def _value(table: Table, name: str, office: str, departure: str) -> object:
    known = {"holder": holder_of(office), "office": office, "departure": departure, "id": f"new {table.name}"}
    if name in known:
        return known[name]
    column = table.c[name]
    if column.primary_key or name in TOLD:
        return f"new {table.name}" if isinstance(column.type, TEXTS) else 1
    if isinstance(column.type, UTCDateTime):
        return NOW
    return SECRET if isinstance(column.type, TEXTS) else something(table.c[name], "1")


def _changeable(table: Table, name: str) -> bool:
    column = table.c[name]
    plain = not (
        isinstance(column.type, UTCDateTime)
        or column.primary_key
        or column.foreign_keys
        or name in QUIET | {"holder", "office", "departure"}
    )
    told = name in TOLD and isinstance(column.type, TEXTS)
    return plain and not told and isinstance(column.type, (*TEXTS, Integer))


def test_who_did_it(session: Session) -> None:
    office = create_office(session, "agency", "甲社").id
    who = Who(name="li", role="planner", office=office, office_key=new_secret())
    act_for(session, who)
    departure = new_departure(session, who, {"title": SECRET})
    change_departure(session, departure, who, 1, {"title": "秋天"})
    act_for(session, Who())
    session.add(Enquiry(
        id="x", trip="y", at=NOW, name=SECRET, phone=SECRET, people=2, preferred=SECRET, holder=holder_of(office),
    ))  # fmt: skip
    session.flush()
    told = [(each.actor, each.kind, each.action, each.told) for each in reversed(audit_entries(session, office))][1:]
    assert told == [
        ("li", "departure", "create", '{"revision": 1}'), ("li", "departure", "change", '{"revision": 2}'),
        (VISITOR, "enquiry", "create", '{"revision": 1}'),
    ]  # fmt: skip


def test_a_change_of_role_says_which(session: Session) -> None:
    office = create_office(session, "agency", "甲社").id
    add_member(session, "wang", "correct horse", "owner", office)
    member = add_member(session, "li", "correct horse", "viewer", office)
    set_role(session, member, "planner")
    session.flush()
    newest = audit_entries(session, office, "member", limit=1)[0]
    assert (newest.object, newest.columns, json.loads(newest.told)) == ("li", "role", {"role": "planner"})
    assert "argon2" not in json.dumps([each.told for each in audit_entries(session, office)])


def test_what_nobody_in_an_office_has_is_not_noted(session: Session) -> None:
    session.execute(update(SavedItinerary).where(SavedItinerary.id == "none").values(theme="x"))
    who = Who(browser=new_secret())
    new_departure(session, who, {"title": "x"})
    assert session.exec(select(AuditEntry)).all() == []


def test_what_is_undone_is_not_noted(tmp_path: Path, backend: str) -> None:
    url = empty_database(tmp_path, backend).database_url
    with transaction(url) as session:
        create_office(session, "agency", "甲社")
        assert session.exec(select(AuditEntry)).all()
        session.rollback()
    with transaction(url) as session:
        assert session.exec(select(AuditEntry)).all() == []
        assert session.exec(select(Office)).all() == []


def test_notes_are_kept_for_two_years(session: Session) -> None:
    office = create_office(session, "agency", "甲社").id
    now = datetime.now(UTC)
    forget_audit(session, now + timedelta(days=AUDIT_KEPT_DAYS - 1))
    assert audit_entries(session, office)
    forget_audit(session, now + timedelta(days=AUDIT_KEPT_DAYS + 1))
    assert not audit_entries(session, office)
    assert session.exec(select(Member)).all() == []
