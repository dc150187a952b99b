"""A departure as its pages have it, and what a step of it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session

from planner.errors import NoDataKey, Unknown
from planner.facts import Facts
from planner.group import TravelGroup
from planner.itinerary.check import check_itinerary
from planner.itinerary.types import Itinerary
from planner.package import Party, group_of_party, party_of, party_of_list
from planner.product import TakenTrain
from planner.saved import DepartureFile, Seal, has_travellers, load_departure, load_itinerary, load_travellers, moved
from planner.violations import Violation
from routes.agency.train import open_train, trip_of, with_train
from routes.state import facts_today, session, settings
from routes.visitor import visitor

Plan = TypeVar("Plan")


@dataclass(frozen=True)
class Desk:
    """A departure's file, its trip moved to the departure's dates, and the facts of today.

    `typed` and `errors` are what somebody has just sent and what is to be mended in it, by name of the input.
    """

    file: DepartureFile
    trip: Itinerary | None
    party: Party | None
    facts: Facts
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    group: TravelGroup = field(default_factory=TravelGroup)
    locked: bool = False  # there is a name list that cannot be opened with the key of this site
    train: TakenTrain | None = None  # the published train it goes by: its trip then are days with nothing planned

    def __getitem__(self, name: str) -> Any:
        """An input; None where there is none."""
        return self.file.inputs.get(name)

    @property
    def people(self) -> TravelGroup:
        """The list; of numbers alone, nameless people, the mobilities its trip was planned for among them."""
        if self.group.guests or self.party is None:
            return self.group
        wish = self.trip.request if self.trip and not self.train else None
        return group_of_party(self.party, (wish.profile, *wish.companions) if wish else ())


@dataclass(frozen=True)
class StepAnswers:
    """What was sent to a step, read: inputs to change (None: to take out), and sentences on what to mend."""

    changes: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DeskStep:
    """A page of a departure.

    `name` stands in its address, `label` (to be translated) in the list of steps; `state` says in a few words how far
    it is. `context` is what its template gets, `read` makes inputs of the fields that were sent: of those alone, so
    that a single field can be saved by itself. `fits`: has the departure that step?
    """

    name: str
    label: str
    template: str
    context: Callable[[Desk], dict[str, Any]]
    read: Callable[[Desk, Mapping[str, str]], StepAnswers]
    state: Callable[[Desk], str]
    input_name: Callable[[Desk, str], str] = lambda _desk, name: name  # what people call an input
    fits: Callable[[Desk], bool] = lambda _desk: True


def plan_in(desk: Desk, name: str, shape: TypeAdapter[Plan]) -> Plan | None:
    """A plan among the inputs; None if there is none, or it is of another shape than plans have now."""
    try:
        return None if desk[name] is None else shape.validate_python(desk[name])
    except ValidationError:
        return None


def open_desk(departure_id: str) -> Desk:
    """The reader's departure with that id; raises Unknown."""
    with session() as db:
        file = load_departure(db, departure_id, visitor())
        train, trip = open_train(db, departure_id), None
        if train is not None:
            file, trip = with_train(file, train), trip_of(train)
        elif (trip_id := file.inputs.get("trip.id")) is not None:
            try:
                trip = moved(load_itinerary(db, trip_id), file.inputs.get("start"))
            except Unknown:
                trip = None
        group, locked = _people(db, departure_id)
    party = party_of_list(group, file.inputs) if group.guests else party_of(file.inputs)
    return Desk(file, trip, party, facts_today(), group=group, locked=locked, train=train.taken if train else None)


def trip_violations(desk: Desk) -> tuple[Violation, ...]:
    """What is wrong with the trip on the departure's dates; of a train's days nothing is known that could be wrong."""
    return () if desk.trip is None or desk.train is not None else check_itinerary(desk.facts, desk.trip)


def _people(db: Session, departure_id: str) -> tuple[TravelGroup, bool]:
    if not has_travellers(db, departure_id):
        return TravelGroup(), False
    try:
        return load_travellers(db, departure_id, Seal(settings(), make=False)), False
    except NoDataKey:
        return TravelGroup(), True
