"""A real Chromium and the site on a port of its own. Without Chromium these tests are skipped, or fail if required."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, sync_playwright
from waitress.server import create_server

from planner.accounts import Who
from planner.booking import offer_of
from planner.clock import today
from planner.itinerary.types import Infeasible, Reason
from planner.jobs import Job
from planner.jobs.records import INFEASIBLE_JSON
from planner.saved import TRIP_REQUEST_JSON
from planner.sharing import enquire, open_link, revoke, say, token_of
from planner.store import transaction
from tests.support.bookings import OFFICE, sold_with
from tests.support.published import TO_LOOK_AT, on_the_bench
from tests.support.results import make_request
from tests.support.served import served
from tests.support.site import Shelf

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip


@dataclass(frozen=True)
class LiveSite:
    """Where the site answers, and what is on it to look at."""

    address: str
    trip: str
    changed: str
    train: str
    stay: str
    working: str  # a job that another process is said to be at
    refused: str  # a job whose wish cannot be met
    mendable: str  # the same, and what would help is known
    own: str  # the copy of the trip whose owner handed out a link
    family: str  # that link's token
    revoked: str  # the token of one that was taken back
    owner: str  # the owner's secret
    enquiry: str  # one that waits for a call
    offer: str  # a departure that is sold
    bench: str  # a project of the owner's with a train

    def page(self, path: str) -> str:
        """The address of a path that may name a field, such as {trip}."""
        return self.address + path.format(**vars(self))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        except Error as error:
            reason = f"no Chromium: {error.message.splitlines()[0]}"
            if os.environ.get("SILVERWAY_REQUIRE_BROWSER") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live(chromium: Browser, app: Flask, shelf: Shelf) -> Iterator[LiveSite]:  # noqa: ARG001  # without Chromium, no site
    """The site under waitress on a free port, with one wish at work and one refused."""
    owner = shelf.owner
    with transaction(shelf.settings.database_url) as session:
        session.add_all([working_job(), refused_job(), mendable_job()])
        offer = offer_of(session, sold_with(session, OFFICE))
        assert offer is not None
        bench = on_the_bench(session, Who(owner), TO_LOOK_AT)
        enquiry = enquire(session, shelf.trip, "王阿姨", "13800001234", 2, "")
        link = open_link(session, shelf.trip, Who(owner), 30)
        other = open_link(session, link.trip, Who(owner), 30)
        session.flush()
        revoke(session, other.id, Who(owner))
        say(session, link, "女儿", "真好，记得带药。")
        say(session, link, "Tom", "Have a good trip!")
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    family, revoked = token_of(owner, link.id), token_of(owner, other.id)
    with served(server) as address:
        yield LiveSite(
            address,
            shelf.trip,
            shelf.changed,
            shelf.train,
            shelf.stay,
            "working",
            "refused",
            "mendable",
            link.trip,
            family,
            revoked,
            owner,
            enquiry,
            offer.id,
            bench,
        )


def working_job() -> Job:
    """A job that another process will be at for as long as the tests need."""
    now = datetime.now(UTC)
    job = Job(id="working", kind="trip", payload=wish(), state="running", submitted_at=now, runner="elsewhere")
    job.step, job.done, job.total, job.seen_at = "days", 3, 8, now + timedelta(days=1)
    return job


def refused_job() -> Job:
    """A job that ended with a reason why not."""
    why = INFEASIBLE_JSON.dump_json(Infeasible((Reason("no_way", {"city": "沈阳"}),))).decode()
    now = datetime.now(UTC)
    return Job(id="refused", kind="trip", payload=wish(), state="conflict", submitted_at=now, conflict_json=why)


def mendable_job() -> Job:
    """A job that ended with what does not go together, and what would help."""
    reasons = (
        Reason("together"),
        Reason("wish_slow"),
        Reason("wish_budget", {"yuan": 5}),
        Reason("help_days", {"more": 1}),
    )
    now, why = datetime.now(UTC), INFEASIBLE_JSON.dump_json(Infeasible(reasons)).decode()
    return Job(id="mendable", kind="trip", payload=wish(), state="conflict", submitted_at=now, conflict_json=why)


def wish() -> str:
    return TRIP_REQUEST_JSON.dump_json(make_request(start=today() + timedelta(days=30))).decode()
