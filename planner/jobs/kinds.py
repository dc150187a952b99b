"""What can be asked for, by name: how its request reads, how it is computed and checked, where it is kept.

Solvers are imported when the first job needs them, so that the site starts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from planner.catalog.queries import read_catalog, read_rail
from planner.clock import today
from planner.itinerary.request import TripRequest
from planner.itinerary.result import Conflict
from planner.jobs.records import enqueue
from planner.rules import load_rules
from planner.saved import CRUISE_REQUEST_JSON, TRIP_REQUEST_JSON, save_itinerary, save_train
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.train.request import CruiseRequest
from planner.train.timetable import Cruise
from planner.violations import Violation


@dataclass(frozen=True)
class Checked:
    """A result and what its checker says of it."""

    result: Any
    violations: tuple[Violation, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of job. `save` is called as (session, result, violations, showcase) and returns the saved id."""

    request: TypeAdapter[Any]
    compute: Callable[[Settings, Any, SolveOptions], Checked | Conflict]
    save: Callable[[Session, Any, tuple[Violation, ...], str | None], str]


def compute_trip(settings: Settings, request: TripRequest, options: SolveOptions) -> Checked | Conflict:
    """Plan a trip on the facts as they are now, and have it checked."""
    from planner.itinerary.check import check_itinerary
    from planner.itinerary.plan import answer_wish

    with transaction(settings.database_url) as session:
        catalog, rail = read_catalog(session), read_rail(session)
    rules = load_rules(settings.data_dir)
    answer = answer_wish(catalog, rail, rules, request, options, today())
    if isinstance(answer, Conflict):
        return answer
    _, found = answer
    return Checked(found, check_itinerary(catalog, rail, rules, found))


def compute_train(settings: Settings, request: CruiseRequest, options: SolveOptions) -> Checked | Conflict:
    """Plan a silver train on the facts as they are now, and have it checked."""
    from planner.train.check import check_cruise
    from planner.train.plan import plan_cruise

    with transaction(settings.database_url) as session:
        catalog, rail = read_catalog(session), read_rail(session)
    rules = load_rules(settings.data_dir)
    answer = plan_cruise(catalog, rail, rules, request, options, today())
    if isinstance(answer, Cruise):
        return Checked(answer, check_cruise(catalog, rail, rules, answer))
    return answer


KINDS: Mapping[str, Kind] = {
    "trip": Kind(TRIP_REQUEST_JSON, compute_trip, save_itinerary),
    "train": Kind(CRUISE_REQUEST_JSON, compute_train, save_train),
}


def submit(session: Session, kind: str, request: TripRequest | CruiseRequest) -> str:
    """Queue a request of kind "trip" or "train"; the id of its job, shared with the same pending request.

    `Runner.wake()` after the commit has it begun at once.
    """
    return enqueue(session, kind, KINDS[kind].request.dump_json(request).decode())
