"""Small results made by hand, for tests of what happens to results; nothing here was planned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from planner.itinerary.types import Day, Infeasible, Itinerary, Leg, Lunch, Proof, Rest, Spot, TripRequest, Visit
from planner.stay import HospitalNear, MonthWeather, Stay, StayBase, StayDay, StayProof, StayRequest
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


def make_stay_request(**wishes: object) -> StayRequest:
    """A week from 沈阳, unless said otherwise."""
    usual = {"home": "沈阳", "nights": 7, "start": date(2027, 5, 4), "profile": "gentle"}
    return StayRequest(**{**usual, **wishes})  # type: ignore[arg-type]


def make_stay(request: StayRequest | None = None, digest: str = "facts-1") -> Stay:
    """As many nights as the request wants at HOTEL, with an outing to the museum on the third day."""
    request = request or make_stay_request()
    days = [request.start + timedelta(number) for number in range(request.nights + 1)]
    hospital = HospitalNear("h1", "医院", "Hospital", "三级甲等", 2.5, False, "024-1234567")
    weather = (MonthWeather(request.start.month, 20, 9, "从前的城", 12, "https://example.org"),)
    base = StayBase(
        HOTEL, "沈阳", days[0], days[-1], request.nights, "hotel", None, None, "unknown", hospital, (), weather,
        ("park",), ("price", "kitchen"),
    )  # fmt: skip
    use = {0: "move", 2: "outing", request.nights: "move"}
    plan = tuple(
        StayDay(
            day, use.get(n, "leisure"), 0 if n < request.nights else None,  # type: ignore[arg-type]
            make_day(day, hotel=HOTEL) if n in use else None, (), "",
        )
        for n, day in enumerate(days)
    )  # fmt: skip
    return Stay(request, (base,), plan, StayProof(10, 10, 0.0, True, 5, 2, 30, 0.5), digest)
