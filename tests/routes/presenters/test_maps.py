"""Where a trip goes, and the ground beneath: the same numbers everywhere, only what the facts know."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from random import Random

import numpy as np
import pytest
from flask import Flask

from planner.catalog import Catalog, RailFacts
from planner.folders import ROOT
from planner.itinerary.types import Day, Itinerary, Leg, Spot, Visit
from planner.settings import Settings
from routes.presenters.base_map import Drawing, base_map
from routes.presenters.maps import Frame, Sketch, day_sketch, outlines, trip_map, trip_sketch
from routes.presenters.maps.frame import LEAST_DEGREES, LEAST_STEP, MARGIN, WIDTH
from routes.state import settings as settings_now
from routes.static_files import FOR_GOOD
from tests.support.site import Shelf, StrictClient, reader


@pytest.fixture(scope="module")
def drawing(settings: Settings, catalog: Catalog, rail: RailFacts) -> Drawing:
    return base_map(settings.region_dir, catalog, rail)


def test_the_map_counts_as_the_sketch_does(app: Flask, shelf: Shelf, itinerary: Itinerary, catalog: Catalog) -> None:
    with app.test_request_context(f"/trips/{shelf.trip}"):
        sketch = trip_sketch(itinerary)
    stops = [stop for day in trip_map(itinerary, catalog).days for stop in day]
    places = [(stop.number, stop.name, stop.lat, stop.lon) for stop in stops if stop.kind == "place"]
    assert places == [(one.number, one.spot.name, one.spot.lat, one.spot.lon) for one in sketch.stops if one.number]
    assert all(stop.number is None for stop in stops if stop.kind != "place")


def test_every_day_has_its_hotel_and_a_hospital_near_by(itinerary: Itinerary, catalog: Catalog) -> None:
    """Both are told once for nights that are the same."""
    days = (itinerary.days[0], *itinerary.days)
    told = trip_map(replace(itinerary, days=days), catalog).days
    assert {stop.kind for stop in told[0]} - {stop.kind for stop in told[1]} == {"hotel", "hospital"}
    hospital = hotel = None
    for day, stops in zip(days, told, strict=True):
        hotel = next((stop for stop in stops if stop.kind == "hotel"), hotel)
        hospital = next((stop for stop in stops if stop.kind == "hospital"), hospital)
        assert hospital is not None
        known = next(h for h in catalog.hospitals.values() if h.name == hospital.name)
        assert (known.lat, known.lon) == (hospital.lat, hospital.lon)
        if day.hotel:
            assert hotel is not None
            assert hotel.name == day.hotel.name
            assert hospital.name == catalog.hotels[day.hotel.id].hospital
        trains = [stop.name for stop in stops if stop.kind == "station"]
        assert len(trains) == len(set(trains))


def test_the_ground_is_whole_and_within_its_bounds(drawing: Drawing) -> None:
    (south, west), (north, east) = drawing["bounds"]
    for ring in (*drawing["land"], *drawing["cities"], *drawing["lakes"]):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
    points = [point for ring in (*drawing["land"], *drawing["cities"]) for point in ring]
    assert all(west - 0.001 <= x <= east + 0.001 and south - 0.001 <= y <= north + 0.001 for x, y in points)


def test_railways_join_the_stations_of_the_facts(drawing: Drawing, rail: RailFacts) -> None:
    placed = [station for station in rail.stations.values() if station.lat is not None]
    assert len(drawing["stations"]) == len(placed)
    names = {station.name for station in placed if station.on_sale}
    assert {station[2] for station in drawing["stations"] if len(station) > 2} == names
    known = {(s.from_station, s.to_station) for s in rail.sections}
    order = [station.name for station in rail.stations.values() if station.lat is not None]
    assert drawing["railways"]
    assert all((order[a], order[b]) in known for a, b in drawing["railways"])


def test_the_ground_is_small_and_kept_under_its_version(app: Flask, shelf: Shelf, client: StrictClient) -> None:
    page = client.get(f"/trips/{shelf.trip}/more/map").get_data(as_text=True)
    address = page.split('data-base="')[1].split('"')[0]
    answer = reader(app, "en").get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == FOR_GOOD
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.get_data()) < 45 * 1024
    old = client.get("/basemap.json?v=old")
    assert old.headers["Cache-Control"] == "no-cache"
    assert len(json.loads(old.get_data())["names"]) == 14


def test_an_outline_leaves_out_only_what_nobody_can_see(app: Flask, itinerary: Itinerary) -> None:
    with app.test_request_context("/"):
        sketch = trip_sketch(itinerary)
    assert sketch.land
    drawn = [[tuple(map(float, at.split(","))) for at in path[1:-1].split("L")] for path in sketch.land]
    assert sum(map(len, drawn)) < 2000
    for path in drawn:
        assert any(-sketch.width < x < 2 * sketch.width and -sketch.height < y < 2 * sketch.height for x, y in path)


def test_every_point_of_an_outline_in_the_sketch_has_a_drawn_one_close_by(app: Flask, itinerary: Itinerary) -> None:
    items = (item for day in itinerary.days for item in day.items)
    frame = Frame([spot for item in items if isinstance(item, Leg) for spot in (item.origin, item.target)])
    with app.test_request_context("/"):
        rings = outlines(settings_now().region_dir)
    paths = [path for ring in rings if (path := frame.outline(ring))]
    drawn = np.array([at.split(",") for path in paths for at in path[1:].split("L")], dtype=float)
    points = np.array([frame.xy(*point) for ring in rings for point in ring.tolist()])
    inside = points[(points >= 0).all(axis=1) & (points[:, 0] <= WIDTH) & (points[:, 1] <= frame.height)]
    assert len(inside) > 20
    assert max(np.hypot(*(drawn - point).T).min() for point in inside) <= LEAST_STEP + 1


def random_day(catalog: Catalog, dice: Random, like: Day) -> Day:
    """A day from a hotel through up to eleven places of its city, near and far, and back."""
    hotel = dice.choice([row for row in catalog.hotels.values() if row.lat is not None])
    around = [row for row in catalog.places.values() if row.city == hotel.city] or [*catalog.places.values()]
    seen = dice.sample(around, min(len(around), dice.randint(1, 11)))
    spots = [Spot("place", row.id, row.name, row.name_en, row.lat, row.lon) for row in seen]
    home = Spot("hotel", hotel.id, hotel.name, hotel.name_en, hotel.lat, hotel.lon)
    way = [home, *spots, home]
    legs = [Leg(540, 560, one, other, "ride", 3.0) for one, other in pairwise(way)]
    visits = [Visit(560, 600, spot, 100, 0, 10, 0, hours_known=True) for spot in spots]
    items = [item for pair in zip(legs, [*visits, None], strict=True) for item in pair if item]
    return replace(like, items=tuple(items), hotel=home)


def sketches(catalog: Catalog, itinerary: Itinerary) -> list[tuple[Itinerary, list[Sketch | None]]]:
    """Of trips of one to five days, of all they show and of each day."""
    dice = Random(5)
    trips = [
        replace(itinerary, days=tuple(random_day(catalog, dice, itinerary.days[0]) for _day in range(1 + number % 5)))
        for number in range(80)
    ]
    return [
        (trip, [trip_sketch(trip), *(day_sketch(trip, number + 1) for number in range(len(trip.days)))])
        for trip in [itinerary, *trips]
    ]


def test_numbers_never_cover_each_other_and_the_way_fills_the_sketch(
    app: Flask, itinerary: Itinerary, catalog: Catalog
) -> None:
    with app.test_request_context("/"):
        drawn = sketches(catalog, itinerary)
    most = 0
    for _trip, some in drawn:
        for sketch in some:
            assert sketch is not None
            most = max(most, len(sketch.stops))
            for one, other in combinations(sketch.stops, 2):
                assert hypot(one.label_x - other.label_x, one.label_y - other.label_y) > 2 * sketch.radius
            for stop in sketch.stops:
                assert sketch.radius <= stop.label_x <= sketch.width - sketch.radius
                assert sketch.radius <= stop.label_y <= sketch.height - sketch.radius
            lats, lons = [s.spot.lat for s in sketch.stops], [s.spot.lon for s in sketch.stops]
            wide = max(s.x for s in sketch.stops) - min(s.x for s in sketch.stops)
            high = max(s.y for s in sketch.stops) - min(s.y for s in sketch.stops)
            if max(max(lats) - min(lats), (max(lons) - min(lons)) * 0.75) > LEAST_DEGREES:
                assert wide >= WIDTH - 2 * MARGIN - 1 or high >= sketch.height - 2 * MARGIN - 1
    assert most > 20  # crowded ones are among them


def test_numbers_are_large_on_the_smallest_telephone() -> None:
    css = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
    least_px = 320 - 2 * 16  # what is left of a window of 320 px
    for name in ("sketch-name", "sketch-letter", "sketch-long"):
        size = re.search(rf"^\.{name} {{ font: \d+ (\d+)px", css, re.MULTILINE)
        assert size
        assert int(size[1]) * least_px / WIDTH >= (18 if name == "sketch-name" else 17)


def test_the_bar_is_as_long_as_it_says(app: Flask, itinerary: Itinerary, catalog: Catalog) -> None:
    with app.test_request_context("/"):
        drawn = sketches(catalog, itinerary)
    for _trip, (sketch, *_days) in drawn:
        assert sketch is not None
        north, south = max(sketch.stops, key=lambda s: s.spot.lat), min(sketch.stops, key=lambda s: s.spot.lat)
        metres = (north.spot.lat - south.spot.lat) * 111_195
        if south.y - north.y > 100:
            assert metres / (south.y - north.y) * sketch.bar == pytest.approx(sketch.bar_m, rel=0.02)
        assert 60 < sketch.bar <= 260
