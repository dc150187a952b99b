"""What is assumed of a station is changed as a whole, and only where it differs from what is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.catalog import RailFacts
from planner.errors import Malformed
from planner.train.infrastructure import facilities
from planner.train.project import Project, with_station_assumed

BEFORE = Project(assumes=("盘锦:water=yes", "大连:tracks=9", "panjin:tracks=2"))


def test_others_stay_and_its_own_are_replaced(rail: RailFacts) -> None:
    found = with_station_assumed(BEFORE, rail.stations, "盘锦", {"tracks": "4", "water": "", "sewage": "no"})
    assert found.assumes == ("大连:tracks=9", "盘锦:tracks=4", "盘锦:sewage=no")
    offers = facilities(rail.stations, "盘锦", found.assumes)
    assert (offers.tracks, offers.water, offers.sewage) == (4, None, "no")


def test_what_is_known_anyway_is_not_assumed(rail: RailFacts) -> None:
    stations = {**rail.stations, "盘锦": replace(rail.stations["盘锦"], platform_m=500)}
    assert with_station_assumed(Project(), stations, "盘锦", {"platform_m": "500"}).assumes == ()


def test_what_fits_no_fact_is_refused(rail: RailFacts) -> None:
    with pytest.raises(Malformed):
        with_station_assumed(BEFORE, rail.stations, "盘锦", {"tracks": "many"})
