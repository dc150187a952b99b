"""A sketch told in words: what each stop is next to, how one comes to it, how long that takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.itinerary.types import Day, Itinerary, Leg, Spot, Visit
from planner.people import MobilityProfile
from planner.sentences import N_
from routes.formatters import own_name, spot_name
from routes.presenters.cards.names import short_name
from routes.presenters.cards.spoken import far_words, long_words, way_words
from routes.presenters.maps import Sketch, day_sketch
from routes.state import english

NEXT_M = 800  # through the air: what lies nearer is "next to" a stop
FAR_M = 20_000  # farther from the hotel a side of it says nothing
AS_STREETS_GO = 4 / 3.14159  # a grid of streets against the air
DEGREE_M = 111_195
SIDES = (
    N_("东边"), N_("东北边"), N_("北边"), N_("西北边"), N_("西边"), N_("西南边"), N_("南边"), N_("东南边"),
)  # fmt: skip


@dataclass(frozen=True)
class MapLine:
    """A stop of a day's map: its number or what it is, its name, a few words each on the way there and what is near."""

    number: int | None
    kind: str
    key: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class DayMap:
    """A day's sketch and the same in words; `bar` says what its bar stands for. `sketch` is none on a day of rest."""

    number: int
    sketch: Sketch | None
    bar: str
    lines: tuple[MapLine, ...]


def day_maps(facts: Catalog, trip: Itinerary, person: MobilityProfile) -> tuple[DayMap, ...]:
    """Those of all days."""
    return tuple(day_map(facts, trip, number, person) for number in range(1, len(trip.days) + 1))


def day_map(facts: Catalog, trip: Itinerary, number: int, person: MobilityProfile) -> DayMap:
    """In the reader's language, in the order of the day."""
    sketch = day_sketch(trip, number)
    bar = bar_words(sketch) if sketch else ""
    return DayMap(number, sketch, bar, tuple(_lines(facts, trip, number, person)))


def bar_words(sketch: Sketch) -> str:
    """两里地 / 1 km."""
    return f"{sketch.bar_m // 1000} km" if english() and sketch.bar_m >= 1000 else far_words(sketch.bar_m / 1000)


def _lines(facts: Catalog, trip: Itinerary, number: int, person: MobilityProfile) -> Iterable[MapLine]:
    day = trip.days[number - 1]
    seen = [visit.place.id for each in trip.days for visit in each.visits]
    base = trip.days[number - 2].hotel if number > 1 else day.hotel
    above: Spot | None = None
    for spot, leg in _stops(day):
        shown = seen.index(spot.id) + 1 if spot.id in seen else None
        came = [_way(leg, above)] if leg else []
        near = _next_to(facts, spot, leg.origin if leg else None, person) or _from_base(spot, base, day)
        above = spot
        yield MapLine(shown, spot.kind, spot.id, spot_name(spot), tuple(filter(None, (*came, near))))


def _stops(day: Day) -> list[tuple[Spot, Leg | None]]:
    """Places, hotel and stations of a day, each once, with the first way that leads there."""
    found: dict[Spot, Leg | None] = {}
    for item in day.items:
        if isinstance(item, Leg):
            if not found and item.origin.kind in ("station", "hotel"):
                found[item.origin] = None
            if item.target.kind in ("place", "station", "hotel"):
                found.setdefault(item.target, item)
        elif isinstance(item, Visit):
            found.setdefault(item.place, None)
    return list(found.items())


def _way(leg: Leg, above: Spot | None) -> str:
    """How one comes to a stop; where from, if that does not stand above it."""
    time = long_words(leg.end - leg.start)
    if leg.origin == above:
        if leg.mode == "train":
            return _("坐火车来，%(time)s", time=time)
        if leg.mode == "walk":
            return _("走过来，%(way)s，%(time)s", way=way_words(leg.walk_m), time=time)
        return _("坐车来，%(time)s", time=time)
    values = {"place": _short(leg.origin), "time": time}
    if leg.mode == "train":
        return _("从%(place)s坐火车来，%(time)s", **values)
    if leg.mode == "walk":
        return _("从%(place)s走过来，%(way)s，%(time)s", way=way_words(leg.walk_m), **values)
    return _("从%(place)s坐车来，%(time)s", **values)


def _next_to(facts: Catalog, spot: Spot, before: Spot | None, person: MobilityProfile) -> str:
    """The nearest place, if one is near: the one that one comes from is told already."""
    if spot.kind == "station":
        return ""
    known = {spot.id, before.id if before else ""}
    near = [
        (metres, row)
        for row in facts.places.values()
        if row.id not in known and (metres := _metres(spot, row.lat, row.lon)) <= NEXT_M
    ]
    if not near:
        return ""
    metres, row = min(near, key=lambda one: one[0])
    minutes = metres * AS_STREETS_GO / person.pace / 60
    name = short_name(own_name(row), "")
    if person.id == "wheelchair":
        return _("到%(place)s推着走%(time)s", place=name, time=long_words(round(minutes)))
    return _("到%(place)s走%(time)s", place=name, time=long_words(round(minutes)))


def _from_base(spot: Spot, base: Spot | None, day: Day) -> str:
    """On which side of the hotel, how far; the hotel by name, where one moves to another that day."""
    metres = _metres(spot, base.lat, base.lon) if base else 0.0
    if base is None or not metres or metres > FAR_M or spot.kind == "station":
        return ""
    turn = degrees(atan2(spot.lat - base.lat, (spot.lon - base.lon) * cos(radians(base.lat))))
    side = SIDES[round(turn / 45) % 8]
    far = far_words(metres / 1000)
    if day.hotel in (base, None):
        return _("在酒店%(side)s，隔%(far)s", side=_(side), far=far)
    return _("在%(place)s的%(side)s，隔%(far)s", place=_short(base), side=_(side), far=far)


def _metres(spot: Spot, lat: float, lon: float) -> float:
    return hypot(spot.lat - lat, (spot.lon - lon) * cos(radians(lat))) * DEGREE_M


def _short(spot: Spot) -> str:
    return short_name(spot_name(spot), "")
