"""A longer stay: what is asked, and its bases, days and proof. Data only; no logic a checker would trust.

Times are minutes from 00:00 of the day, distances metres; days of a stay count from 0, the day of arrival.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import TypeAdapter

from planner.itinerary.types import Day, Spot

LEAST_NIGHTS, MOST_NIGHTS = 7, 30
MOST_BASES = 2
SETTINGS = ("mild", "sea", "hot_spring", "snow")
PRICES = ("low", "mid", "high")  # bands of hotels

ThingUse = Literal["park", "sea", "hot_spring", "market", "sight", "table"]


@dataclass(frozen=True)
class StayRequest:
    """A wish to stay away for weeks. `home` is a city's name; who comes from `elsewhere` only arrives there, and may
    stay there too.

    `setting` is what the stay should be near, one of SETTINGS; None: what suits the month. `theme` is what outings
    should be about; None: whatever is worth seeing. `bases` is how many hotels there may be one after the other, `bans`
    are ids of places nobody wants, `lift` and `pace` as for trips, `companions` the profiles of those who come along.
    `price` is the highest band of hotels; one whose band is not known is in every band.
    """

    home: str
    nights: int
    start: date
    profile: str
    companions: tuple[str, ...] = ()
    people: int = 1
    ages: tuple[int, ...] = ()
    theme: str | None = None
    setting: str | None = None
    pace: str = "normal"
    lift: str = "likely"
    price: str = "mid"
    bases: int = MOST_BASES
    bans: tuple[str, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True)
class NearbyThing:
    """Something to do near a base: on foot in `minutes`, or by car; `metres` of the way are an estimate.

    `rough`: the hotel or the spot is placed to about a kilometre only. In the hotel itself both are 0.
    """

    spot: Spot
    use: ThingUse
    way: Literal["walk", "ride"]
    minutes: int
    metres: int
    rough: bool


@dataclass(frozen=True)
class HospitalNear:
    """The hospital nearest to a base: straight kilometres, to the town alone if `rough`."""

    id: str
    name: str
    name_en: str
    grade: str
    km: float
    rough: bool
    phone: str | None


@dataclass(frozen=True)
class MonthWeather:
    """What a month is usually like at a base, in °C by day and by night, as measured in a city so many kilometres
    away; an estimate unless that is 0."""

    month: int
    high_c: int
    low_c: int
    measured_in: str
    km: int
    source: str


@dataclass(frozen=True)
class StayBase:
    """A hotel from the day of `arrive` to that of `leave`, with the hospital nearest to it, what is
    near by, what its months are usually like (none: not known), and codes of what has to be asked."""

    hotel: Spot
    city: str
    arrive: date
    leave: date
    nights: int
    kind: str
    price_band: str | None
    phone: str | None
    lift: str
    hospital: HospitalNear
    things: tuple[NearbyThing, ...]
    weather: tuple[MonthWeather, ...]
    strengths: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class StayDay:
    """One day. `base` numbers the hotel it ends at, None on the day home. `trip` has the way of a move and the times of
    an outing; `things` are what a day at leisure offers. `weather` is cold or hot where the open air is rationed."""

    date: date
    use: Literal["move", "outing", "leisure"]
    base: int | None
    trip: Day | None
    things: tuple[NearbyThing, ...]
    weather: Literal["", "cold", "hot"]


@dataclass(frozen=True)
class StayProof:
    """`worth` was reached, more than `bound` is impossible: in points, over the `hotels` of so many `cities`, one by
    one and in pairs, with every split of the nights and all `outings` that can be made from them."""

    worth: int
    bound: int
    gap: float
    optimal: bool
    hotels: int
    cities: int
    outings: int
    seconds: float


@dataclass(frozen=True)
class Stay:
    """A longer stay: its request, bases and days, what is proven about it, and the digest of the facts it rests on."""

    request: StayRequest
    bases: tuple[StayBase, ...]
    days: tuple[StayDay, ...]
    proof: StayProof
    facts_digest: str


STAY_JSON: TypeAdapter[Stay] = TypeAdapter(Stay)
