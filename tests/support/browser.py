"""A real Chromium and the site on a port of its own. Without Chromium these tests are skipped, or fail if required."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page, sync_playwright
from waitress.server import create_server

from planner.accounts import new_secret
from planner.clock import today
from planner.itinerary.types import Infeasible, Reason
from planner.jobs import Job
from planner.jobs.records import INFEASIBLE_JSON
from planner.saved import TRIP_REQUEST_JSON
from planner.sharing import enquire, open_link, revoke, say, token_of
from planner.store import transaction
from tests.support.pages import FormError
from tests.support.results import make_request
from tests.support.site import Shelf

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
# Resolves after what scripts ask for at once has been asked for.
AT_ONCE = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
ACT_MS = 60_000  # how long a loaded machine may take for what one press asks for


@dataclass(frozen=True)
class LiveSite:
    """Where the site answers, and what is on it to look at."""

    address: str
    trip: str
    changed: str
    train: str
    working: str  # a job that another process is said to be at
    refused: str  # a job whose wish cannot be met
    mendable: str  # the same, and what would help is known
    own: str  # the copy of the trip whose owner handed out a link
    family: str  # that link's token
    revoked: str  # the token of one that was taken back
    owner: str  # the owner's secret
    enquiry: str  # one that waits for a call

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
    owner = new_secret()
    with transaction(shelf.settings.database_url) as session:
        session.add_all([working_job(), refused_job(), mendable_job()])
        enquiry = enquire(session, shelf.trip, "王阿姨", "13800001234", 2, "")
        link = open_link(session, shelf.trip, owner, 30)
        other = open_link(session, link.trip, owner, 30)
        session.flush()
        revoke(session, other.id, owner)
        say(session, link, "女儿", "真好，记得带药。")
        say(session, link, "Tom", "Have a good trip!")
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.effective_port}"
    family, revoked = token_of(owner, link.id), token_of(owner, other.id)
    yield LiveSite(
        address,
        shelf.trip,
        shelf.changed,
        shelf.train,
        "working",
        "refused",
        "mendable",
        link.trip,
        family,
        revoked,
        owner,
        enquiry,
    )
    server.close()
    thread.join(5)


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


@dataclass(frozen=True)
class Reader:
    """How somebody reads: language, width of the window, size of letters, contrast."""

    language: str = "zh"
    width: int = 1280
    size: str = "standard"
    contrast: str = "normal"


def listen(page: Page) -> tuple[list[str], list[str]]:
    """The addresses a page asks for and what its console and scripts complain of, from now on."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def open_page(browser: Browser, site: LiveSite, path: str, reader: Reader = Reader(), **context: Any) -> Page:
    """A page in a window of its own; close it with `page.context.close()`."""
    page = open_window(browser, site, reader, **context)
    answer = page.goto(site.page(path))
    assert answer is not None
    assert answer.status < 500, f"{path}: {answer.status}"
    return page


def open_window(browser: Browser, site: LiveSite, reader: Reader, **context: Any) -> Page:
    """An empty page in a window of its own, with an empty cache, for that reader."""
    window = browser.new_context(viewport={"width": reader.width, "height": 900}, **context)
    window.set_default_timeout(ACT_MS)
    page = window.new_page()
    like(page, site, reader)
    return page


def like(page: Page, site: LiveSite, reader: Reader) -> None:
    """Have the window's cookies say how that reader likes pages, and that the site's trip is the reader's own."""
    likes = {"language": reader.language, "size": reader.size, "contrast": reader.contrast, "owner": site.owner}
    page.context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in likes.items()])


def send_wrong(page: Page, wrong: FormError) -> None:
    """Send the form that is on the page with something wrong in a field; come to what tells what to mend."""
    field = page.locator(f"main [name={wrong.field}]")
    field.fill(wrong.typed)
    field.evaluate("field => { field.form.noValidate = true; field.form.requestSubmit(); }")
    page.locator("#errors").wait_for()


@dataclass
class Visit:
    """A page just come to: its status, what it asks for and says since, and the requests of its way here."""

    page: Page
    site: str
    status: int
    asked: list[str]
    said: list[str]
    sizes: dict[str, float]  # bytes received, by request
    first: frozenset[str]  # the requests until it was loaded

    def weight(self) -> float:
        """Bytes received for all that the page asked for until it was loaded."""
        return sum(size for request, size in self.sizes.items() if request in self.first)


class Visitor:
    """A window that comes to page after page as if it had never been anywhere: a new window for each takes three times
    as long. Listens from the first request of a page on."""

    def __init__(self, browser: Browser, site: LiveSite) -> None:
        self._site = site
        self._page = open_window(browser, site, Reader())
        self._asked, self._said = listen(self._page)
        self._tools = self._page.context.new_cdp_session(self._page)
        self._begun: set[str] = set()
        self._sizes: dict[str, float] = {}
        self._tools.on("Network.requestWillBeSent", self._begins)
        self._tools.on("Network.loadingFinished", self._ends)
        self._tools.send("Network.enable")

    def _begins(self, event: dict[str, Any]) -> None:
        self._begun.add(event["requestId"])

    def _ends(self, event: dict[str, Any]) -> None:
        self._sizes[event["requestId"]] = event["encodedDataLength"]

    def visit(self, path: str, language: str) -> Visit:
        """Come to a page with nothing kept of any other: no cache, no worker, no cookie but the reader's own."""
        self._page.goto("about:blank")
        self._tools.send("Storage.clearDataForOrigin", {"origin": self._site.address, "storageTypes": "all"})
        self._tools.send("Network.clearBrowserCache")
        for heard in (self._asked, self._said, self._begun, self._sizes):
            heard.clear()
        like(self._page, self._site, Reader(language))
        answer = self._page.goto(self._site.page(path), wait_until="load")
        self._page.evaluate(AT_ONCE)
        assert answer is not None
        first = frozenset(self._begun)
        return Visit(self._page, self._site.address, answer.status, self._asked, self._said, self._sizes, first)

    def close(self) -> None:
        self._page.context.close()


@pytest.fixture(scope="module")
def visitor(chromium: Browser, live: LiveSite) -> Iterator[Visitor]:
    """One window for the visits of a module."""
    one = Visitor(chromium, live)
    yield one
    one.close()
