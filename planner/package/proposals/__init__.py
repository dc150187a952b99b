"""Packages proposed for a group: economical, comfortable, premium; each a checked trip it can do."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.package.proposals.front import front_of, three_of
    from planner.package.proposals.search import propose
    from planner.package.proposals.types import (
        MOST_STARTS,
        PROPOSAL_REQUEST_JSON,
        PROPOSED_JSON,
        TIERS,
        Candidate,
        FoundPackages,
        Package,
        PackageFigures,
        ProposalRequest,
        Proposed,
        Ride,
        Tier,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "MOST_STARTS",
    "PROPOSAL_REQUEST_JSON",
    "PROPOSED_JSON",
    "TIERS",
    "Candidate",
    "FoundPackages",
    "Package",
    "PackageFigures",
    "ProposalRequest",
    "Proposed",
    "Ride",
    "Tier",
    "front_of",
    "propose",
    "three_of",
]
