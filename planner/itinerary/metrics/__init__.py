"""What a finished itinerary costs and asks for, and how two compare."""

from planner.itinerary.metrics.admission import Admission, admissions, law_for
from planner.itinerary.metrics.comparison import (
    LEAST_SAVING_FEN,
    LOWER_COST,
    LOWER_PACE,
    clearly_cheaper,
    differs,
    figures,
    other_places,
    party_tickets,
    seen,
    unpriced,
)
from planner.itinerary.metrics.contacts import Contact, contacts
from planner.itinerary.metrics.cost import BANDS, TicketCost, band_of, party_fen, ticket_costs, ticket_fen
from planner.itinerary.metrics.day_words import booking_words, far_words, leisure_words
from planner.itinerary.metrics.effort import Effort, day_effort, hardest
from planner.itinerary.metrics.shown import (
    is_in_waiting_room,
    is_rest_day,
    lunch_is_at_home,
    lunch_left_open,
    shown_times,
)
from planner.itinerary.metrics.summary import day_lines, summary
from planner.itinerary.metrics.why_included import why_chosen

__all__ = [
    "BANDS",
    "LEAST_SAVING_FEN",
    "LOWER_COST",
    "LOWER_PACE",
    "Admission",
    "Contact",
    "Effort",
    "TicketCost",
    "admissions",
    "band_of",
    "booking_words",
    "clearly_cheaper",
    "contacts",
    "day_effort",
    "day_lines",
    "differs",
    "far_words",
    "figures",
    "hardest",
    "is_in_waiting_room",
    "is_rest_day",
    "law_for",
    "leisure_words",
    "lunch_is_at_home",
    "lunch_left_open",
    "other_places",
    "party_fen",
    "party_tickets",
    "seen",
    "shown_times",
    "summary",
    "ticket_costs",
    "ticket_fen",
    "unpriced",
    "why_chosen",
]
