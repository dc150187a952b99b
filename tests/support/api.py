"""The site as other programs meet it: an office with something of every kind, and tokens of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlmodel import Session, col, select
from werkzeug.test import TestResponse

from planner.accounts import SCOPES, Office, Who, holder_of, make_token, new_secret
from planner.jobs.records import enqueue
from planner.saved import TRIP_REQUEST_JSON, SavedItinerary, new_departure
from planner.settings import Settings
from planner.store import transaction
from routes import create_app
from tests.support.calendar import MAY_DAY
from tests.support.database import copied_database
from tests.support.operators import become
from tests.support.site import Shelf, StrictClient


@dataclass(frozen=True)
class Program:
    """A program that has a token, or none."""

    app: Flask
    token: str = ""
    language: str = "zh"

    def ask(self, method: str, address: str, json: Any = None, **headers: str) -> TestResponse:
        told = {"Accept-Language": self.language} | {name.replace("_", "-"): text for name, text in headers.items()}
        if self.token:
            told["Authorization"] = f"Bearer {self.token}"
        client = FlaskClient(self.app, self.app.response_class, use_cookies=False)
        return client.open(f"/api/v1{address}", method=method, json=json, headers=told)

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.ask("GET", address, **headers)

    def post(self, address: str, json: Any, **headers: str) -> TestResponse:
        return self.ask("POST", address, json, **headers)


@dataclass(frozen=True)
class ApiSite:
    """Two offices; the first has a trip, a departure and a job."""

    app: Flask
    settings: Settings
    office: str
    other: str
    ids: dict[str, str]

    def program(self, *scopes: str, office: str = "", days: int = 30, language: str = "zh") -> Program:
        """One with a token of those scopes, all if none is given; of the first office if no other is named."""
        with transaction(self.settings.database_url) as session:
            _row, secret = make_token(session, office or self.office, "测试", scopes or SCOPES, days, "test")
        return Program(self.app, secret, language)


@pytest.fixture(scope="module")
def api_site(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> ApiSite:
    own = replace(copied_database(shelf.settings, tmp_path_factory.mktemp("api")), log_level="CRITICAL")
    with transaction(own.database_url) as session:
        become(session, "owner", "owner", "甲社")
        become(session, "other", "owner", "乙社")
        office, other = (session.exec(select(Office.id).where(Office.name == name)).one() for name in ("甲社", "乙社"))
        ids = things_of(session, office, shelf)
    app = create_app(own)
    app.testing, app.test_client_class = False, StrictClient
    return ApiSite(app, own, office, other, ids)


def things_of(session: Session, office: str, shelf: Shelf) -> dict[str, str]:
    """The shelf's trip given to the office, a departure, a job that waits; by the names addresses have for them."""
    session.execute(
        update(SavedItinerary).where(col(SavedItinerary.id) == shelf.trip).values(holder=holder_of(office))
    )  # fmt: skip
    who = Who(name="owner", role="owner", office=office, office_key=new_secret())
    row = session.get(SavedItinerary, shelf.trip)
    assert row is not None
    wish = TRIP_REQUEST_JSON.dump_json(row.itinerary().request).decode()
    return {
        "trip_id": shelf.trip, "departure_id": new_departure(session, who, {"title": "秋天"}),
        "job_id": enqueue(session, "trip", wish, holder=holder_of(office)),
    }  # fmt: skip


def wish_json(**changes: Any) -> dict[str, Any]:
    """A gentle wish that can be planned."""
    return {
        "theme": "nostalgia", "home": "沈阳", "days": 2, "profile": "gentle", "start": MAY_DAY.isoformat()
    } | changes  # fmt: skip
