"""Keeping the facts good: samples checked by hand, old news, and the calls that would improve the most plans."""

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
from planner.upkeep.calls import Answers, CallWanted, call_sheet, called_of_late, note_call
from planner.upkeep.demand import Demand, drawn_requests, keep_demand, measure, read_demand
from planner.upkeep.freshness import age_months, is_stale, stale_facts, stale_kinds
from planner.upkeep.kinds import KIND_OF, KINDS, KnownFact, known_facts
from planner.upkeep.questions import QUESTIONS, asked_cells, row_named
from planner.upkeep.words import NEVER_AUDITED, rate_sentence

__all__ = [
    "KINDS",
    "KIND_OF",
    "NEVER_AUDITED",
    "QUESTIONS",
    "VERDICTS",
    "Answers",
    "AuditState",
    "AuditedFact",
    "CallWanted",
    "Demand",
    "ErrorRate",
    "KnownFact",
    "age_months",
    "asked_cells",
    "audits",
    "call_sheet",
    "called_of_late",
    "check_findings",
    "drawn_requests",
    "is_stale",
    "keep_demand",
    "keep_sample",
    "known_facts",
    "measure",
    "newest_rates",
    "note_call",
    "note_findings",
    "rate_sentence",
    "read_demand",
    "read_sample",
    "read_sheet",
    "row_named",
    "sample",
    "stale_facts",
    "stale_kinds",
    "write_sheet",
]
