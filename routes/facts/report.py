"""How good the facts are, as a page."""

from __future__ import annotations

from flask import render_template
from sqlmodel import Session

from planner.caching import memoize
from planner.catalog import Report, facts_digest, make_report, read_changes, read_fact_tables
from routes.facts.blueprint import bp
from routes.facts.present import TABLES, files, present
from routes.state import rules, session, settings


@bp.get("/")
def report() -> str:
    """Coverage by city, theme and column, confidence, age; open to everybody."""
    return render_template(
        "facts/report.html", report=_report(), themes=tuple(rules().themes), tables=TABLES, files=files()
    )


def _report() -> Report:
    with session() as db:
        return _report_of(db, facts_digest(db))


@memoize(key=lambda _db, digest: digest)
def _report_of(db: Session, _digest: str) -> Report:
    changes, facts = read_changes(db), present()
    files = read_fact_tables(settings().region_dir) if changes else facts
    return make_report(facts, files, changes, rules().themes)
