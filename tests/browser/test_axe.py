"""Every page before axe: WCAG 2.2 A and AA, best practice, contrast of 7:1, targets; in both languages and widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_reading import SENIORS
from tests.support.browser import LiveSite, Reader, axe_faults, open_page

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/trips", "/trips?theme=health", "/trips/{trip}", "/trips/{changed}",
    "/trips/{own}", "/trips/{own}/family", "/trips/{trip}/family", "/family/{family}", "/family/nothing",
    "/trips/{trip}/enquiry", "/enquiries/{enquiry}", "/enquiries/nothing",
    "/arrange/who", "/arrange/walk", "/arrange/aid", "/arrange/see", "/arrange/when", "/arrange/from",
    "/arrange/budget", "/arrange/avoid", "/arrange/check", "/arrange/plans/{trip}", "/trips?theme=health&days=2",
    "/plan/progress/{mendable}",
    "/plan", "/trains", "/trains/{train}", "/about", "/help", "/accessibility", "/offline",
    "/plan/progress/{working}", "/plan/progress/{refused}", "/nowhere",
    "/agency/", "/agency/trips/{trip}", "/rail/", "/rail/?train=C1101", "/rail/traffic?line=沈山线",
    "/rail/trains", "/rail/trains/{train}", "/rail/trains/{train}/delays", "/rail/insert", "/rail/clashes",
    "/facts/", "/facts/places?city=阜新", "/facts/places/shenyang-imperial-palace", "/facts/stations", "/facts/login",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(chromium: Browser, live: LiveSite, path: str, language: str) -> None:
    page = open_page(chromium, live, path, Reader(language))
    faults = axe_faults(page)
    page.set_viewport_size({"width": 360, "height": 800})
    faults += axe_faults(page)
    page.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("reader", [Reader(size="large", contrast="high"), Reader("en", 360, "largest")])
@pytest.mark.parametrize("path", SENIORS)
def test_axe_finds_nothing_in_other_letters_and_colours(
    chromium: Browser, live: LiveSite, path: str, reader: Reader
) -> None:
    page = open_page(chromium, live, path, reader)
    faults = axe_faults(page)
    page.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "calls", ["大连@20:30-23:00\n鞍山/5-20\n沈阳@-08:00", "大连@08:00-08:05\n沈阳@-10:00", "大连@8\n沈杨"]
)
def test_axe_finds_nothing_in_answers_to_a_wish_for_a_path(
    chromium: Browser, live: LiveSite, calls: str, language: str
) -> None:
    page = open_page(chromium, live, "/rail/insert", Reader(language))
    page.fill("#f-calls", calls)
    page.fill("#f-paths", "2")
    page.click("form[action='/rail/insert'] button")
    page.wait_for_load_state("networkidle")
    assert page.locator("#answer, #errors").count() == 1
    faults = axe_faults(page)
    page.set_viewport_size({"width": 360, "height": 800})
    faults += axe_faults(page)
    page.context.close()
    assert not faults, "\n".join(faults)
