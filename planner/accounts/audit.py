"""Who changed what, and when: every row that is written for an office is noted, however it is written.

It is noted here alone, by the sessions themselves (`after_flush` for objects, `do_orm_execute` for statements), so that
no code has to think of it. What is noted has no contents: which kind of thing, its id, which columns, and the new value
of those in TOLD. A table is looked after if it says for whom its rows are: by a `holder`, an `office`, or a
`departure`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, and_, delete, event, inspect, or_, select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Field, Session, SQLModel, col
from sqlmodel import select as select_rows

from planner.accounts.holders import acting_for, office_that_is

KEPT_DAYS = 730
SYSTEM, VISITOR = "system", "visitor"  # who changed it: jobs and commands; somebody without an account
EXEMPT = frozenset(  # what is no decision of anybody: work in progress, and what stands in another row anyway
    ("audit_entry", "job", "answered_request", "departure_revision")
)
QUIET = frozenset(  # columns that change by themselves
    ("used_at", "seen_at", "changed_at", "beside", "others", "last_step", "wrong", "blocked_until")
)
TOLD = frozenset(("role", "revision", "version", "scopes"))  # columns whose new value is noted
ACTIONS = ("create", "change", "delete")
Values = Mapping[str, Any]


class AuditEntry(SQLModel, table=True):
    """A row of an office's was written: `actor` is the name of a member or token, SYSTEM or VISITOR; `kind` the table;
    `columns` those that changed, with commas; `told` the new values of some (JSON)."""

    __tablename__ = "audit_entry"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    office: str = Field(index=True)  # "": the site's operators
    actor: str
    action: str
    kind: str
    object: str
    columns: str = ""
    told: str = "{}"


def audited(table: Table) -> bool:
    """Are its rows an office's?"""
    named = table.c.keys()
    return table.name not in EXEMPT and (table.name == "office" or bool({"holder", "office", "departure"} & {*named}))


def audit_entries(
    session: Session, office: str, kind: str = "", actor: str = "", before: int | None = None, limit: int = 100
) -> list[AuditEntry]:
    """What was changed for an office, the newest first; of one kind, by one actor, before an entry, if given."""
    query = select_rows(AuditEntry).where(AuditEntry.office == office)
    for column, value in ((AuditEntry.kind, kind), (AuditEntry.actor, actor)):
        query = query.where(column == value) if value else query
    if before is not None:
        query = query.where(col(AuditEntry.id) < before)
    return list(session.exec(query.order_by(col(AuditEntry.id).desc()).limit(limit)).all())


def audit_choices(session: Session, office: str) -> tuple[list[str], list[str]]:
    """The kinds and the actors that an office's entries have."""
    kinds, actors = (
        list(session.exec(select_rows(column).where(AuditEntry.office == office).distinct().order_by(column)))
        for column in (AuditEntry.kind, AuditEntry.actor)
    )
    return kinds, actors


def forget_audit(session: Session, now: datetime) -> None:
    """Delete what was noted KEPT_DAYS ago."""
    session.execute(delete(AuditEntry).where(col(AuditEntry.at) < now - timedelta(days=KEPT_DAYS)))


@event.listens_for(OrmSession, "after_flush")
def _note_objects(session: OrmSession, _context: object) -> None:
    entries: list[dict[str, Any]] = []
    for action, rows in zip(ACTIONS, (session.new, session.dirty, session.deleted), strict=True):
        for row in rows:
            mapper = inspect(row).mapper
            table = mapper.local_table
            if not isinstance(table, Table) or not audited(table):
                continue
            names = list(table.c.keys())
            changed = [name for name in names if action != "change" or inspect(row).attrs[name].history.has_changes()]
            entries += _entries(session, table, action, {name: getattr(row, name) for name in names}, changed)
    _write(session, entries)


@event.listens_for(OrmSession, "do_orm_execute")
def _note_statements(state: ORMExecuteState) -> Any:
    mapper = state.bind_mapper
    if mapper is None or not (state.is_update or state.is_delete):
        return None
    table = mapper.local_table
    if not isinstance(table, Table) or not audited(table):
        return None
    session, where = state.session, state.statement.whereclause  # type: ignore[attr-defined]  # of updates and deletes
    session.flush()
    before = _rows(session, table, where)
    result = state.invoke_statement()
    after = {_key(table, row): row for row in _rows(session, table, _among(table, before))} if before else {}
    entries: list[dict[str, Any]] = []
    for row in before:
        now = after.get(_key(table, row))
        if now is None:
            entries += _entries(session, table, "delete", row, [])
        else:
            entries += _entries(session, table, "change", now, [name for name in row if row[name] != now[name]])
    _write(session, entries)
    return result


def _entries(
    session: OrmSession, table: Table, action: str, row: Values, changed: Sequence[str]
) -> Iterable[dict[str, Any]]:
    columns = [name for name in changed if name not in QUIET]
    office = _office(session, table, row)
    if office is None or (action == "change" and not columns):
        return
    who = acting_for(session)
    told = {name: row[name] for name in columns if name in TOLD}
    yield {
        "at": datetime.now(UTC), "office": office, "action": action, "kind": table.name, "object": _key(table, row),
        "actor": SYSTEM if who is None else who.name or VISITOR,
        "columns": ",".join(columns) if action == "change" else "", "told": json.dumps(told, ensure_ascii=False),
    }  # fmt: skip


def _office(session: OrmSession, table: Table, row: Values) -> str | None:
    """Whose the row is: an office, "" for the operators; None if no office has it."""
    if table.name == "office":
        return str(row["id"])
    if "office" in table.c:
        return row["office"] or ""
    holder = row.get("holder")
    if "holder" not in table.c:
        departures = SQLModel.metadata.tables["departure"]
        query = select(departures.c.holder).where(departures.c.id == row["departure"])
        holder = session.connection().execute(query).scalar()
    return office_that_is(holder or "") or None


def _rows(session: OrmSession, table: Table, where: Any) -> list[dict[str, Any]]:
    query = select(table) if where is None else select(table).where(where)
    return [dict(row) for row in session.connection().execute(query).mappings()]


def _among(table: Table, rows: Sequence[Values]) -> Any:
    keys = list(table.primary_key)
    return or_(*(and_(*(column == row[column.name] for column in keys)) for row in rows))


def _key(table: Table, row: Values) -> str:
    return "/".join(str(row[column.name]) for column in table.primary_key)


def _write(session: OrmSession, entries: list[dict[str, Any]]) -> None:
    if entries:
        session.connection().execute(SQLModel.metadata.tables["audit_entry"].insert(), entries)
