"""What a night at a base is worth: its surroundings, its season, its price, the hospital; the weights are rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf

from planner.catalog import Hotel, happens_on, month_climate
from planner.facts import Facts
from planner.itinerary.inputs import air_km, hotel_spot, place_spot
from planner.people import MobilityProfile
from planner.rules import RulePack
from planner.stay.planning.hospitals import cautious_km
from planner.stay.planning.surroundings import BY_THE_SEA, LODGINGS, Surroundings
from planner.stay.types import MonthWeather

SNOW = "ice-snow"  # a kind of seasonal event
Months = tuple[int, int]  # the first and the last; the last may lie in the next year


@dataclass(frozen=True)
class NightWeights:
    """Points a night; each field is a rule. `setting` are those of sea, hot_spring and snow, `months` when they count,
    `plain` those of park, market, table and lodging."""

    setting: dict[str, int]
    months: dict[str, Months]
    plain: dict[str, int]
    asked: int
    price: dict[str | None, int]
    hospital_km: int
    lift_unknown: int
    warm_above: int
    cool_below: int
    degree: int
    snow_km: int


def night_weights(rules: RulePack) -> NightWeights:
    """The weights of a rule pack."""
    mid = rules.whole("stay-cost-mid")
    return NightWeights(
        setting={
            "sea": rules.whole("stay-worth-sea"),
            "hot_spring": rules.whole("stay-worth-hot-spring"),
            "snow": rules.whole("stay-worth-snow"),
        },
        months={
            "sea": (rules.whole("stay-sea-from"), rules.whole("stay-sea-to")),
            "hot_spring": (rules.whole("stay-hot-spring-from"), rules.whole("stay-hot-spring-to")),
            "snow": (1, 12),
        },
        plain={
            "park": rules.whole("stay-worth-park"),
            "market": rules.whole("stay-worth-market"),
            "table": rules.whole("stay-worth-table"),
            "lodging": rules.whole("stay-worth-lodging"),
        },
        asked=rules.whole("stay-asked"),
        price={"low": 0, "mid": mid, None: mid, "high": rules.whole("stay-cost-high")},
        hospital_km=rules.whole("stay-cost-hospital-km"),
        lift_unknown=rules.whole("stay-cost-lift-unknown"),
        warm_above=rules.whole("stay-warm-above"),
        cool_below=rules.whole("stay-cool-below"),
        degree=rules.whole("stay-cost-degree"),
        snow_km=rules.whole("stay-snow-km"),
    )


class NightWorth:
    """What a night at a base is worth on each day, for who asked for a setting or none."""

    def __init__(self, facts: Facts, person: MobilityProfile, setting: str | None) -> None:
        self._facts, self._person, self._setting = facts, person, setting
        self._weights = night_weights(facts.rules)
        self._snow = [event for event in facts.catalog.events.values() if event.kind == SNOW]

    def points(self, around: Surroundings, day: date) -> int:
        """Points of that night there."""
        weights, hotel = self._weights, around.hotel
        strengths = self.strengths(around, day)
        points = sum(worth for what, worth in weights.plain.items() if what in strengths)
        for what, worth in weights.setting.items():
            if what not in strengths:
                continue
            if self._setting == what:
                points += worth * weights.asked
            elif _within(day.month, weights.months[what]):
                points += worth
        unsure = self._person.needs_lift and hotel.lift != "yes"
        points -= round(weights.hospital_km * cautious_km(self._facts, hotel)) + weights.price[hotel.price_band]
        return points - weights.lift_unknown * unsure - self._discomfort(hotel.city, day.month)

    def strengths(self, around: Surroundings, day: date) -> set[str]:
        """What speaks for the base that day: sea, hot_spring, snow, park, market, table, lodging."""
        things = list(around.open_on(day))
        found = {"sea"} if around.hotel.kind in BY_THE_SEA else set[str]()
        found |= {thing.use for thing in things if thing.use in ("sea", "hot_spring", "table")}
        found |= {"park" for thing in things if thing.use in ("park", "sea") and thing.way == "walk"}
        found |= {"market" for thing in things if thing.use == "market" and thing.way == "walk"}
        if around.hotel.kind in LODGINGS:
            found.add("lodging")
        if self._snow_near(around.hotel, day):
            found.add("snow")
        return found

    def _discomfort(self, city: str, month: int) -> int:
        weights, weather = self._weights, month_weather(self._facts, city, month)
        if weather is None:
            return 0
        degrees = max(0, weather.high_c - weights.warm_above) + max(0, weights.cool_below - weather.high_c)
        return degrees * weights.degree * (weights.asked if self._setting == "mild" else 1)

    def _snow_near(self, hotel: Hotel, day: date) -> bool:
        places = self._facts.catalog.places
        events = [event.place_id for event in self._snow if event.place_id in places and happens_on(event, day)]
        spots = [place_spot(places[place]) for place in events if place]
        return bool(spots) and float(air_km([hotel_spot(hotel)], spots).min()) <= self._weights.snow_km


def month_weather(facts: Facts, city: str, month: int) -> MonthWeather | None:
    """What a month is usually like in a city, by the nearest place where it was measured; None if it was nowhere."""
    found = month_climate(facts.catalog, city, month, inf)
    if found is None:
        return None
    return MonthWeather(month, found.high_c, found.low_c, found.measured_in, found.km, found.source)


def _within(month: int, months: Months) -> bool:
    first, last = months
    return first <= month <= last if first <= last else month >= first or month <= last
