"""A region's samples: drawn from the facts as they are, taken back whole or not at all, and what they found.

Beside those of the database stand the filled-in sheets that come with the facts, in the region's folder `audits`.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlmodel import Session

from planner.catalog import facts_digest, present_facts
from planner.clock import today
from planner.settings import Settings
from planner.text import decode
from planner.upkeep.audit import (
    AuditedFact,
    AuditState,
    ErrorRate,
    audit_states,
    keep_sample,
    newest_rates,
    note_findings,
    read_sample,
    sample,
)
from planner.upkeep.audit_sheet import check_findings, read_sheet, shown
from planner.upkeep.kinds import known_facts

FOLDER = "audits"  # of sheets named by the day of their check, 2026-11-30.csv; beside one, .toml: how it was checked


def draw_audit(session: Session, settings: Settings, size: int, seed: int) -> str:
    """Draw a sample of the facts as they are and keep it; its name."""
    facts = present_facts(session, settings)
    return keep_sample(session, sample(known_facts(facts), size, seed), facts_digest(session), seed, today())


def audit_cells(session: Session, settings: Settings, audit: str) -> Sequence[AuditedFact]:
    """The cells of a sample in order; raises Unknown if there is no such sample."""
    return read_sample(session, audit, past_audits(settings.region_dir))


def enter_audit(session: Session, settings: Settings, content: bytes, who: str) -> tuple[str, int]:
    """Take a filled-in sheet back, all or nothing; the sample's name and how many of its cells are checked in it.

    Raises
    ------
    BadFile, Unknown
        With everything that is wrong, by row; if there is no such sample.
    """
    name, findings = read_sheet(content, today())
    past = past_audits(settings.region_dir)
    check_findings(read_sample(session, name, past), findings)
    return name, note_findings(session, name, findings, who, past)


def all_audits(session: Session, settings: Settings) -> list[AuditState]:
    """All samples, the newest first."""
    return audit_states(session, past_audits(settings.region_dir))


def error_rates(session: Session, settings: Settings) -> tuple[ErrorRate, ...]:
    """What the newest sample of each kind of facts found."""
    return newest_rates(session, past_audits(settings.region_dir))


def how_checked(settings: Settings, rates: Iterable[ErrorRate], language: str) -> list[str]:
    """What is to be said of how the samples behind these rates were checked, where a sheet brings such a remark."""
    days = {rate.last_on for rate in rates}
    remarks = sorted((settings.region_dir / FOLDER).glob("*.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8"))[language] for path in remarks if path.stem in days]


def past_audits(region_dir: Path) -> dict[str, list[AuditedFact]]:
    """The cells of each sample that comes with the facts, by its name; raises BadFile for what is wrong in a sheet."""
    return dict(_read(path) for path in sorted((region_dir / FOLDER).glob("*.csv")))


def _read(path: Path) -> tuple[str, list[AuditedFact]]:
    content = path.read_bytes()
    name, findings = read_sheet(content, today())
    found = {finding.number: finding for finding in findings}
    cells = []
    for row in csv.DictReader(io.StringIO(decode(content)[0])):
        cell = AuditedFact(
            audit=name, number=int(row["number"]), drawn_on=path.stem, digest="", kind=row["kind"], file=row["file"],
            row=row["row"], name=row["name"], column=row["column"], value=shown(row["value"]), source=row["source"],
            basis="", as_of=int(row["as_of"]) if row["as_of"] else None,
        )  # fmt: skip
        if finding := found.get(cell.number):
            cell.verdict, cell.right_value = finding.verdict, finding.right_value
            cell.checked_with, cell.checked_on = finding.checked_with, finding.checked_on
        cells.append(cell)
    return name, cells
