"""What a month is like: a city's own figures, a near city's as an estimate, or nothing."""

from __future__ import annotations

import pytest

from planner.catalog.climate import month_climate
from planner.catalog.queries import Catalog


@pytest.mark.parametrize(
    ("city", "month", "reported"),
    [
        ("沈阳", 10, (16, 4, "沈阳", 0)),
        ("沈阳", 1, (-5, -16, "沈阳", 0)),
        ("大连", 8, (27, 22, "大连", 0)),
        ("抚顺", 12, (-2, -12, "沈阳", 45)),
        ("锦州", 1, (-2, -16, "义县", 46)),
    ],
)
def test_a_month_is_known_in_the_city_or_near_by(
    catalog: Catalog, city: str, month: int, reported: tuple[int, int, str, int]
) -> None:
    found = month_climate(catalog, city, month)
    assert found is not None
    assert (found.high_c, found.low_c, found.measured_in, found.km) == reported
    assert "https://" in found.source


@pytest.mark.parametrize("city", ["丹东", "营口", "长春"])
def test_too_far_from_what_is_known_nothing_is_reported(catalog: Catalog, city: str) -> None:
    assert month_climate(catalog, city, 7) is None
