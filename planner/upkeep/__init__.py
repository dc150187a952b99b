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
from planner.upkeep.freshness import age_months, is_stale, stale_facts, stale_kinds
from planner.upkeep.kinds import KIND_OF, KINDS, KnownFact, known_facts
from planner.upkeep.words import NEVER_AUDITED, rate_sentence

__all__ = [
    "KINDS",
    "KIND_OF",
    "NEVER_AUDITED",
    "VERDICTS",
    "AuditState",
    "AuditedFact",
    "ErrorRate",
    "KnownFact",
    "age_months",
    "audits",
    "check_findings",
    "is_stale",
    "keep_sample",
    "known_facts",
    "newest_rates",
    "note_findings",
    "rate_sentence",
    "read_sample",
    "read_sheet",
    "sample",
    "stale_facts",
    "stale_kinds",
    "write_sheet",
]
