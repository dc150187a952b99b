"""The site on the real facts with one trip and one silver train, and a client that reads every page strictly."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.accounts import Who, new_secret
from planner.clock import today
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, pool_around
from planner.itinerary.explain import find_insights
from planner.itinerary.planning import plan_trip
from planner.itinerary.replanning import difference, replan
from planner.itinerary.types import Change, Edit, Itinerary, TripRequest
from planner.jobs import Runner, load_job
from planner.jobs.job_types import InsightsFound, save_found_insights
from planner.saved import save_itinerary, save_stay, save_train
from planner.settings import Settings
from planner.sharing.family import FamilyChange
from planner.solving import SolveOptions
from planner.stay import StayRequest
from planner.stay.planning import plan_stay
from planner.store import transaction
from planner.train.check import check_cruise
from planner.train.cruise import plan_cruise
from planner.train.traffic import traffic
from planner.train.types import Cruise, CruiseRequest
from planner.violations import Checked
from routes import create_app
from tests.support.calendar import MAY_DAY, SPRING_DAY
from tests.support.covering import untraced
from tests.support.database import copied_database
from tests.support.jobs import wait_for
from tests.support.pages import MORE
from tests.support.photos import photo
from tests.support.results import accepted
from tests.support.shared import once

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Shelf:
    """What the site under test has on its shelf."""

    settings: Settings
    trip: str  # with its insights
    changed: str  # the same without its first visit
    train: str
    stay: str  # two weeks from 沈阳
    owner: str  # the secret it is kept with


@pytest.fixture(scope="session")
def itinerary(facts: Facts, run_folder: Path) -> Itinerary:
    """Two gentle nostalgic days from 沈阳."""
    wish = TripRequest("nostalgia", "沈阳", 2, "gentle", MAY_DAY, birth_year=1952)
    return once(run_folder, "itinerary", lambda: accepted(plan_trip(_now(facts), wish, SolveOptions())))


@pytest.fixture(scope="session")
def cruise(facts: Facts, run_folder: Path) -> Cruise:
    """Four days from 沈阳."""
    wish = CruiseRequest("沈阳", 4, "nostalgia", MAY_DAY)
    return once(run_folder, "cruise", lambda: accepted(plan_cruise(_now(facts), wish, SolveOptions())))


@pytest.fixture(scope="session")
def shelf(
    settings: Settings, facts: Facts, itinerary: Itinerary, cruise: Cruise, run_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Shelf:  # fmt: skip
    """A database of the worker's own with the facts, the trip and the train."""
    filled = once(run_folder, "shelf", lambda: _filled(settings, _now(facts), itinerary, cruise, run_folder))
    return replace(filled, settings=copied_database(filled.settings, tmp_path_factory.mktemp("site")))


def _now(facts: Facts) -> Facts:
    """As the site sees them: the day is today."""
    return replace(facts, today=today())


def _filled(settings: Settings, facts: Facts, itinerary: Itinerary, cruise: Cruise, folder: Path) -> Shelf:
    own_folder = folder / "filled"
    own_folder.mkdir()
    own = copied_database(settings, own_folder)
    own = replace(own, plans_per_minute=1000, help_phone="024-12345678", log_level="ERROR")
    pool = pool_around(facts, itinerary, SolveOptions())
    assert isinstance(pool, ColumnPool)
    beside = InsightsFound("", find_insights(pool, itinerary, SolveOptions()))
    edits = (Edit("swap", itinerary.days[0].visits[0].place.id),)
    other = replan(facts, itinerary, edits, SolveOptions())
    assert isinstance(other, Checked)
    weeks, owner = plan_stay(facts, StayRequest("沈阳", 14, SPRING_DAY, "gentle"), SolveOptions()), new_secret()
    assert isinstance(weeks, Checked)
    with transaction(own.database_url) as session:
        trip = save_itinerary(session, itinerary, check_itinerary(facts, itinerary), "trip.test")
        save_found_insights(session, replace(beside, trip=trip), (), None)
        change = Change(trip, edits, difference(itinerary, other.result))
        changed = save_itinerary(session, other.result, other.violations, change=change)
        train = save_train(session, cruise, check_cruise(facts, traffic(facts.rail), cruise), "train.test")
        stay = save_stay(session, Who(owner), weeks)
        first = itinerary.days[0].visits[0].place.id
        session.add_all((photo(first, "then", year="1978"), photo(first)))
    return Shelf(own, trip, changed, train, stay, owner)


@pytest.fixture(scope="session")
def app(shelf: Shelf) -> Iterator[Flask]:
    """The site with a runner, so that wishes are really planned."""
    runner = Runner(shelf.settings)
    app = create_app(shelf.settings, runner)
    app.testing = False  # error pages as readers see them
    app.config["WTF_CSRF_ENABLED"] = True
    app.test_client_class = StrictClient
    runner.start()
    yield app
    runner.stop()


