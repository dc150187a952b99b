"""Packages proposed for a group: what is asked, and the three to choose from. Data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter

from planner.itinerary.types import Itinerary, TripRequest
from planner.package.party import Party

Tier = Literal["economy", "comfort", "premium"]
TIERS: tuple[Tier, ...] = ("economy", "comfort", "premium")
Ride = Literal["train", "coach"]
MOST_STARTS = 3


@dataclass(frozen=True)
class ProposalRequest:
    """`wish` has the whole group in it; `starts` are tried in their order, the first one over all hotels. `costs` are
    the departure's inputs about costs: prices that are known count."""

    proposal: str  # the id under which the answer is kept
    wish: TripRequest
    starts: tuple[date, ...]
    party: Party
    costs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PackageFigures:
    """What packages are compared by. `worth` are points of what is seen and of the class of hotels; `met_min` is the
    effort of the whole trip."""

    worth: int
    met_min: int
    known_fen: int
    assumed_fen: int
    unpriced: tuple[str, ...] = ()

    @property
    def total_fen(self) -> int:
        return self.known_fen + self.assumed_fen


@dataclass(frozen=True)
class Candidate:
    """A trip that passed the checker, and its figures."""

    trip: Itinerary
    ride: Ride
    figures: PackageFigures


@dataclass(frozen=True)
class Package:
    """A candidate in its tier; `trip` is the id it is kept under."""

    tier: Tier
    trip: str
    ride: Ride
    start: date
    figures: PackageFigures


@dataclass(frozen=True)
class FoundPackages:
    """The candidates chosen, by tier, out of so many on the front; `tried` are the dates and rides looked at."""

    proposal: str
    chosen: tuple[tuple[Tier, Candidate], ...]
    front: int
    tried: tuple[tuple[date, Ride], ...]


@dataclass(frozen=True)
class Proposed:
    """What is kept of the answer."""

    packages: tuple[Package, ...]
    front: int
    tried: tuple[tuple[date, Ride], ...]
    people: int


PROPOSAL_REQUEST_JSON: TypeAdapter[ProposalRequest] = TypeAdapter(ProposalRequest)
PROPOSED_JSON: TypeAdapter[Proposed] = TypeAdapter(Proposed)
