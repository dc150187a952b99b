"""The job that finds packages for a departure's group, and keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from planner.accounts import SITE
from planner.facts import read_facts
from planner.itinerary.types import Infeasible
from planner.package.proposals import FoundPackages, Package, ProposalRequest, Proposed
from planner.saved import keep_proposed, save_itinerary
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.violations import Checked, Violation


@dataclass(frozen=True)
class PackagesFound:
    """Packages for a group, still to be saved."""

    request: ProposalRequest
    found: FoundPackages


def compute_packages(
    settings: Settings, request: ProposalRequest, options: SolveOptions
) -> Checked[PackagesFound] | Infeasible:
    """Find packages for a group on the facts as they are now."""
    from planner.package.proposals import propose

    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
    answer = propose(facts, request, options)
    return answer if isinstance(answer, Infeasible) else Checked(PackagesFound(request, answer.result))


def save_packages(
    session: Session,
    answer: PackagesFound,
    _: tuple[Violation, ...],
    _featured: str | None = None,
    holder: str = SITE,
) -> str:
    """Keep the trips and what they were chosen by; the proposal's id. Each trip was checked when it was found."""
    packages = tuple(
        Package(
            tier,
            save_itinerary(session, each.trip, (), holder=holder),
            each.ride,
            each.trip.request.start,
            each.figures,
        )
        for tier, each in answer.found.chosen
    )
    kept = Proposed(packages, answer.found.front, answer.found.tried, answer.request.party.people)
    keep_proposed(session, answer.request.proposal, kept)
    return answer.request.proposal
