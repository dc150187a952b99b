"""Old news is flagged on a place's page, in a trip's words, and listed for operators."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask

from planner.catalog import Catalog, Place, read_fact_tables
from planner.clock import today
from planner.rules import RulePack
from planner.settings import Settings
from planner.upkeep import stale_facts
from routes.formatters import old_news
from tests.support.site import StrictClient, reader

NOVEMBER = date(2026, 11, 29)


def place(catalog: Catalog, **cells: Any) -> Place:
    return replace(catalog.places["kangmei-memorial"], **cells)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"hours_as_of": 2026, "ticket_as_of": None, "phone_as_of": 2025}, ""),
        (
            {"hours_as_of": 2025, "ticket_as_of": None, "phone_as_of": 2026, "phone": "0415-1234567"},
            "去年的消息（开放时间），去前打个电话",
        ),
        (
            {"hours_as_of": 2025, "ticket_as_of": 2023, "phone_as_of": None, "phone": None},
            "2023 年的消息（开放时间、门票），去前问一声",
        ),
    ],
)
def test_old_news_in_a_few_words(app: Flask, catalog: Catalog, cells: dict[str, object], words: str) -> None:
    with app.test_request_context(), time_machine.travel(NOVEMBER, tick=False):
        assert old_news(place(catalog, **cells)) == words


@pytest.mark.thorough
def test_a_place_of_long_ago_says_so(desk: Flask, wang: StrictClient, own: Settings, rules: RulePack) -> None:
    stale = stale_facts(read_fact_tables(own.region_dir), rules, today())
    oldest = next(fact.row for fact in stale if fact.file == "places.csv")
    assert "年的消息，去前打个电话" in reader(desk, "zh").get(f"/facts/places/{oldest}").get_data(as_text=True)
    assert "ring before you go" in reader(desk, "en").get(f"/facts/places/{oldest}").get_data(as_text=True)
    for language in ("zh", "en"):
        wang.set_cookie("language", language)
        for page in ("/facts/stale", f"/facts/stale?kind={stale[0].kind}", "/facts/stale?kind=nothing"):
            assert stale[0].row in wang.get(page).get_data(as_text=True)


def test_the_list_is_for_operators(desk: Flask) -> None:
    assert "/office/login" in reader(desk, "zh").get("/facts/stale").location
