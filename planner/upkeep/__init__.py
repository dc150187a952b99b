"""Keeping the facts good: samples checked by hand, old news, and the calls that would improve the most plans."""

from planner.upkeep.audit import VERDICTS, AuditedFact, AuditState, ErrorRate
from planner.upkeep.audit_sheet import write_sheet
from planner.upkeep.audits import (
    all_audits,
    audit_cells,
    draw_audit,
    enter_audit,
    error_rates,
    how_checked,
    past_audits,
)
from planner.upkeep.calls import Answers, CallWanted, best_calls, note_call
from planner.upkeep.demand import Demand, drawn_requests, keep_demand, measure
from planner.upkeep.freshness import age_months, is_stale, stale_facts, stale_kinds
from planner.upkeep.kinds import KIND_OF, KINDS, KnownFact, known_facts
from planner.upkeep.notes import (
    HOW,
    TOPICS,
    accept_note,
    confirm,
    correctable,
    decline_note,
    new_note,
    notes_waiting,
    send_note,
    unconfirmed,
    waiting_note,
)
from planner.upkeep.notes import LONGEST as LONGEST_NOTE
from planner.upkeep.photos import (
    LICENCES,
    PERIODS,
    Photo,
    all_photos,
    files_of_photos,
    keep_photos,
    photo_of,
    photos_of,
    remove_photo,
    state_of_photos,
)
from planner.upkeep.photos import read_folder as read_photos
from planner.upkeep.questions import QUESTIONS, asked_cells, asked_columns, row_named
from planner.upkeep.words import NEVER_AUDITED, rate_sentence

__all__ = [
    "HOW",
    "KINDS",
    "KIND_OF",
    "LICENCES",
    "LONGEST_NOTE",
    "NEVER_AUDITED",
    "PERIODS",
    "QUESTIONS",
    "TOPICS",
    "VERDICTS",
    "Answers",
    "AuditState",
    "AuditedFact",
    "CallWanted",
    "Demand",
    "ErrorRate",
    "KnownFact",
    "Photo",
    "accept_note",
    "age_months",
    "all_audits",
    "all_photos",
    "asked_cells",
    "asked_columns",
    "audit_cells",
    "best_calls",
    "confirm",
    "correctable",
    "decline_note",
    "draw_audit",
    "drawn_requests",
    "enter_audit",
    "error_rates",
    "files_of_photos",
    "how_checked",
    "is_stale",
    "keep_demand",
    "keep_photos",
    "known_facts",
    "measure",
    "new_note",
    "note_call",
    "notes_waiting",
    "past_audits",
    "photo_of",
    "photos_of",
    "rate_sentence",
    "read_photos",
    "remove_photo",
    "row_named",
    "send_note",
    "stale_facts",
    "stale_kinds",
    "state_of_photos",
    "unconfirmed",
    "waiting_note",
    "write_sheet",
]
