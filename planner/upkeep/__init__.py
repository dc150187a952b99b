"""Keeping the facts good: samples checked by hand, and what they say of all facts."""

from planner.upkeep.audit import (
    VERDICTS,
    AuditedFact,
    AuditState,
    ErrorRate,
    audits,
    keep_sample,
    newest_rates,
    note_findings,
    read_sample,
    sample,
)
from planner.upkeep.audit_sheet import check_findings, read_sheet, write_sheet
from planner.upkeep.kinds import KINDS, KnownFact, known_facts
from planner.upkeep.words import NEVER_AUDITED, rate_sentence

__all__ = [
    "KINDS",
    "NEVER_AUDITED",
    "VERDICTS",
    "AuditState",
    "AuditedFact",
    "ErrorRate",
    "KnownFact",
    "audits",
    "check_findings",
    "keep_sample",
    "known_facts",
    "newest_rates",
    "note_findings",
    "rate_sentence",
    "read_sample",
    "read_sheet",
    "sample",
    "write_sheet",
]
