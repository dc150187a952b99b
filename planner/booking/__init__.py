"""Departures that are sold: offered to the public, booked without ever more people than places, paid and cancelled."""

from planner.booking.bookings import (
    all_bookings,
    book,
    cancel,
    confirm,
    contact_of,
    extend,
    settle_departure,
)
from planner.booking.capacity import BERTHS, ROOMS, STOCK, Limits, Shortage, Units, shortages, taken_by, unit_faults
from planner.booking.offers import (
    Occupancy,
    OfferDraft,
    close_offer,
    holding,
    load_offer,
    offer_of,
    open_offers,
    places_of,
    publish,
)
from planner.booking.payments import paid_fen, payments_of, record_payment
from planner.booking.people import forget_contacts, linked_bookings, plans_without
from planner.booking.records import HOLDING, Booker, Booking, DepartureOffer, Payment, PaymentKind
from planner.booking.terms import SaleTerms, due_fen, fee_fen, fee_percent, price_fen

__all__ = [
    "BERTHS",
    "HOLDING",
    "ROOMS",
    "STOCK",
    "Booker",
    "Booking",
    "DepartureOffer",
    "Limits",
    "Occupancy",
    "OfferDraft",
    "Payment",
    "PaymentKind",
    "SaleTerms",
    "Shortage",
    "Units",
    "all_bookings",
    "book",
    "cancel",
    "close_offer",
    "confirm",
    "contact_of",
    "due_fen",
    "extend",
    "fee_fen",
    "fee_percent",
    "forget_contacts",
    "holding",
    "linked_bookings",
    "load_offer",
    "offer_of",
    "open_offers",
    "paid_fen",
    "payments_of",
    "places_of",
    "plans_without",
    "price_fen",
    "publish",
    "record_payment",
    "settle_departure",
    "shortages",
    "taken_by",
    "unit_faults",
]
