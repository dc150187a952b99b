"""The types of jobs, by name: how a request is read and computed, and where its result is saved.

Solvers are imported when the first job needs them, so that the site starts at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from planner.accounts import SITE
from planner.catalog import facts_digest
from planner.facts import read_facts
from planner.itinerary.types import Change, Edit, Infeasible, Insights, Itinerary, Moment, Other, Reason, TripRequest
from planner.jobs.deliveries import DELIVER, compute_delivery, save_attempt
from planner.jobs.packages import compute_packages, save_packages
from planner.jobs.records import Job, enqueue
from planner.jobs.sweeps import SWEEP_WISH_JSON, compute_sweep, save_sweep
from planner.package.proposals import PROPOSAL_REQUEST_JSON
from planner.saved import (
    CRUISE_REQUEST_JSON,
    TRIP_REQUEST_JSON,
    SavedTrain,
    StateOfTrip,
    load_itinerary,
    load_saved,
    load_train,
    save_insights,
    save_itinerary,
    save_others,
    save_several,
    save_train,
)
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.train.multi import Several, SeveralRequest
from planner.train.types import Cruise, CruiseRequest
from planner.violations import Checked, Violation

if TYPE_CHECKING:
    from planner.itinerary.explain import UnsavedInsights
    from planner.train.cruise import CheckedAlternative

OTHER_TRAINS = 2  # alternatives looked for to one
OPENED = 1  # priority of the insights into a ready-made trip that somebody opens


@dataclass(frozen=True)
class JobType:
    """How jobs of one kind are read, computed and saved.

    `request` reads and writes the request as JSON. `compute` plans; its result is checked. `save` is called as
    (session, result, violations, featured, holder) and returns the saved id, in one transaction with the end of the
    job. A job of the kind `then` follows, whose request is that id.
    """

    request: TypeAdapter[Any]
    compute: Callable[[Settings, Any, SolveOptions], Checked[Any] | Infeasible]
    save: Callable[[Session, Any, tuple[Violation, ...], str | None, str], str]
    then: str | None = None


def compute_trip(settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Itinerary] | Infeasible:
    """Plan a trip on the facts as they are now."""
    from planner.itinerary.planning import plan_or_explain

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
    return plan_or_explain(facts, request, options)


@dataclass(frozen=True)
class ChangeRequest:
    """Changes to the trip saved under that id; with `since`, only to what lies ahead from then on."""

    trip: str
    edits: tuple[Edit, ...]
    since: Moment | None = None


@dataclass(frozen=True)
class Changed:
    """A changed trip, and how it came to be."""

    itinerary: Itinerary
    change: Change


@dataclass(frozen=True)
class InsightsFound:
    """Insights into the trip with that id, still to be saved."""

    trip: str
    found: UnsavedInsights


@dataclass(frozen=True)
class OthersFound:
    """Alternatives to the train with that id."""

    train: str
    others: tuple[CheckedAlternative, ...]


@dataclass(frozen=True)
class SeveralWish:
    """New trains to be inserted at once, and what was typed to ask for them."""

    asked: SeveralRequest
    texts: dict[str, str]


@dataclass(frozen=True)
class SeveralFound:
    """What came of it."""

    found: Several
    texts: dict[str, str]
    facts_digest: str


SEVERAL_WISH_JSON: TypeAdapter[SeveralWish] = TypeAdapter(SeveralWish)
CHANGE_REQUEST_JSON: TypeAdapter[ChangeRequest] = TypeAdapter(ChangeRequest)


def compute_change(settings: Settings, request: ChangeRequest, options: SolveOptions) -> Checked[Changed] | Infeasible:
    """Change a saved trip on the facts as they are now."""
    from planner.itinerary.replanning import difference, effects_of, replan, replan_from

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
        before = load_itinerary(session, request.trip)
    if request.since is None:
        answer = replan(facts, before, request.edits, options)
    else:
        answer = replan_from(facts, before, request.since, request.edits, options)
    if isinstance(answer, Infeasible):
        return answer
    found = effects_of(facts.catalog, before, answer.result, request.edits)
    told = difference(before, answer.result)
    change = Change(request.trip, request.edits, told, request.since, found.idle, found.rest)
    return Checked(Changed(answer.result, change), answer.violations)


def save_change(
    session: Session,
    changed: Changed,
    violations: tuple[Violation, ...],
    _featured: str | None = None,
    holder: str = SITE,
) -> str:
    """Keep the changed trip beside the one it came from; its id."""
    return save_itinerary(session, changed.itinerary, violations, holder=holder, change=changed.change)


def compute_insights(settings: Settings, trip: str, options: SolveOptions) -> Checked[InsightsFound] | Infeasible:
    """Find the insights into a saved trip: what is left out, rainy days, other trips, what wishes cost."""
    from planner.itinerary.columns import pool_around
    from planner.itinerary.explain import find_insights

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
        saved = load_saved(session, trip)
    itinerary = saved.itinerary()
    if itinerary.facts_digest != facts.catalog.digest:
        return Infeasible((Reason("other_facts"),))
    pool = pool_around(facts, itinerary, options)
    if isinstance(pool, Infeasible):
        return pool
    return Checked(InsightsFound(trip, find_insights(pool, itinerary, options, best=saved.changed() is None)), ())


def save_found_insights(
    session: Session,
    answer: InsightsFound,
    violations: tuple[Violation, ...],
    _featured: str | None,
    holder: str = SITE,
) -> str:
    """Keep the insights into a trip, and the other trips; the trip's id. The others were checked when found."""
    found = answer.found
    others = tuple(
        Other(save_itinerary(session, trip, violations, holder=holder), reason) for trip, reason in found.others
    )
    save_insights(session, answer.trip, Insights(found.left_out, found.rain, others, found.gains))
    return answer.trip


