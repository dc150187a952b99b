"""The built-in road model: laws, known distances, and the sea."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.catalog import Catalog
from planner.travel.builtin import PLAIN_DETOUR, by_land, ride_minutes, straight_km, stretched
from planner.travel.roads import BOARDING_MIN, UNREACHABLE, pauses, road_table
from planner.travel.terrain import Hills

DALIAN, HULUDAO, SHENYANG = (38.914, 121.615), (40.711, 120.837), (41.792, 123.388)
ANSHAN, PULANDIAN, JINSHITAN = (41.108, 122.995), (39.394, 121.938), (39.09, 122.02)
BENXI = 41.293, 123.752
XINGCHENG_BEACH, JUEHUA = (40.589, 120.778), (40.5, 120.8)

points = st.lists(st.tuples(st.floats(40.9, 42.5), st.floats(122.0, 125.0)), min_size=2, max_size=6)


@given(st.floats(0, 600), st.floats(0, 100))
def test_farther_never_takes_less(km: float, more: float) -> None:
    near, far = ride_minutes(np.array([km, km + more]))
    assert BOARDING_MIN <= near <= far


@given(st.floats(0, 500), st.floats(0, 50), st.floats(0, 1), st.floats(1, 2), st.floats(20, 75))
def test_hills_never_shorten_or_hurry_a_way(km: float, more: float, share: float, detour: float, kmh: float) -> None:
    hills = (Hills(shapely.box(0, 0, 1, 1), max(detour, 1.3), kmh),)
    land_km, shares = np.array([km, km + more, km]), np.array([[share], [share], [0.0]])
    road_km, far_kmh = stretched(land_km, shares, hills)
    minutes = ride_minutes(road_km, far_kmh)
    assert road_km[0] <= road_km[1] + 1e-9
    assert road_km[0] >= max(land_km[0], road_km[2]) - 1e-9
    assert minutes[0] <= minutes[1]
    assert minutes[0] >= minutes[2]


@given(st.tuples(st.floats(40.9, 42.5), st.floats(122.0, 125.0)), st.floats(0, 6.28), st.floats(0.001, 0.6))
def test_walking_on_along_a_line_never_brings_one_nearer(at: tuple[float, float], way: float, far: float) -> None:
    ends = [(at[0] + f * far * np.sin(way), at[1] + f * far * np.cos(way)) for f in (0.5, 0.75, 1.0)]
    lat, lon = np.array([at, *ends]).T
    land_km, cut_off = by_land(lat, lon, np.zeros(3, dtype=np.intp), np.arange(1, 4))
    straight = straight_km([at, *ends])[0, 1:]
    assume(not cut_off.any() and np.allclose(land_km, straight))  # across a bay a point farther on may be nearer
    minutes = road_table([at, *ends]).minutes[0, 1:]
    assert (np.diff(minutes) >= -1).all()  # a minute is lost where the line leaves the hills between two samples


@given(points)
def test_a_table_is_symmetric_and_nothing_is_nearer_than_the_door(spots: list[tuple[float, float]]) -> None:
    table = road_table(spots)
    assert (table.minutes == table.minutes.T).all()
    assert (table.km == table.km.T).all()
    assert (np.diag(table.minutes) == 0).all()
    off = ~np.eye(len(spots), dtype=bool)
    assert (table.estimated == off).all()
    assert (table.minutes[off] >= BOARDING_MIN).all()


@pytest.mark.parametrize(
    ("one", "other", "road_km", "car_min"),
    [(SHENYANG, ANSHAN, 90, 80), (SHENYANG, DALIAN, 385, 250), (DALIAN, PULANDIAN, 75, 65), (SHENYANG, BENXI, 75, 65)],
    ids=["沈阳-鞍山", "沈阳-大连", "大连-普兰店", "沈阳-本溪"],
)
def test_known_roads_are_about_right_and_never_hurried(
    one: tuple[float, float], other: tuple[float, float], road_km: int, car_min: int
) -> None:
    table = road_table([one, other])
    assert table.km[0, 1] == pytest.approx(road_km, rel=0.2)
    assert car_min <= table.minutes[0, 1] <= 1.8 * car_min


def test_no_road_crosses_the_gulf() -> None:
    over_water = 210 * PLAIN_DETOUR
    table = road_table([DALIAN, HULUDAO])
    assert table.km[0, 1] > 1.5 * over_water
    assert table.minutes[0, 1] > 300


def test_a_bay_is_driven_round() -> None:
    table = road_table([DALIAN, JINSHITAN])
    assert 50 <= table.km[0, 1] <= 65
    assert 60 <= table.minutes[0, 1] <= 110


def test_only_islands_are_cut_off(catalog: Catalog) -> None:
    cut_off = set()
    for city in catalog.cities.values():
        places = [p for p in catalog.places.values() if p.city == city.name and p.usable]
        table = road_table([(city.lat, city.lon), *((p.lat, p.lon) for p in places)])
        cut_off |= {p.name for p, minutes in zip(places, table.minutes[0, 1:], strict=True) if minutes >= UNREACHABLE}
    assert cut_off == {"广鹿岛", "大长山岛", "觉华岛(菊花岛)", "大鹿岛"}


def test_an_island_is_cut_off_from_its_own_harbour_too() -> None:
    assert road_table([XINGCHENG_BEACH, JUEHUA]).minutes[0, 1] == UNREACHABLE


def test_two_points_ride_as_long_alone_as_among_others(catalog: Catalog) -> None:
    spots = [(p.lat, p.lon) for p in catalog.places.values() if p.city == "大连" and p.usable]
    table = road_table(spots)
    for i in range(1, len(spots)):
        assert road_table([spots[0], spots[i]]).minutes[0, 1] == table.minutes[0, i]


@given(st.integers(1, 900), st.integers(10, 240))
def test_pauses_keep_each_stretch_short_and_none_is_idle(ride: int, stretch: int) -> None:
    stops = pauses(ride, stretch)
    assert ride <= stretch * (stops + 1)
    assert stops == 0 or ride > stretch * stops
