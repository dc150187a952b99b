"""What an agency sells: the costs of a departure as a ledger, its price, and the offer made of both."""

from planner.package.check import check_ledger
from planner.package.coaches import usable_seats
from planner.package.costing import ledger_of
from planner.package.duties import AgencyDuty, duties_of
from planner.package.inputs import MAX_FEN, PER, SEATS, CostInputs, OwnLine, PriceEntry, cost_inputs
from planner.package.ledger import SECTIONS, SOURCES, CoachMix, CostLine, Factor, Ledger
from planner.package.party import MAX_PEOPLE, Party, group_inputs, group_of_party, party_of, party_of_list
from planner.package.pricing import (
    MODES,
    ROUNDINGS,
    Heads,
    Price,
    PriceTerms,
    SizeRow,
    break_even,
    price_of,
    price_terms,
    resized,
    sizes_of,
)

__all__ = [
    "MAX_FEN",
    "MAX_PEOPLE",
    "MODES",
    "PER",
    "ROUNDINGS",
    "SEATS",
    "SECTIONS",
    "SOURCES",
    "AgencyDuty",
    "CoachMix",
    "CostInputs",
    "CostLine",
    "Factor",
    "Heads",
    "Ledger",
    "OwnLine",
    "Party",
    "Price",
    "PriceEntry",
    "PriceTerms",
    "SizeRow",
    "break_even",
    "check_ledger",
    "cost_inputs",
    "duties_of",
    "group_inputs",
    "group_of_party",
    "ledger_of",
    "party_of",
    "party_of_list",
    "price_of",
    "price_terms",
    "resized",
    "sizes_of",
    "usable_seats",
]
