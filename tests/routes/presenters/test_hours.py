"""How surely a place is open is told with its hours, and that it may be shut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from planner.catalog import Catalog, Place
from routes.presenters import hours_words, season_words

DAY = date(2027, 5, 12)  # a Wednesday


def place(catalog: Catalog, **cells: Any) -> Place:
    return replace(catalog.places["kangmei-memorial"], **cells)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"hours": None}, ""),
        ({"hours": "09:00-16:30", "last_entry_min": 30}, "开放 09:00–16:30，最晚 16:00 进门"),
        ({"hours": "09:00-16:30", "last_entry_min": None, "hours_cited": False}, "听说开放 09:00–16:30，去前先问"),
        ({"hours": "24/7", "last_entry_min": None, "hours_cited": False}, "全天开放"),
        (
            {"hours": "08:30-16:00", "last_entry_min": None, "hours_other": "08:00-17:00", "hours_cited": False},
            "开放 08:30–16:00；另一处写的是开放 08:00–17:00，去前先问",
        ),
        (
            {"hours": "08:30-16:00", "last_entry_min": None, "hours_other": "Mo-Fr 08:30-16:00"},
            "开放 08:30–16:00",
        ),
    ],
)
def test_hours_and_how_sure_they_are(app: Flask, catalog: Catalog, cells: dict[str, object], words: str) -> None:
    with app.test_request_context():
        assert hours_words(place(catalog, **cells), DAY) == words


def test_a_place_with_a_season_says_so(app: Flask, catalog: Catalog) -> None:
    with app.test_request_context():
        assert season_words(catalog.places["kangmei-memorial"]) == ""
        assert season_words(catalog.places["bijiashan"]) == "只在 4 月到 10 月开，去前问开没开"
