"""What a month is like: a city's own figures, a near city's as an estimate, or nothing."""

from __future__ import annotations

import pytest

from planner.catalog.climate import month_climate
from planner.catalog.queries import Catalog


@pytest.mark.parametrize(
    ("city", "month", "reported"),
    [
        ("沈阳", 10, (16, 4, "沈阳")),
        ("沈阳", 1, (-5, -16, "沈阳")),
        ("大连", 8, (27, 22, "大连")),
        ("抚顺", 12, (-2, -12, "沈阳")),
    ],
)
def test_a_month_is_known_in_the_city_or_near_by(
    catalog: Catalog, city: str, month: int, reported: tuple[int, int, str]
) -> None:
    found = month_climate(catalog, city, month)
    assert found is not None
    assert (found.high_c, found.low_c, found.measured_in) == reported
    assert found.source.startswith("https://")


@pytest.mark.parametrize("city", ["丹东", "葫芦岛", "长春"])
def test_too_far_from_what_is_known_nothing_is_reported(catalog: Catalog, city: str) -> None:
    assert month_climate(catalog, city, 7) is None