def compute_train(settings: Settings, request: CruiseRequest, options: SolveOptions) -> Checked[Cruise] | Infeasible:
    """Plan a silver train on the facts as they are now."""
    from planner.train.cruise import plan_cruise

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
    return plan_cruise(facts, request, options)


def compute_others(settings: Settings, train: str, options: SolveOptions) -> Checked[OthersFound] | Infeasible:
    """Other silver trains for the wish of a saved one."""
    from planner.train.cruise import plan_cruises

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
        saved = load_train(session, train)
    if saved.facts_digest != facts.rail.digest:
        return Infeasible((Reason("other_facts"),))
    answer = plan_cruises(facts, saved.request, options, OTHER_TRAINS)
    return answer if isinstance(answer, Infeasible) else Checked(OthersFound(train, answer.alternatives))


def save_found_others(
    session: Session,
    found: OthersFound,
    _: tuple[Violation, ...],
    _featured: str | None = None,
    holder: str = SITE,
) -> str:
    """Save the other trains, and with the first which they are; its id."""
    kept = [
        Other(save_train(session, each.train.result, each.train.violations, holder=holder), each.reason)
        for each in found.others
    ]
    save_others(session, found.train, kept)
    return found.train


def compute_several(settings: Settings, wish: SeveralWish, options: SolveOptions) -> Checked[SeveralFound]:
    """Insert several trains among the facts as they are now; whatever is found has passed the checker."""
    from planner.train.multi import insert_several

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
    found = insert_several(facts, wish.asked, options)
    return Checked(SeveralFound(found, wish.texts, facts.rail.digest), ())


def save_found(
    session: Session,
    several: SeveralFound,
    _: tuple[Violation, ...],
    _featured: str | None = None,
    holder: str = SITE,
) -> str:
    """Keep the trains; their id."""
    return save_several(session, several.found, several.texts, several.facts_digest, holder)


JOB_TYPES: Mapping[str, JobType] = {  # a new type is an entry here; kinds are kept in the records of jobs
    "trip": JobType(TRIP_REQUEST_JSON, compute_trip, save_itinerary, then="beside"),
    "change": JobType(CHANGE_REQUEST_JSON, compute_change, save_change, then="beside"),
    "beside": JobType(TypeAdapter(str), compute_insights, save_found_insights),
    "train": JobType(CRUISE_REQUEST_JSON, compute_train, save_train, then="others"),
    "others": JobType(TypeAdapter(str), compute_others, save_found_others),
    "several": JobType(SEVERAL_WISH_JSON, compute_several, save_found),
    "sweep": JobType(SWEEP_WISH_JSON, compute_sweep, save_sweep),
    "packages": JobType(PROPOSAL_REQUEST_JSON, compute_packages, save_packages),
    DELIVER: JobType(TypeAdapter(str), compute_delivery, save_attempt),
}


def submit(session: Session, kind: str, request: object, owner: str = "", holder: str = SITE) -> str:
    """Queue a request as its type in `JOB_TYPES` reads it; its job's id, shared with the same pending one of that
    holder, who will have the result. Owners take turns.

    `JobEngine.wake()` after the commit has it begun at once.
    """
    return enqueue(session, kind, JOB_TYPES[kind].request.dump_json(request).decode(), owner=owner, holder=holder)


def submit_others(session: Session, saved: SavedTrain) -> str:
    """Queue the search for alternatives to a saved train, for its holder; its job's id."""
    return enqueue(session, "others", json.dumps(saved.id), priority=OPENED, holder=saved.holder)


def submit_insights(session: Session, saved: StateOfTrip) -> bool:
    """Queue the insights into a ready-made trip, unless they are known or queued, or the trip rests on other facts;
    whether they were queued now."""
    if saved.featured is None or saved.explained or saved.facts_digest != facts_digest(session):
        return False
    payload = json.dumps(saved.id)
    since = col(Job.submitted_at) >= saved.created_at
    if session.exec(select(Job.id).where(Job.kind == "beside", Job.payload == payload, since).limit(1)).first():
        return False
    enqueue(session, "beside", payload, saved.featured, OPENED)
    return True
