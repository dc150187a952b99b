"""What a traveller asks for; `planner.itinerary.inputs.validated` checks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PROFILES = ("brisk", "steady", "gentle", "cane", "wheelchair")
PACES = ("normal", "slow")
LIFTS = ("likely", "confirmed")
MAX_DAYS = 14
MAX_PEOPLE = 60


@dataclass(frozen=True)
class Pin:
    """A place to be seen on a certain day (1 is the first), from minute `at` of it if given."""

    place: str
    day: int
    at: int | None = None


@dataclass(frozen=True)
class Connection:
    """Where and at which minute of the day a traveller arrives or departs; `train` names the published one, if any."""

    station: str
    minute: int
    train: str | None = None


@dataclass(frozen=True)
class CallWindow:
    """When the guests of a train are on land: from minute `arrive` of a day they leave a station (by name), by
    `depart` they are back."""

    station: str
    day: date
    arrive: int
    depart: int


@dataclass(frozen=True)
class TripRequest:
    """A request for a trip. `home` is a city's name, `musts` and `bans` are place ids.

    `ages` are the travellers' (prices and the rules for 75+ depend on them); `birth_year` is of the
    one whose memories the trip should meet; both may be unknown. `companions` are the mobility profiles of those who
    come along: the trip suits the most limited of all. `also` are themes liked beside `theme`; `kinds_out` kinds of
    places nobody wants. `arrival` on the first day and `departure` on the last replace the home city's station.
    `budget_fen` is what tickets may cost a head, at the prices of the `ages`. `lift` says of hotels for those who need
    one: "likely" allows one of which nothing is known where no other is confirmed, "confirmed" does not.
    """

    theme: str
    home: str
    days: int
    profile: str
    start: date
    ages: tuple[int, ...] = ()
    birth_year: int | None = None
    musts: tuple[str, ...] = ()
    bans: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    pace: str = "normal"
    companions: tuple[str, ...] = ()
    people: int = 1
    arrival: Connection | None = None
    departure: Connection | None = None
    pins: tuple[Pin, ...] = ()
    kinds_out: tuple[str, ...] = ()
    budget_fen: int | None = None
    lift: str = "likely"
