"""Small results made by hand, for tests of what happens to results; nothing here was planned."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from planner.itinerary.types import Day, Infeasible, Itinerary, Leg, Lunch, Proof, Rest, Spot, TripRequest, Visit
from planner.train.types import Call, Cruise, CruiseProof, CruiseRequest, Excursion, Passing, RunningError
from planner.violations import Checked

T = TypeVar("T")

HOTEL = Spot("hotel", "shenyang-h1", "和平旅馆", "Heping Hotel", 41.8, 123.4)
MUSEUM = Spot("place", "shenyang-museum", "工业博物馆", "Industry Museum", 41.79, 123.35)
STATION = Spot("station", "沈阳", "沈阳", "Shenyang", 41.79, 123.39)


def accepted(answer: Checked[T] | Infeasible) -> T:
    """The result of an answer that has to be feasible."""
    assert isinstance(answer, Checked), answer
    return answer.result


def make_request(**wishes: object) -> TripRequest:
    """One day of nostalgia from 沈阳, unless said otherwise."""
    usual = {"theme": "nostalgia", "home": "沈阳", "days": 1, "profile": "gentle", "start": date(2027, 5, 4)}
    return TripRequest(**{**usual, **wishes})  # type: ignore[arg-type]


def make_day(on: date, place: Spot = MUSEUM, hotel: Spot | None = None) -> Day:
    """A ride to one place, its visit, lunch, rest, and the ride back."""
    items = (
        Leg(540, 570, STATION, place, "ride", 6.0),
        Visit(570, 660, place, 900, 5, 110, 1, True),
        Lunch(670, 725, place),
        Rest(725, 785, place),
        Leg(800, 830, place, hotel or STATION, "ride", 6.0),
    )
    return Day(on, items, hotel, 900, 5, 110, 60)


def make_itinerary(request: TripRequest | None = None, digest: str = "facts-1", place: Spot = MUSEUM) -> Itinerary:
    """As many days as the request wants, every one alike, sleeping at HOTEL in between."""
    request = request or make_request()
    days = tuple(
        make_day(date.fromordinal(request.start.toordinal() + n), place, HOTEL if n < request.days - 1 else None)
        for n in range(request.days)
    )
    return Itinerary(request, days, Proof(10.0, 10.5, 0.05, False, 40, 12, 300, 0.5), digest)


def make_cruise_request(**wishes: object) -> CruiseRequest:
    """Two days from 沈阳, unless said otherwise."""
    usual = {"home": "沈阳", "days": 2, "theme": "nostalgia", "start": date(2027, 6, 1)}
    return CruiseRequest(**{**usual, **wishes})  # type: ignore[arg-type]


def make_cruise(request: CruiseRequest | None = None, digest: str = "facts-1") -> Cruise:
    """沈阳 in the evening, 丹东 by day, and back."""
    request = request or make_cruise_request()
    calls = (
        Call("沈阳", "沈阳", None, 1260, 0.0, "origin", "yes"),
        Call("丹东", "丹东", 1860, 2520, 277.0, "sight", None),
        Call("沈阳", "沈阳", 3120, None, 554.0, "end", "yes"),
    )
    passings = tuple(
        Passing(
            c.station,
            60 * (c.arrive or c.depart or 0),
            60 * (c.depart or c.arrive or 0),
            c.km,
            None if c.km == 0 else "沈丹线",
        )
        for c in calls
    )
    excursion = Excursion("丹东", make_day(date(2027, 6, 2)), 4.0)
    proof = CruiseProof(4.0, 4.0, 0.0, True, 0.2)
    return Cruise(
        request, request.start, calls, passings, (excursion,), proof, RunningError(100, 5.0, 20.0, 0.0), digest
    )
