"""The site as other programs meet it: an office with something of every kind, and tokens of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlmodel import Session, col, select
from werkzeug.test import TestResponse

from planner.accounts import SCOPES, Office, Who, holder_of, make_token, new_secret
from planner.clock import today
from planner.jobs.records import enqueue
from planner.saved import TRIP_REQUEST_JSON, SavedItinerary, new_departure, new_project
from planner.settings import Settings
from planner.store import transaction
from planner.train.project import Project
from routes import create_app
from tests.support.calendar import MAY_DAY
from tests.support.database import copied_database
from tests.support.operators import become
from tests.support.site import Shelf, StrictClient

NAMED = {  # what addresses name beside ids
    "size": "a4", "version": "1", "step": "trip", "paper": "rooming", "kind": "csv", "train": "Y501",
    "number": "1",
}  # fmt: skip


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
        "project_id": new_project(session, who, "x", Project(""), {"kind": "new"}), "train_id": shelf.train,
    }  # fmt: skip


def wish_json(**changes: Any) -> dict[str, Any]:
    """A gentle wish that can be planned."""
    return {
        "theme": "nostalgia", "home": "沈阳", "days": 2, "profile": "gentle", "start": MAY_DAY.isoformat()
    } | changes  # fmt: skip


def bodies() -> dict[str, list[dict[str, Any]]]:
    """By operation what it can be sent, the first of which is good."""
    day = (today() + timedelta(40)).isoformat()
    return {
        "plan_trip": [
            wish_json(),
            wish_json(people=4, ages=[68, 70, 71, 75]),
            wish_json(musts=["沈阳故宫"]),
            wish_json(theme="none"),
        ],
        "change_trip": [{"edits": [{"kind": "slower"}]}],
        "check_train": [{"calls": ["沈阳 -- 21:40", "鞍山 23:10 --"]}],
        "mend_train": [{"calls": ["沈阳 -- 08:00", "鞍山 09:10 --"], "shift": 30}],
        "insert_train": [{"calls": ["沈阳@20:30-23:00", "鞍山@-23:59"], "paths": 2}],
        "plan_train": [
            {"home": "沈阳", "days": 3, "theme": "nostalgia", "start": day},
            {"home": "x", "days": 3, "theme": "nostalgia", "start": day},
        ],
        "begin_project": [{"name": "x"}, {"name": "x", "railway": "none"}],
        "make_webhook": [
            {"url": "https://shop.example/hook", "events": ["booking.made"]},
            {"url": "https://10.0.0.1/", "events": ["booking.made"]},
        ],
        "put_train": [{"base": 1, "calls": ["大连 -- 21:26", "盘锦 08:00+1 --"]}],
        "put_conditions": [{"base": 1, "possessions": ["沈阳-鞍山@00:00-03:00"]}, {"base": 1, "assumes": ["x"]}],
        "name_project": [{"name": "y"}],
        "copy_of_project": [{"name": "z"}],
        "put_version": [{"name": "v"}],
        "mend_project": [{"base": 1}],
        "find_project_paths": [{"calls": ["沈阳@20:30-23:00", "鞍山@-23:59"]}],
        "step_project": [{"base": 1, "way": "undo"}],
        "publish_train_of_project": [
            {"base": 1, "title": "x", "days": [day], "berths": [{"kind": "lower", "count": 4, "fen": 100}]},
        ],
        "open_departure": [{"trip": "none"}, {"train": "none", "day": day}],
        "fill_in_step": [{"revision": 1, "values": {"title": "x"}}, {"revision": 9, "values": {"start": "?"}}],
        "open_other_date": [{"start": day}, {"start": "2020-01-01"}],
        "change_taken_train": [{"berths": {"lower": 2}}, {"version": 2}],
        "go_back": [{"revision": 1, "way": "undo"}],
        "find_packages": [{"theme": "nostalgia", "home": "沈阳", "days": 2, "starts": [day]}],
        "replace_people": [{"people": [{"name": "王秀英"}], "look": True}, {"people": []}],
        "change_person": [{"cells": {"name": "李国强"}}],
        "add_booking": [{"name": "李阿姨", "phone": "13800001234", "people": 2}],
        "change_booking": [{"act": "cancel"}],
        "note_payment": [{"kind": "deposit", "fen": 100, "on": "2026-01-01"}],
        "note_on_enquiry": [{"revision": 1, "status": "talking"}],
    }