@pytest.fixture
def client(app: Flask) -> StrictClient:
    """A reader of Chinese."""
    return reader(app, "zh")


@pytest.fixture
def english_client(app: Flask) -> StrictClient:
    """A reader of English."""
    return reader(app, "en")


def reader(app: Flask, language: str) -> StrictClient:
    client = app.test_client()
    assert isinstance(client, StrictClient)
    client.set_cookie("language", language)
    return client


class StrictClient(FlaskClient):
    """Refuses any page that is not whole: HTML5, one h1 and main, a title that begins with it, labels, language."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            read_strictly(response.get_data(as_text=True))
        return response

    def follow(self, address: str) -> TestResponse:
        """The page of a job, once the job has ended: where it leads, or why it was refused."""
        settings: Settings = self.application.config["SILVERWAY"]
        path = urlsplit(address).path
        number = path.rpartition("/")[2]

        def ended() -> bool:
            with transaction(settings.database_url) as session:
                change = session.get(FamilyChange, number) if path.startswith("/family/") else None
                return not load_job(session, change.job if change else number).pending

        wait_for(ended)
        return self.get(address)

    def submit(self, page: str, address: str, **fields: str) -> TestResponse:
        """Open a page, fill in its form and send it with the page's own token."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).get_data(as_text=True))
        assert token, f"{page} has no form"
        return self.post(address, data={"csrf_token": token[1], **fields})


@lru_cache(maxsize=2)  # what the client has read, a test often reads again
def read_strictly(page: str) -> Element:
    """The page as a tree, not to be changed; fails with what is wrong with it."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=False)
    with untraced():
        tree: Element = parser.parse(page)
    errors = [error for error in parser.errors if error[1] != "expected-doctype-but-got-chars"]
    assert not errors, f"broken HTML: {errors[:3]}"
    _structure(tree)
    _forms(tree)
    _own_addresses(tree)
    if tree.get("lang") == "en":
        _english(tree)
    return tree


def text_of(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def whole_trip(client: StrictClient, trip: str, days: int = 2) -> str:
    """All that the pages of a trip say, one after the other."""
    parts = ["", *(f"/days/{number}" for number in range(1, days + 1)), "/call", "/more"]
    parts += [f"/more/{name}" for name in MORE]
    return "".join(client.get(f"/trips/{trip}{part}").get_data(as_text=True) for part in parts)


def _structure(tree: Element) -> None:
    assert tree.get("lang") in ("zh-CN", "en")
    headings = [text_of(h) for h in tree.iter("h1")]
    assert len(headings) == 1, f"h1: {headings}"
    title = text_of(next(tree.iter("title")))
    assert title.startswith(headings[0]), f"title {title!r} does not begin with {headings[0]!r}"
    assert len(list(tree.iter("main"))) == 1
    assert any(a.get("href") == "#main" for a in tree.iter("a")), "no skip link"
    ids = Counter(e.get("id") for e in tree.iter() if e.get("id"))
    assert max(ids.values()) == 1, f"ids twice: {[i for i, n in ids.items() if n > 1]}"
    for element in (*tree.iter("a"), *tree.iter("button")):
        assert text_of(element) or element.get("aria-label"), "an empty link or button"


def _forms(tree: Element) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    wrapped = {control for label in tree.iter("label") for control in label.iter("input")}
    for kind in ("input", "select", "textarea"):
        for control in tree.iter(kind):
            if control.get("type") not in ("hidden", "submit"):
                assert control.get("id") in labelled or control in wrapped, f"{control.get('name')} has no label"
    for form in tree.iter("form"):
        assert form.get("action"), "a form without action"
        if form.get("method") == "post":
            assert any(i.get("name") == "csrf_token" for i in form.iter("input")), "a form without token"


def _own_addresses(tree: Element) -> None:
    for element in tree.iter():
        assert not element.get("style"), "inline style"
        assert not any(name.startswith("on") for name in element.keys()), "inline script"  # noqa: SIM118  # an Element
        for name in ("href", "src", "action"):
            address = element.get(name) or ""
            assert address.startswith(("/", "#", "tel:")) or not address, f"foreign address {address}"
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":  # data, which no browser runs
            json.loads(script.text or "")
        else:
            assert script.get("src"), "inline script"


def _english(tree: Element) -> None:
    """No Chinese on an English page except where it says that it is."""

    def visit(element: Element) -> None:
        if element.tag in ("textarea", "script") or (element.get("lang") or "en").startswith("zh"):
            return
        assert not CHINESE.search(element.text or ""), f"Chinese on an English page: {(element.text or '').strip()!r}"
        for child in element:
            visit(child)
            assert not CHINESE.search(child.tail or ""), f"Chinese on an English page: {(child.tail or '').strip()!r}"

    visit(tree)
