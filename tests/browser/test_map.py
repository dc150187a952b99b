"""The map of a trip: nothing of it until it is opened, everything by keys and buttons, the list beside it the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults, size_faults
from tests.support.walker import tab_to
from tests.support.windows import Reader, leave, listen, open_page

pytestmark = pytest.mark.browser

WIDE = Reader()
PATHS = ["/trips/{trip}/more/map", "/family/{family}/more/map"]
WAY = ".map .map-way"  # its outline changes with every step nearer or farther
# How far the ground is shifted: changes with every move.
SHIFT = "document.querySelector('.map .leaflet-map-pane').style.transform"


def with_map(chromium: Browser, live: LiveSite, path: str, who: Reader = WIDE) -> Page:
    page = open_page(chromium, live, path, who)
    page.locator("[data-map] [data-open]").click()
    expect(page.locator(".map-pin .sign").first).to_be_visible()
    return page


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_it_is_loaded_until_it_is_opened(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, "/about")
    asked, said = listen(page)
    page.goto(live.page(path), wait_until="networkidle")
    assert [url for url in asked if "leaflet" in url or "basemap" in url] == []
    page.locator("[data-map] [data-open]").click()
    expect(page.locator(".map-pin .sign").first).to_be_visible()
    assert any("leaflet.js" in url for url in asked)
    assert any("basemap.json" in url for url in asked)
    assert [url for url in asked if not url.startswith(live.address)] == []
    assert said == []  # also nothing that the content security policy refused
    assert page.evaluate("document.getAnimations().length") == 0
    leave(page)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", [Reader(width=360), Reader("en", 1280, "largest", "light")])
def test_map_list_and_sketch_have_the_same_numbers(chromium: Browser, live: LiveSite, path: str, who: Reader) -> None:
    page = with_map(chromium, live, path, who)
    listed = page.locator(".stops [data-sign]").all_inner_texts()
    assert page.locator(".map-pin .sign").all_inner_texts() == listed
    numbers = [sign for sign in listed if sign.isdigit()]
    assert numbers == page.locator(".sketch-name").all_text_contents()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    kinds = {page.locator(".stops > li").nth(place).get_attribute("data-kind") for place in range(len(listed))}
    assert kinds == {"place", "station", "hotel", "hospital"}
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert size_faults(page) == []
    assert axe_faults(page) == []
    leave(page)


def test_it_is_used_by_keys_alone(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips/{trip}/more/map")
    tab_to(page, "[data-map] [data-open]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-open]")).to_have_attribute("aria-expanded", "true")
    tab_to(page, ".stops button")
    page.keyboard.press("Enter")
    expect(page.locator(".map")).to_be_focused()
    expect(page.locator(".map-pin.chosen")).to_have_count(1)
    expect(page.locator(".leaflet-tooltip")).to_have_text(page.locator(".stops [data-name]").first.inner_text())
    at = page.evaluate(SHIFT)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SHIFT) != at
    outline = page.locator(WAY).get_attribute("d")
    page.keyboard.press("-")
    assert page.locator(WAY).get_attribute("d") != outline
    leave(page)


def test_buttons_move_and_enlarge_it(chromium: Browser, live: LiveSite) -> None:
    page = with_map(chromium, live, "/trips/{trip}/more/map", Reader(width=360))
    for button in ("[data-zoom='1']", "[data-zoom='-1']", "[data-zoom='1']", "[data-whole]"):
        outline = page.locator(WAY).get_attribute("d")
        page.locator(button).click()
        assert page.locator(WAY).get_attribute("d") != outline, button
    for button in ("[data-move='-1,0']", "[data-move='0,-1']", "[data-move='1,0']", "[data-move='0,1']"):
        at = page.evaluate(SHIFT)
        page.locator(button).click()
        assert page.evaluate(SHIFT) != at, button
    page.locator("[data-day-open]").last.click()
    expect(page.locator(".map")).to_be_focused()
    page.locator("[data-open]").click()
    expect(page.locator(".map")).to_be_hidden()
    page.locator("[data-open]").click()
    expect(page.locator(".map")).to_be_visible()
    leave(page)


@pytest.mark.parametrize("path", PATHS)
def test_without_scripts_there_are_the_list_and_the_sketch(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path, Reader(width=320), java_script_enabled=False)
    expect(page.locator("[data-map] button:visible")).to_have_count(0)
    expect(page.locator(".stops > li").first).to_be_visible()
    expect(page.locator(".sketch-route")).to_be_visible()
    leave(page)


def test_without_a_network_it_says_so_and_opens_once_it_was_seen(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips/{trip}/more/map")
    expect(page.locator("[data-here]")).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    page.locator("[data-open]").click()
    expect(page.locator("[data-failed]")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    page.locator("[data-open]").click()
    expect(page.locator(".map-pin .sign").first).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    page.locator("[data-open]").click()
    expect(page.locator(".map-pin .sign").first).to_be_visible()
    leave(page)
