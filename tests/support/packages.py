"""A catalogue of four places and two hotels whose prices fit in the head, for costings worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.catalog import Catalog, Hotel, Place, Station
from planner.itinerary.types import Day, Itinerary, Leg, Lunch, Proof, Spot, Visit
from planner.rules import Rule, RulePack
from tests.support.results import make_request

PRICES_FEN = {  # full, 60-64, 65-69, 70 and over
    "free": (0, None, None, None),
    "known": (8000, 4000, 4000, 0),
    "half-known": (5000, None, 2500, None),
    "unknown": (None, None, None, None),
}


def small_catalog() -> Catalog:
    """Places named for what is known of their prices; hotel "mid" has a price band, hotel "plain" none."""
    where = {"city": "沈阳", "lat": 41.8, "lon": 123.4, "position": "exact", "as_of": 2026}
    trust = {"source": "test", "confidence": "high", "usable": True}
    places = {
        place_id: Place(
            id=place_id,
            name=place_id,
            name_en=place_id,
            kind="museum",
            category="museum",
            themes="nostalgia",
            season_from=1,
            season_to=12,
            ticket_fen=full,
            price_60_fen=at_60,
            price_65_fen=at_65,
            price_70_fen=at_70,
            visit_min=60,
            walk_m=500,
            climb_m=0,
            intensity=1,
            **where,
            **trust,
        )
        for place_id, (full, at_60, at_65, at_70) in PRICES_FEN.items()
    }
    hotels = {
        hotel_id: Hotel(id=hotel_id, name=hotel_id, name_en=hotel_id, kind="hotel", price_band=band, **where, **trust)
        for hotel_id, band in (("mid", "mid"), ("plain", None))
    }
    return Catalog("facts-1", {}, places, hotels, {}, {}, {}, {})


def with_stations(catalog: Catalog, *cities: str) -> Catalog:
    """The catalogue with a station in each city, of its name."""
    stations = {
        name: Station(
            name=name,
            name_en=name,
            pinyin=name,
            city=name,
            lat=41.8,
            lon=123.4,
            position="exact",
            province="辽宁",
            kind="both",
            on_sale=True,
            trains_2026=1,
            source="test",
        )
        for name in cities
    }
    return replace(catalog, stations=stations)


def small_rules() -> RulePack:
    """The agency's rules as the standards state them, one hard and one soft rule that only people can keep."""
    numbers = {
        "senior-age": 60,
        "signature-75": 75,
        "companion-75": 75,
        "insurance-age": None,
        "coach-spare": 15,
        "doctor": 100,
        "medics-ratio": 350,
        "guide": 3,
        "hotel-room": 1,
        "sleeper-hours": 8,
        "ticket-age": None,
    }
    soft = {"companion-75", "medics-ratio"}
    rules = {
        rule_id: Rule(rule_id, rule_id, rule_id, value, "", rule_id not in soft, ("agency",), "test", "primary")
        for rule_id, value in numbers.items()
    }
    rules["lunch"] = Rule("lunch", "lunch", "lunch", 45, "min", True, ("itinerary",), "test", "ours")
    return RulePack(rules, {})


def spot(kind: str, name: str) -> Spot:
    return Spot(kind, name, name, name, 41.8, 123.4)


def trip_of(*days: tuple[str, ...], hotels: tuple[str, ...] = (), train: bool = False) -> Itinerary:
    """Each day its places with lunch after the first; `hotels` after each day but the last; a train on day one."""
    station = spot("station", "沈阳")
    made = []
    for number, places in enumerate(days):
        first = spot("place", places[0])
        items = [Leg(540, 570, station, first, "ride", 6.0), Lunch(700, 750, first)]
        items += [Visit(570, 630, spot("place", name), 500, 0, 60, 0, True) for name in places]
        if train and number == 0:
            items.insert(0, Leg(480, 540, station, station, "train", 100.0, train="D1"))
        hotel = spot("hotel", hotels[number]) if number < len(hotels) else None
        made.append(Day(date(2027, 5, 4 + number), tuple(items), hotel, 500, 0, 60, 30))
    request = make_request(days=len(days))
    return Itinerary(request, tuple(made), Proof(1.0, 1.0, 0.0, True, 4, 2, 10, 0.1), "facts-1")


def five_days() -> Itinerary:
    """By train to 大连 for three nights at "mid", to 丹东 for one at "plain", home to 沈阳: 7 coach days. Day 2 sees
    "known", day 4 "half-known", the others "free"."""
    home, dalian, dandong = (spot("station", name) for name in ("沈阳", "大连", "丹东"))
    mid, plain = spot("hotel", "mid"), spot("hotel", "plain")
    at_mid, at_plain = replace(mid, kind="station", id="大连"), replace(plain, kind="station", id="丹东")

    def ride(origin: Spot) -> Leg:
        return Leg(600, 630, origin, spot("place", "free"), "ride", 10.4)

    def train(origin: Spot, target: Spot) -> Leg:
        return Leg(480, 560, origin, target, "train", 300.0, train="G1")

    def seen(name: str) -> tuple[Visit, Lunch]:
        place = spot("place", name)
        return Visit(640, 700, place, 500, 0, 60, 0, True), Lunch(705, 755, place)

    items = (
        (train(home, dalian), ride(dalian), *seen("free")),
        (ride(at_mid), *seen("known")),
        (ride(at_mid), *seen("free")),
        (ride(at_mid), train(dalian, dandong), ride(dandong), *seen("half-known")),
        (ride(at_plain), *seen("free"), train(dandong, home), ride(home)),
    )
    base = trip_of(*(("free",),) * 5, hotels=("mid", "mid", "mid", "plain"))
    days = tuple(replace(day, items=found) for day, found in zip(base.days, items, strict=True))
    return replace(base, days=days)
