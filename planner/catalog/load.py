"""data/ → the database, all or nothing."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, inspect
from sqlmodel import Session, SQLModel

from planner.catalog.csv_rows import Sheet
from planner.catalog.queries import facts_digest
from planner.catalog.sheets import SHEETS
from planner.catalog.tables import FactsVersion
from planner.catalog.validate import check_facts, read_facts
from planner.errors import BadFacts, NoFacts
from planner.settings import Settings
from planner.store import engine_for, transaction

FACT_TABLES: tuple[type[SQLModel], ...] = (FactsVersion, *(table for table, _ in SHEETS.values()))
_ORDER = ("stations.csv", *(name for name in SHEETS if name != "stations.csv"))  # what others point at comes first


def load_facts(settings: Settings) -> str:
    """Check every file, then replace all facts in one transaction; returns the digest of what is loaded.

    Raises
    ------
    BadFacts
        With everything that is wrong; the database is as it was.
    """
    faults = check_facts(settings.data_dir, settings.region)
    if faults:
        raise BadFacts(faults)
    sheets = read_facts(settings.data_dir / settings.region)
    digest = data_digest(settings)
    SQLModel.metadata.create_all(engine_for(settings.database_url), tables=[_sql(table) for table in FACT_TABLES])
    with transaction(settings.database_url) as session:
        for name in reversed(_ORDER):
            session.execute(delete(SHEETS[name][0]))
        for name in _ORDER:
            session.execute(insert(SHEETS[name][0]), _records(name, sheets[name]))
        session.execute(delete(FactsVersion))
        session.add(FactsVersion(digest=digest, loaded_at=datetime.now(UTC).isoformat(timespec="seconds")))
    return digest


def load_if_changed(settings: Settings) -> str:
    """Load the facts unless the database holds just these; returns their digest."""
    digest = data_digest(settings)
    engine = engine_for(settings.database_url)
    if inspect(engine).has_table(str(FactsVersion.__tablename__)):
        with Session(engine) as session:
            try:
                if facts_digest(session) == digest:
                    return digest
            except NoFacts:
                pass
    return load_facts(settings)


def data_digest(settings: Settings) -> str:
    """A hash over the files of facts and rules, and over the shape of the tables they fill."""
    known = hashlib.sha256()
    folders = (settings.data_dir / settings.region, settings.data_dir / "rules")
    files: list[Path] = [path for folder in folders for path in sorted(folder.glob("*.*"))]
    for path in files:
        known.update(path.name.encode())
        known.update(path.read_bytes())
    for table in FACT_TABLES:
        known.update(repr(sorted(table.model_fields)).encode())
    return known.hexdigest()


def _records(name: str, sheet: Sheet) -> list[dict[str, Any]]:
    fields = SHEETS[name][0].model_fields
    rows = []
    for row in sheet.rows:
        record = {column: value for column, value in row.items() if column in fields}
        if "usable" in fields:
            record["usable"] = (
                row["confidence"] != "low" and row["position"] != "town" and row.get("serves_meals", True)
            )
        for what in ("arrive", "depart"):
            if f"{what}_day" in row:
                record[what] = None if row[what] is None else row[f"{what}_day"] * 1440 + row[what]
        if "at_s" in fields:
            record["at_s"] = row["day"] * 86_400 + row["at_s"]
        rows.append(record)
    return rows


def _sql(table: type[SQLModel]) -> Any:
    return table.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it


__all__ = ["FACT_TABLES", "check_facts", "data_digest", "load_facts", "load_if_changed"]
