"""docs/howto/use-the-api.md: the recipe's client plans a trip at a running site, and is told what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from waitress.server import create_server

from planner.accounts import SCOPES, create_office, make_token
from planner.hooks import signature
from planner.jobs import Runner
from planner.store import transaction
from routes import create_app
from tests.support.calendar import MAY_DAY
from tests.support.database import copied_database
from tests.support.recipes import pieces
from tests.support.served import served
from tests.support.site import Shelf

pytestmark = pytest.mark.thorough


@pytest.fixture
def running(shelf: Shelf, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a site with a runner, and a token."""
    own = replace(copied_database(shelf.settings, tmp_path), log_level="CRITICAL")
    with transaction(own.database_url) as session:
        office = create_office(session, "agency", "甲社")
        token = make_token(session, office.id, "recipe", SCOPES, 1, "test")[1]
    runner = Runner(own)
    runner.start()
    with served(create_server(create_app(own, runner), host="127.0.0.1", port=0, threads=2)) as address:
        yield address, token
    runner.stop()


def test_the_client_plans_a_trip(running: tuple[str, str]) -> None:
    site, token = running
    code, checks = pieces("use-the-api", "python")
    (wish,) = map(json.loads, pieces("use-the-api", "json"))
    known: dict[str, object] = {}
    exec(code, known)  # noqa: S102  # the recipe's own functions
    plan = known["plan_trip"]
    assert callable(plan)
    wish["start"] = MAY_DAY.isoformat()
    trip = plan(site, token, wish)
    assert len(trip["itinerary"]["days"]) == wish["days"]
    assert trip["itinerary"]["request"]["ages"] == wish["ages"]
    with pytest.raises(RuntimeError, match=r"Atlantis.*\(unknown\)"):
        plan(site, token, wish | {"home": "Atlantis"}, "en")
    with pytest.raises(RuntimeError, match=r"theme: This field is needed"):
        plan(site, token, {"home": "沈阳"}, "en")
    with pytest.raises(RuntimeError, match=r"\(no-token\)"):
        plan(site, "sw_none", wish)
    find = known["find_packages"]
    assert callable(find)
    asked = {"theme": wish["theme"], "home": wish["home"], "days": 1, "starts": [MAY_DAY.isoformat()]}
    told = find(site, token, trip["id"], 12, asked)
    assert {each["package"]["tier"] for each in told["packages"]} <= {"economy", "comfort", "premium"}
    assert told["people"] == 12
    with pytest.raises(RuntimeError, match=r"Atlantis.*\(unknown\)"):
        find(site, token, trip["id"], 12, asked | {"home": "Atlantis"}, "en")
    exec(checks, known)  # noqa: S102
    right = known["comes_from_silverway"]
    assert callable(right)
    body = '{"event": "ping"}'
    header = signature("whsec_x", 1_800_000_000, body)
    assert right("whsec_x", header, body.encode(), 1_800_000_100)
    assert not right("whsec_x", header, body.encode(), 1_800_000_400)
    assert not right("whsec_x", header, b"{}", 1_800_000_100)
    assert not right("whsec_y", header, body.encode(), 1_800_000_100)
