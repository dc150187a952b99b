"""What an agency sells: costs, rooms and staff for an itinerary and a group."""

from planner.package.group import MAX_FEN, Group, OwnPrices
from planner.package.offer import AgencyDuty, CostLine, Package
from planner.package.party import MAX_PEOPLE, Party, group_inputs, party_of
from planner.package.quote import quote

__all__ = [
    "MAX_FEN",
    "MAX_PEOPLE",
    "AgencyDuty",
    "CostLine",
    "Group",
    "OwnPrices",
    "Package",
    "Party",
    "group_inputs",
    "party_of",
    "quote",
]
