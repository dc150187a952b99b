"""Rules, profiles, kinds and ready-made wishes: each fault is reported by file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.catalog.validate import check_facts
from tests.support.planted import REGION, copy_data, replace_text

PLANTED = [
    ("rules/trips.toml", "value = 180", 'value = "long"', "sightseeing-stretch: value 'long' is not a number"),
    ("rules/trips.toml", 'value = "08:30"', 'value = "8:30"', "day-start: value '8:30' is not a time such as 08:30"),
    ("rules/trips.toml", "[sightseeing-stretch]", "[doctor]", "doctor: stands in rules/agency.toml already"),
    ("rules/agency.toml", 'trust = "ours"', 'trust = "rumour"', None),
    ("rules/agency.toml", "hard = true", "hard = 1", "senior-age: hard is 1, not true or false"),
    ("rules/agency.toml", "[senior-age]", "age = 60\n[senior-age]", "age: is 60, not a table with keys"),
    ("rules/agency.toml", 'zh = "', 'zh = ""  # "', "senior-age: zh is empty"),
    ("rules/agency.toml", 'applies_to = ["', 'applies_to = ["moon", "', None),
    ("rules/profiles.toml", "rest_min = 30\n", "", "brisk: lacks rest_min"),
    (
        "rules/agency.toml", 'standard = "lb-t-052"', 'standard = "lb-t-053"',
        "senior-age: standard 'lb-t-053' is not in standards.toml",
    ),
    ("rules/agency.toml", "[no-age-refusal]", "later = 7\n[no-age-refusal]", "senior-age: later is 7, not a list"),
    (
        "rules/agency.toml", "[no-age-refusal]", "[[senior-age.later]]\nvalue = 65\n[no-age-refusal]",
        "senior-age: later 1: lacks valid_from",
    ),
    (
        "rules/agency.toml", "[no-age-refusal]",
        "[[senior-age.later]]\nvalid_from = 2028-01-01\nvalue = 65\n"
        "[[senior-age.later]]\nvalid_from = 2027-01-01\n[no-age-refusal]",
        "senior-age: later 2: valid_from 2027-01-01 is not after 2028-01-01",
    ),
    (
        "rules/agency.toml", "[no-age-refusal]",
        '[[senior-age.later]]\nvalid_from = 2028-01-01\nvalue = "old"\n[no-age-refusal]',
        "senior-age: later 1: value 'old' is not a number",
    ),
    (
        "rules/standards.toml", 'successor = "gb-t-47540"', 'successor = "gb-t-1"',
        "lb-t-052: successor 'gb-t-1' is not in standards.toml",
    ),
    ("rules/standards.toml", "valid_from = 2016-09-01", "valid_from = 2016", None),
    ("kinds.toml", 'en = "Railways and trams"', "", "railway: lacks en"),
    ("themes.toml", 'en = "Food"', "", "food: lacks en"),
    ("themes.toml", 'trips_en = "Trips of your youth"', "", "youth: needs both trips_zh and trips_en or neither"),
    ("liaoning/region.toml", 'home = "沈阳"', 'home = "长春"', "region: '长春' is not in cities.csv"),
    ("liaoning/region.toml", 'place = "大连有轨电车"', 'place = "太空"', None),
    ("liaoning/region.toml", 'calls = ["大连", ', "calls = [", "calls: has 2 entries instead of 3"),
    ("liaoning/region.toml", 'section = ["沈阳"', 'section = ["月球"', "region: '月球' is not in stations.csv"),
    ("liaoning/region.toml", 'en = "Liaoning"\n', "", "region: lacks en"),
    ("rules/trains.toml", "zh = ", "cn = ", "night-from: lacks zh|night-from: has the unknown key 'cn'"),
    ("rules/trains.toml", "[night-from]", "[night-from", None),
    ("rules/profiles.toml", "pace = 1.2", "pace = 12.0", "brisk: pace 12.0 m/s is not between 0.2 and 2"),
    ("rules/profiles.toml", "walk_m = 6000", "walk_m = -1", "brisk: walk_m -1 is not above 0"),
    ("rules/profiles.toml", 'steps = "yes"', 'steps = "many"', "brisk: steps 'many' is not one of yes, few, none"),
    ("kinds.toml", "[railway]", "[casino]", "casino: is no kind of place|file: lacks railway"),
    ("liaoning/showcase.toml", 'theme = "nostalgia"', 'theme = "money"', None),
    ("liaoning/showcase.toml", 'home = "沈阳"', 'home = "长春"', "trip.old-industry: home '长春' is not in cities.csv"),
    ("liaoning/showcase.toml", "days = 3", "days = 30", "trip.old-industry: days 30 is not between 1 and 14"),
    ("liaoning/showcase.toml", "days = 3", 'days = "3"', "trip.old-industry: days is '3', not a whole number"),
    ("liaoning/showcase.toml", "month = 5", "month = 0", "trip.old-industry: month 0 is not between 1 and 12"),
    ("liaoning/showcase.toml", 'profile = "gentle"\n', "", "trip.old-industry: lacks profile"),
    ("liaoning/showcase.toml", 'profile = "gentle"', 'profile = "fit"', None),
    ("liaoning/showcase.toml", '= ["沈阳"', '= ["长春"', "series.two-cities: home '长春' is not in cities.csv"),
    ("liaoning/showcase.toml", '"slow", "slow"', '"slow", "fast"',
     "series.two-cities: pace 'fast' is not one of normal, slow"),
    ("liaoning/showcase.toml", "days = [1, 2, 3]", "days = []", "series.two-cities: days is empty"),
    ("liaoning/showcase.toml", "days = [1, 2, 3]", "days = 3", "series.two-cities: days is 3, not a list"),
    ("liaoning/showcase.toml", "months = [4, 5, 6, 9, 10]", "", "series.two-cities: lacks months"),
    ("liaoning/showcase.toml", "[trip.old-industry]", "[flight.old-industry]", "flight: is neither trip nor train"),
    (
        "liaoning/showcase.toml", "month = 5", 'month = 5\nmusts = ["atlantis"]',
        "trip.old-industry: musts 'atlantis' is not in places.csv",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "why"), PLANTED)
def test_a_planted_fault(tmp_path: Path, file: str, old: str, new: str, why: str | None) -> None:
    data = copy_data(tmp_path)
    replace_text(data, file, old, new)
    name = file.removeprefix("liaoning/")
    reported = [str(fault) for fault in check_facts(data, REGION)]
    if why is None:
        assert len(reported) == 1
        assert reported[0].startswith(f"{name}:0: ")
    else:
        assert reported == [f"{name}:0: {part}" for part in why.split("|")]


@pytest.mark.parametrize(
    "file",
    [
        "rules/agency.toml",
        "rules/profiles.toml",
        "kinds.toml",
        "themes.toml",
        "liaoning/region.toml",
        "liaoning/showcase.toml",
    ],
)
def test_a_file_that_is_missing(tmp_path: Path, file: str) -> None:
    data = copy_data(tmp_path)
    (data / file).unlink()
    assert f"{file.removeprefix('liaoning/')}:0: file: is missing" in map(str, check_facts(data, REGION))
