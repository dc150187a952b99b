"""data/ and the operators' changes → the database, all or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, inspect
from sqlmodel import Session

from planner.catalog.changes import UNDO, Proposal, cell_text, note_changes, read_changes
from planner.catalog.csv_rows import Sheet
from planner.catalog.loaded import data_digest
from planner.catalog.nearest import add_nearest, surely_placed, with_trains
from planner.catalog.provenance import may_age, noted_sources, provenance, usable
from planner.catalog.sheets import SHEETS
from planner.catalog.tables import LINE, METADATA, TABLES, CellSource, FactsVersion
from planner.catalog.validate import FactTables, check_facts, read_fact_tables
from planner.clock import DAY_MIN, DAY_S
from planner.errors import BadFacts, EditConflict, Fault
from planner.settings import Settings
from planner.store import engine_for, transaction

_ORDER = ("stations.csv", *(name for name in SHEETS if name != "stations.csv"))  # what others point at comes first


def load_facts(settings: Settings) -> str:
    """Check every file, then replace all facts in one transaction; returns the digest of what is loaded.

    Raises
    ------
    BadFacts
        With everything that is wrong; the database is as it was.
    """
    make_tables(settings)
    with transaction(settings.database_url) as session:
        return load_into(session, settings)


def change_facts(
    settings: Settings,
    who: str,
    proposals: Sequence[Proposal],
    undoes: str = "",
    before_commit: Callable[[Session, str], None] | None = None,
) -> str:
    """Note an operator's changes and load the facts with them, all or nothing; returns the batch's name.

    `undoes` names the batch that the changes take back; `before_commit` gets the session and the batch.

    Raises
    ------
    BadFacts
        With everything that would be wrong; nothing was noted.
    EditConflict
        If a cell no longer holds what the operator saw.
    """
    batch = (f"{UNDO}{undoes}-" if undoes else "") + secrets.token_hex(4)
    make_tables(settings)
    with transaction(settings.database_url) as session:
        now = present_facts(session, settings)
        for p in proposals:
            found = cell_text(now.raws, p.file, p.row, p.column)
            if found != p.old:
                raise EditConflict(p.file, p.row, p.column, found)
        note_changes(session, batch, who, proposals)
        if before_commit is not None:
            before_commit(session, batch)
        load_into(session, settings)
    return batch


def preview_changes(settings: Settings, proposals: Sequence[Proposal]) -> tuple[Fault, ...]:
    """Everything that would be wrong with the facts after these changes."""
    make_tables(settings)
    with Session(engine_for(settings.database_url)) as session:
        facts = read_fact_tables(settings.region_dir, (*read_changes(session), *proposals))
    return check_facts(settings.data_dir, settings.region, facts)


def present_facts(session: Session, settings: Settings) -> FactTables:
    """The facts as text and values, with the operators' changes laid over."""
    return read_fact_tables(settings.region_dir, read_changes(session))


def fact_tables() -> frozenset[str]:
    """The names of the tables that are loaded, not kept."""
    return frozenset(METADATA.tables)


def make_tables(settings: Settings) -> None:
    """The tables of facts, where they are not there yet; all anew where one has other columns than it once had."""
    engine = engine_for(settings.database_url)
    found = inspect(engine)
    there = [table for table in TABLES.values() if found.has_table(table.name)]
    if any({column["name"] for column in found.get_columns(table.name)} != set(table.c.keys()) for table in there):
        METADATA.drop_all(engine)
    METADATA.create_all(engine)


def load_into(session: Session, settings: Settings) -> str:
    """Replace all facts within the caller's transaction; raises BadFacts before anything is touched."""
    facts = present_facts(session, settings)
    faults = check_facts(settings.data_dir, settings.region, facts)
    if faults:
        raise BadFacts(faults)
    digest = data_digest(settings, session)
    records = _records_of(facts.sheets)
    for name in reversed(_ORDER):
        session.execute(delete(TABLES[SHEETS[name][0]]))
    for name in _ORDER:
        if records[name]:
            rows = [{**record, LINE: line} for line, record in enumerate(records[name])]
            session.execute(insert(TABLES[SHEETS[name][0]]), rows)
    version = FactsVersion(digest=digest, loaded_at=datetime.now(UTC).isoformat(timespec="seconds"))
    session.execute(delete(TABLES[FactsVersion]))
    session.execute(insert(TABLES[FactsVersion]), asdict(version))
    return digest


def _records_of(sheets: Mapping[str, Sheet]) -> dict[str, list[dict[str, Any]]]:
    records = {name: _records(name, sheets[name]) for name in _ORDER}
    noted = noted_sources(CellSource(**row) for row in records["cell_sources.csv"])
    for place in records["places.csv"]:
        place["hours_cited"] = bool(place["hours"]) and provenance(noted, "places.csv", place, "hours").basis == "cited"
        own = noted.get(("places.csv", place["id"]), {}).values()
        place["unconfirmed"] = ";".join(cell.column for cell in own if cell.basis == "reader") or None
        free = {**place, "ticket_yuan": place["ticket_fen"]}
        for column, name in (("hours", "hours"), ("ticket_yuan", "ticket"), ("phone", "phone")):
            known = free[column] is not None and may_age(free, column)
            place[f"{name}_as_of"] = provenance(noted, "places.csv", place, column).as_of if known else None
    stations, hospitals = with_trains(records["stations.csv"]), surely_placed(records["hospitals.csv"])
    for name in ("places.csv", "hotels.csv"):
        add_nearest(records[name], stations, "station")
    add_nearest(records["hotels.csv"], hospitals, "hospital")
    return records


def _records(name: str, sheet: Sheet) -> list[dict[str, Any]]:
    columns = {column.name for column in fields(SHEETS[name][0])}
    rows = []
    for row in sheet.rows:
        record = {column: value for column, value in row.items() if column in columns}
        if "usable" in columns:
            record["usable"] = usable(row)
        for what in ("arrive", "depart"):
            if f"{what}_day" in row:
                record[what] = None if row[what] is None else row[f"{what}_day"] * DAY_MIN + row[what]
        if "at_s" in columns:
            record["at_s"] = row["day"] * DAY_S + row["at_s"]
        rows.append(record)
    return rows
