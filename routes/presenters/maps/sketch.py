"""A sketch of the way on the land's outline, as SVG coordinates: it fills its frame, its numbers stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from planner.itinerary.types import Day, Itinerary, Leg, Spot, Visit
from routes.presenters.maps.frame import WIDTH, Frame, outlines
from routes.presenters.maps.signs import RADIUS, spread
from routes.presenters.maps.stops import way_of
from routes.state import settings

BAR_M = (500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000)  # what a bar may stand for
MOST_BAR = 260  # units
NEAR_KM = 25  # a way within a day's sketch; a longer one comes from beside it


@dataclass(frozen=True)
class SketchStop:
    """A spot on the sketch, and at it or beside it, clear of all others, its sign: the number of a place, none for a
    hotel and a station."""

    x: float
    y: float
    number: int | None
    spot: Spot
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Sketch:
    """What the template draws: closed paths, ways on the road and by train, stops; a bar of `bar` units stands for
    `bar_m` metres."""

    land: tuple[str, ...]
    roads: tuple[str, ...]
    rails: tuple[str, ...]
    stops: tuple[SketchStop, ...]
    height: int
    bar: float
    bar_m: int
    width: int = WIDTH
    radius: int = RADIUS


def trip_sketch(itinerary: Itinerary) -> Sketch:
    """The places of a trip in order and its hotels; where it comes from may lie beside the sketch."""
    return _days_sketch(itinerary.days, _numbers(itinerary))


def day_sketch(itinerary: Itinerary, number: int) -> Sketch | None:
    """A day of it, with the trip's numbers, its hotel and the stations it uses; none if nobody goes anywhere."""
    day = itinerary.days[number - 1]
    return _days_sketch((day,), _numbers(itinerary), stations=True) if way_of((day,)) else None


def way_sketch(way: list[Spot]) -> Sketch:
    """A way from spot to spot, all of them marked."""
    marked: list[tuple[int | None, Spot]] = [*enumerate(way, 1)]
    return _sketch([(False, way)], marked, way)


def _numbers(itinerary: Itinerary) -> dict[str, int]:
    seen = [visit.place.id for day in itinerary.days for visit in day.visits]
    return {key: number for number, key in enumerate(seen, 1)}


def _days_sketch(days: tuple[Day, ...], numbers: dict[str, int], *, stations: bool = False) -> Sketch:
    legs = [item for day in days for item in day.items if isinstance(item, Leg)]
    visits = [item.place for day in days for item in day.items if isinstance(item, Visit)]
    hotels = [day.hotel for day in days if day.hotel]
    near = [spot for leg in legs if leg.mode != "train" and leg.km <= NEAR_KM for spot in (leg.origin, leg.target)]
    others = [spot for spot in (*hotels, *near) if spot.kind == "hotel" or (stations and spot.kind == "station")]
    marked: list[tuple[int | None, Spot]] = [(numbers[spot.id], spot) for spot in dict.fromkeys(visits)]
    marked += [(None, spot) for spot in dict.fromkeys(others)]
    within = (visits + hotels + near if stations else visits + hotels) or way_of(days)
    ways = [(rails, _through(list(some))) for rails, some in groupby(legs, lambda leg: leg.mode == "train")]
    return _sketch(ways, marked, within)


def _through(legs: list[Leg]) -> list[Spot]:
    return [legs[0].origin, *(leg.target for leg in legs)]


def _sketch(ways: list[tuple[bool, list[Spot]]], marked: list[tuple[int | None, Spot]], within: list[Spot]) -> Sketch:
    frame = Frame(within)
    points = [frame.xy(spot.lon, spot.lat) for _number, spot in marked]
    labels, height = spread(points, frame.height)
    bar_m = max((metres for metres in BAR_M if metres / frame.metres <= MOST_BAR), default=BAR_M[0])
    return Sketch(
        land=tuple(path + "Z" for ring in outlines(settings().region_dir) if (path := frame.outline(ring))),
        roads=tuple(frame.line(way) for rails, way in ways if not rails),
        rails=tuple(frame.line(way) for rails, way in ways if rails),
        stops=tuple(
            SketchStop(*point, number, spot, *label)
            for point, (number, spot), label in zip(points, marked, labels, strict=True)
        ),
        height=height,
        bar=round(bar_m / frame.metres, 1),
        bar_m=bar_m,
    )
