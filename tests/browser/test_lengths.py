"""How long a trip is on a telephone, how large what is always at hand, how light its pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from planner.accounts import Who
from planner.itinerary.types import Itinerary, Visit
from planner.saved import save_itinerary
from planner.sharing import open_link, token_of
from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.evaluators import Look, wear
from tests.support.pages import STEPS
from tests.support.site import Shelf
from tests.support.windows import Reader, Visitor, leave, open_page

pytestmark = pytest.mark.browser

SCREEN = 740
HEIGHT = "document.documentElement.scrollHeight"
BOXES = """[...document.querySelectorAll('{}')].map(one => {{
  const {{ width, height }} = one.getBoundingClientRect();
  return [width, height];
}})"""
MOST_KB = 100
FAMILY = ("ready", "help", "rain", "map")


@pytest.fixture(scope="module")
def longer(shelf: Shelf, itinerary: Itinerary) -> str:
    """The trip with one more day like its last."""
    last = itinerary.days[-1]
    days = (*itinerary.days, replace(last, date=last.date + timedelta(days=1)))
    longer = replace(itinerary, days=days, request=replace(itinerary.request, days=3))
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, longer, ())


@pytest.fixture(scope="module")
def week(shelf: Shelf, itinerary: Itinerary) -> str:
    """The trip with so many days like its first, each with its hotel, that it is a week."""
    first, last = itinerary.days[0], itinerary.days[-1]
    days = [replace(first, date=first.date + timedelta(days=number)) for number in range(6)]
    last = replace(last, date=first.date + timedelta(days=6))
    longer = replace(itinerary, days=(*days, last), request=replace(itinerary.request, days=7))
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, longer, ())


@pytest.fixture(scope="module")
def full(shelf: Shelf, itinerary: Itinerary) -> str:
    """The trip with a day of four visits, those of two of its days."""
    first, second = itinerary.days[:2]
    pairs = [(way, visit) for way, visit in pairwise(second.items) if isinstance(visit, Visit)]
    missing = 4 - len(first.visits)
    items = [*first.items, *(item for pair in (2 * pairs)[:missing] for item in pair)]
    day = replace(first, items=tuple(items))
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, replace(itinerary, days=(day, *itinerary.days[1:])), ())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_day_of_four_visits_is_four_screens(chromium: Browser, live: LiveSite, full: str, language: str) -> None:
    page = open_page(chromium, live, f"/trips/{full}/days/1", Reader(language, 360))
    page.set_viewport_size({"width": 360, "height": SCREEN})
    expect(page.locator("[data-here]")).to_be_visible()
    assert page.locator(".visit-card:not(.night)").count() == 4
    assert page.evaluate(HEIGHT) <= 4 * SCREEN
    leave(page)


@pytest.fixture(scope="module")
def warned(shelf: Shelf, itinerary: Itinerary) -> str:
    """The trip as one that wished for a theme of which it has nothing, and says so on its cover."""
    wish = replace(itinerary.request, theme="health")
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, replace(itinerary, request=wish), ())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cover_that_has_something_to_say_first_is_two_screens(
    chromium: Browser, live: LiveSite, warned: str, language: str
) -> None:
    page = open_page(chromium, live, f"/trips/{warned}", Reader(language, 360))
    page.set_viewport_size({"width": 360, "height": SCREEN})
    for path, told in ((f"/trips/{warned}", ".lead + .note"), ("/trips/{changed}", ".lead + .changed")):
        page.goto(live.page(path))
        expect(page.locator(told)).to_be_visible()
        assert page.evaluate(HEIGHT) <= 2 * SCREEN, path
    leave(page)


@pytest.mark.parametrize(("language", "most"), [("zh", 10), ("en", 12)])
def test_a_trip_of_three_days_is_short(
    chromium: Browser, live: LiveSite, longer: str, language: str, most: int
) -> None:
    page = open_page(chromium, live, f"/trips/{longer}", Reader(language, 360))
    page.set_viewport_size({"width": 360, "height": SCREEN})
    cover = page.evaluate(HEIGHT) / SCREEN
    assert cover <= 2
    days = []
    for number in (1, 2, 3):
        page.goto(live.page(f"/trips/{longer}/days/{number}"))
        days.append(page.evaluate(HEIGHT) / SCREEN)
        first = page.locator(".entries > li").first.bounding_box()
        assert first is not None
        assert first["y"] < SCREEN / 2
    assert max(days) <= 4
    assert cover + sum(days) <= most, (cover, days)
    leave(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_week_is_two_screens_and_the_pages_about_it_four(
    chromium: Browser, live: LiveSite, shelf: Shelf, week: str, language: str
) -> None:
    with transaction(shelf.settings.database_url) as session:
        link = open_link(session, week, Who(shelf.owner), 1)
        session.flush()
        family = token_of(shelf.owner, link.id)
    page = open_page(chromium, live, f"/trips/{week}", Reader(language, 360))
    page.set_viewport_size({"width": 360, "height": SCREEN})
    assert page.locator(".days > li").count() == 7
    assert page.evaluate(HEIGHT) <= 2 * SCREEN
    assert all(height >= 60 for _width, height in page.evaluate(BOXES.format(".daynum a")))
    page.goto(live.page(f"/trips/{week}/more/map"))
    assert page.locator(".map-day").evaluate_all("days => days.map(day => day.open)") == [True] + 6 * [False]
    told = page.locator(".stops > li[data-kind=place] small").all_text_contents()
    assert len(told) >= 14
    stop = "。" if language == "zh" else "."
    assert all(words.count(stop) == 2 for words in told), told  # how one comes there, what it is next to
    assert page.evaluate(HEIGHT) <= 4 * SCREEN
    for path in (f"/trips/{week}/call", f"/trips/{week}/more/tickets", *(f"/family/{family}/more/{n}" for n in FAMILY)):
        page.goto(live.page(path))
        assert page.evaluate(HEIGHT) <= 4 * SCREEN, path
    page.goto(live.page(f"/trips/{week}"))
    for look in (Look("large", width=320), Look("largest", width=320)):
        wear(page, look)
        assert page.locator(".strip-box").evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    leave(page)


def test_the_header_is_low_and_what_is_at_hand_is_large(chromium: Browser, live: LiveSite) -> None:
    phone, large, small = Reader(width=360), Reader(width=360, size="largest"), Reader("en", 320, "largest")
    for path, who in (("/trips/{trip}/days/1", phone), ("/", large), ("/trips/{trip}/driver/1", small)):
        page = open_page(chromium, live, path, who)
        ((_width, height),) = page.evaluate(BOXES.format(".top"))
        assert height <= 64
        assert all(min(box) >= 60 for box in page.evaluate(BOXES.format(".trip-bar a, .dial, .top a, .top summary")))
        leave(page)


@pytest.mark.parametrize("path", ["/trips/{trip}", "/trips/{trip}/days/1"])
def test_a_page_of_a_trip_is_light(chromium: Browser, live: LiveSite, path: str) -> None:
    assert Visitor(chromium, live).visit(path, "zh").weight() <= MOST_KB * 1024


@pytest.mark.parametrize(
    ("language", "width", "size"), [("zh", 360, "standard"), ("en", 360, "standard"), ("zh", 320, "largest")]
)
def test_going_on_is_on_the_first_screen_of_every_question(
    chromium: Browser, live: LiveSite, language: str, width: int, size: str
) -> None:
    page = open_page(chromium, live, "/arrange/who", Reader(language, width, size=size))
    page.set_viewport_size({"width": width, "height": SCREEN})
    for step in STEPS:
        page.goto(live.page(f"/arrange/{step}"))
        boxes = [button.bounding_box() for button in page.locator(".ask-bar button").all()]
        assert len(boxes) >= 2
        for box in boxes:
            assert box is not None
            assert box["y"] + box["height"] <= SCREEN, step
            assert min(box["width"], box["height"]) >= 60
    leave(page)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/trains/{train}", "/departures/{offer}"])
def test_a_train_and_a_departure_are_four_screens(chromium: Browser, live: LiveSite, path: str, language: str) -> None:
    page = open_page(chromium, live, path, Reader(language, 360))
    page.set_viewport_size({"width": 360, "height": SCREEN})
    assert page.evaluate(HEIGHT) <= 4 * SCREEN
    wanted = page.locator("main .button.go").bounding_box()
    assert wanted is not None
    assert wanted["y"] + wanted["height"] <= SCREEN * 1.1
    leave(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_and_what_the_family_reads_are_short(chromium: Browser, live: LiveSite, language: str) -> None:
    most = {"/departures/{offer}/enquiry": 3, "/trips/{trip}/enquiry": 3, "/trips": 5, "/family/{family}": 4,
            "/family/{family}/days/1": 4, "/family/{family}/more/help": 4}  # fmt: skip
    page = open_page(chromium, live, "/trips", Reader(language, 360))
    page.set_viewport_size({"width": 360, "height": SCREEN})
    for path, screens in most.items():
        page.goto(live.page(path))
        assert page.evaluate(HEIGHT) <= screens * SCREEN, path
    leave(page)
