"""The printed road distances: each could be true, each says where it stands, and the model stays near them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from planner.settings import Settings
from planner.travel.builtin import straight_km
from planner.travel.roads import road_table

FILE = Settings().data_dir / "liaoning" / "road_distances.csv"
COLUMNS = ["from_name", "from_lat", "from_lon", "to_name", "to_lat", "to_lon", "km", "minutes", "source", "as_of"]
Row = dict[str, str]


def rows(file: Path = FILE) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as opened:
        read = csv.DictReader(opened)
        assert read.fieldnames == COLUMNS
        return list(read)


def ends(row: Row) -> list[tuple[float, float]]:
    return [(float(row["from_lat"]), float(row["from_lon"])), (float(row["to_lat"]), float(row["to_lon"]))]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['from_name']}-{row['to_name']}")
def test_each_says_where_it_stands_and_could_be_true(row: Row) -> None:
    assert row["source"]
    assert 2000 <= int(row["as_of"]) <= 2026
    assert row["km"] or row["minutes"]
    km, air_km = float(row["km"] or "inf"), straight_km(ends(row))[0, 1]
    assert air_km <= km
    if row["km"] and row["minutes"]:
        assert 30 <= km / float(row["minutes"]) * 60 <= 120


def test_the_model_is_within_a_seventh_of_nine_printed_distances_in_ten() -> None:
    errors = [abs(road_table(ends(row)).km[0, 1] / float(row["km"]) - 1) for row in rows() if row["km"]]
    assert len(errors) >= 20
    assert np.median(errors) < 0.06
    assert np.quantile(errors, 0.9) < 1 / 7


def test_nobody_is_hurried_but_by_a_bus_that_stops_everywhere() -> None:
    late = {
        row["to_name"] for row in rows() if row["minutes"] and road_table(ends(row)).minutes[0, 1] < int(row["minutes"])
    }
    assert late == {"医巫闾山"}
