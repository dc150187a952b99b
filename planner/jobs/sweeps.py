"""The job that searches a grid of paths for a project, and its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlmodel import Field, Session, Text

from planner.accounts import SITE, Held, new_id
from planner.errors import Unknown
from planner.exchange.railways import railway_facts
from planner.facts import read_facts
from planner.saved import load_saved_railway
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.train.insertion import SWEEP_JSON, Sweep, SweepRequest, sweep
from planner.violations import Checked, Violation


@dataclass(frozen=True)
class SweepWish:
    """A grid for a project on a railway ("" the region's), with the ways as they were typed."""

    project: str
    railway: str
    request: SweepRequest
    typed: tuple[str, ...]


@dataclass(frozen=True)
class SweepFound:
    """What came of it, on which facts."""

    wish: SweepWish
    found: Sweep
    facts_digest: str


SWEEP_WISH_JSON: TypeAdapter[SweepWish] = TypeAdapter(SweepWish)


class SavedSweep(Held, table=True):
    """A grid of paths: `wish` is SWEEP_WISH_JSON, `found` SWEEP_JSON."""

    __tablename__ = "saved_sweep"

    id: str = Field(primary_key=True)
    created_at: datetime = Field(index=True)
    facts_digest: str
    wish: str = Field(sa_type=Text)
    found: str = Field(sa_type=Text)


def compute_sweep(settings: Settings, wish: SweepWish, options: SolveOptions) -> Checked[SweepFound]:
    """Search all paths on the facts as they are now."""
    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
        if wish.railway:
            facts = railway_facts(load_saved_railway(session, wish.railway).railway(), facts.rules, facts.today)
    return Checked(SweepFound(wish, sweep(facts, wish.request, options), facts.rail.digest), ())


def save_sweep(
    session: Session,
    answer: SweepFound,
    _: tuple[Violation, ...],
    _featured: str | None = None,
    holder: str = SITE,
) -> str:
    """Keep the grid; its id."""
    row = SavedSweep(
        id=new_id(),
        created_at=datetime.now(UTC),
        facts_digest=answer.facts_digest,
        holder=holder,
        wish=SWEEP_WISH_JSON.dump_json(answer.wish).decode(),
        found=SWEEP_JSON.dump_json(answer.found).decode(),
    )
    session.add(row)
    return row.id


def load_sweep(session: Session, sweep_id: str) -> tuple[SweepWish, Sweep]:
    """The grid with that id; raises Unknown."""
    row = session.get(SavedSweep, sweep_id)
    if row is None:
        raise Unknown("train", sweep_id)
    return SWEEP_WISH_JSON.validate_json(row.wish), SWEEP_JSON.validate_json(row.found)
