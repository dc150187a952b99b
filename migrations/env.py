"""How Alembic meets our tables: one database address, batch mode for SQLite, facts left out.

Importing the modules of what is kept brings in their tables, those of planner.saved too.
"""

from typing import Any

from alembic import context

from planner.accounts import audit as audit_log
from planner.accounts import invitations, repeats, request_counts, sessions, tokens
from planner.catalog import changes
from planner.catalog.tables import METADATA as FACTS
from planner.jobs.records import Job
from planner.product import published, shares
from planner.saved import departures, quotes, scenarios, stays, suppliers, travellers
from planner.settings import Settings
from planner.sharing import enquiries, family
from planner.store import engine_for
from planner.upkeep import audit, calls, demand, notes, photos

KEPT = (
    Job,
    family.FamilyLink,
    enquiries.Enquiry,
    invitations.Invitation,
    sessions.MemberSession,
    tokens.ApiToken,
    audit_log.AuditEntry,
    repeats.AnsweredRequest,
    request_counts.RequestCount,
    changes.FactChange,
    changes.FactDraft,
    scenarios.SavedScenario,
    stays.SavedStay,
    departures.Departure,
    travellers.DepartureTraveller,
    suppliers.SupplierTerm,
    quotes.SavedQuote,
    published.PublishedTrain,
    shares.TrainShare,
    audit.AuditedFact,
    demand.FactDemand,
    calls.FactCall,
    notes.FactNote,
    photos.Photo,
)


def leave_out_facts(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Facts are created and filled by `planner.catalog.load`."""
    return kind != "table" or name not in FACTS.tables


database_url = context.config.attributes.get("database_url") or Settings().database_url
with engine_for(database_url).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=KEPT[0].metadata,
        include_object=leave_out_facts,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()
