"""How good the facts are, as a page."""

from __future__ import annotations

from flask import render_template

from planner.catalog import THEMES, Report, make_report, read_changes, read_fact_tables
from routes.facts import bp
from routes.facts.present import TABLES, files, present
from routes.state import session, settings

_reports: dict[str, Report] = {}


@bp.get("/")
def report() -> str:
    """Coverage by city, theme and column, confidence, age; open to everybody."""
    return render_template("facts/report.html", report=_report(), themes=THEMES, tables=TABLES, files=files())


def _report() -> Report:
    """Made once for each state of the facts."""
    facts, _noted = present()
    mark = str(id(facts))
    if mark not in _reports:
        with session() as db:
            changes = read_changes(db)
        own = settings()
        _reports.clear()
        _reports[mark] = make_report(facts, read_fact_tables(own.data_dir / own.region), changes)
    return _reports[mark]
