"""A trip in figures, and when two trips are different enough to choose between."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog import Catalog, Place
from planner.itinerary.metrics.cost import party_fen, ticket_fen
from planner.itinerary.types import Itinerary, TripRequest

OTHER_SHARE = 0.5  # of the visits of the smaller trip are not in the other
LOWER_PACE = 0.75  # of the other's metres or visits on the fullest day
LOWER_COST = 0.7  # of the other's known tickets
LEAST_SAVING_FEN = 2_000  # a head: for less nobody goes elsewhere
SENIOR = 65  # the age tickets are counted at where no age is given


@dataclass(frozen=True)
class Figures:
    """What a trip asks of its people. `most_walk_m` and `most_visits` are those of the fullest day, `ride_min` is of
    all days; `tickets_fen` is what all `people` pay as far as known (at 65-69 where no age is given), `unpriced`
    counts the places without a known price."""

    visits: int
    most_visits: int
    most_walk_m: int
    ride_min: int
    hotels: int
    people: int
    tickets_fen: int
    unpriced: int


def figures(catalog: Catalog, itinerary: Itinerary) -> Figures:
    """The figures of a trip by the facts."""
    days, request = itinerary.days, itinerary.request
    places = [catalog.places[visit.place.id] for day in days for visit in day.visits]
    return Figures(
        visits=len(places),
        most_visits=max(len(day.visits) for day in days),
        most_walk_m=max(day.walk_m for day in days),
        ride_min=sum(day.ride_min for day in days),
        hotels=len({day.hotel.id for day in days if day.hotel}),
        people=request.people,
        tickets_fen=sum(party_tickets(place, request) for place in places),
        unpriced=sum(unpriced(place) for place in places),
    )


def other_places(one: Itinerary, other: Itinerary) -> bool:
    """Are half of the places of the smaller trip not in the other?"""
    places = seen(one), seen(other)
    return len(places[0] & places[1]) <= (1 - OTHER_SHARE) * min(map(len, places))


def differs(catalog: Catalog, one: Itinerary, other: Itinerary) -> bool:
    """Is it another trip: other places, a clearly easier pace, or clearly cheaper tickets?"""
    if other_places(one, other):
        return True
    a, b = figures(catalog, one), figures(catalog, other)
    slower = any(
        min(pair) <= LOWER_PACE * max(pair)
        for pair in ((a.most_walk_m, b.most_walk_m), (a.most_visits, b.most_visits))
        if max(pair)
    )
    return slower or clearly_cheaper(a, b) or clearly_cheaper(b, a)


def seen(itinerary: Itinerary) -> set[str]:
    """The ids of a trip's places."""
    return {visit.place.id for day in itinerary.days for visit in day.visits}


def clearly_cheaper(a: Figures, b: Figures) -> bool:
    """A sum so much lower that it matters, and not because more prices are unknown."""
    saved = b.tickets_fen - a.tickets_fen
    clearly = saved >= max((1 - LOWER_COST) * b.tickets_fen, LEAST_SAVING_FEN * a.people)
    return clearly and a.unpriced <= b.unpriced


def party_tickets(place: Place, request: TripRequest) -> int:
    """What the party pays at a place, in fen, at SENIOR years where no age is given; 0 if no price is known."""
    return party_fen(place, request.ages or (SENIOR,) * request.people, request.people)


def unpriced(place: Place) -> bool:
    """Is the price at 65-69 not known?"""
    return ticket_fen(place, "65")[0] is None
