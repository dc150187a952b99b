"""An operator sees whom to call, and notes the answers in one form."""

from __future__ import annotations

import pytest
from flask import Flask

from planner.clock import today
from planner.settings import Settings
from planner.store import transaction
from planner.upkeep import Demand, keep_demand
from tests.support.site import StrictClient, reader

PALACE = "/facts/calls/places/shenyang-imperial-palace"


@pytest.mark.thorough
def test_calls_are_made_and_leave_the_sheet(own: Settings, wang: StrictClient) -> None:
    assert "还没有量过" in wang.get("/facts/calls").get_data(as_text=True)
    plans = {("places.csv", "shenyang-imperial-palace"): 3, ("hotels.csv", "hotel-01"): 2}
    with transaction(own.database_url) as session:
        keep_demand(session, Demand(plans, 4, "2026-11-29"), "d")
    for language in ("en", "zh"):
        wang.set_cookie("language", language)
        for page in ("/facts/calls", "/facts/calls?phone=known", PALACE, "/facts/calls/hotels/hotel-01"):
            assert wang.get(page).status_code == 200
    assert PALACE in wang.get("/facts/calls").get_data(as_text=True)
    said = {"said-by": "售票处", "said-on": today().isoformat(), "outcome": "answered"}
    assert "没有写下任何回答" in wang.submit(PALACE, PALACE, **said).get_data(as_text=True)
    wrong = wang.submit(PALACE, PALACE, **said, ticket_yuan="free", seats="有长椅")
    assert wrong.status_code == 422
    assert 'value="有长椅"' in wrong.get_data(as_text=True)
    late = wang.submit(PALACE, PALACE, **{**said, "said-on": "2999-01-01"}, seats="有长椅")
    assert "这一天还没有到" in late.get_data(as_text=True)
    assert wang.submit(PALACE, PALACE, **said, seats="有长椅").status_code == 303
    page = wang.get("/facts/calls").get_data(as_text=True)
    assert "记下了" in page
    assert PALACE not in page
    row = wang.get("/facts/places/shenyang-imperial-palace").get_data(as_text=True)
    assert "有长椅" in row
    assert "电话问过售票处" in row
    nobody = {**said, "said-by": "", "outcome": "nobody"}
    assert wang.submit("/facts/calls/hotels/hotel-01", "/facts/calls/hotels/hotel-01", **nobody).status_code == 303
    rest = wang.get("/facts/calls").get_data(as_text=True)
    assert "/facts/calls/hotels/hotel-01" not in rest
    assert "还没有行程排到" in rest
    assert "问清楚了才排得进行程" in rest


def test_calls_are_for_operators(desk: Flask) -> None:
    for page in ("/facts/calls", PALACE):
        assert "/office/login" in reader(desk, "zh").get(page).location


def test_a_table_without_questions_has_no_form(wang: StrictClient) -> None:
    assert wang.get("/facts/calls/stations/沈阳").status_code == 404
    assert wang.get("/facts/calls/places/nowhere").status_code == 404
