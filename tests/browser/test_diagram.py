"""The page of diagrams by keyboard, on a telephone and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

SHEET = "/rail/diagram?stations=沈阳、辽阳、鞍山、大连&from=6&to=12"
WRONG = "/rail/diagram?stations=x&train=X1&day=x&from=x&until=x&to=x&possessions=x&paper=x"
MM = 72 / 25.4  # PDF points


@pytest.mark.parametrize("script", [True, False])
def test_enter_on_a_train_leads_to_its_row_and_back(chromium: Browser, live: LiveSite, script: bool) -> None:
    page = open_page(chromium, live, SHEET, java_script_enabled=script)
    page.locator("figure .scroll").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    line = page.locator("svg a:focus")
    number = (line.get_attribute("id") or "").removeprefix("line-")
    said = line.get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    row = page.locator(f"#row-{number}")
    row.locator("th").wait_for(state="visible")
    assert page.url.endswith(f"#row-{number}")
    assert said.startswith(row.locator("th").inner_text())
    if script:
        expect(page.locator(f"#row-{number}:focus")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"#line-{number}$"))
    leave(page)


def test_a_ring_leads_to_what_it_says(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/rail/diagram?stations=大连、沈阳、四平&from=18&to=6")
    page.locator("svg a[href='#ring-3']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ring-3:focus")).to_be_visible()
    assert page.locator("#ring-3").is_visible()
    leave(page)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/rail/diagram", SHEET, SHEET + "&paper=a3", "/rail/diagram?stations=x&day=x"])
def test_a_telephone_shows_it_without_scrolling_sideways(
    chromium: Browser, live: LiveSite, path: str, language: str
) -> None:
    page = open_page(chromium, live, path, Reader(language, 360))
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    leave(page)
    assert over <= 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_where_every_field_is_to_be_mended(chromium: Browser, live: LiveSite, language: str) -> None:
    page = open_page(chromium, live, WRONG, Reader(language, 360))
    assert page.locator("#errors a").count() == 8
    faults = axe_faults(page)
    leave(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("a3", (420, 297))])
def test_the_sheet_fills_one_page_lying(chromium: Browser, live: LiveSite, paper: str, size: tuple[int, int]) -> None:
    page = open_page(chromium, live, f"{SHEET}&paper={paper}")
    page.set_viewport_size({"width": round((size[0] - 20) / 25.4 * 96), "height": 900})
    page.emulate_media(media="print")
    box = page.locator("figure svg.graph").bounding_box()
    below = page.evaluate("document.querySelector('#rings-in-words').getBoundingClientRect().top + scrollY")
    printed = page.pdf(prefer_css_page_size=True)
    leave(page)
    assert box is not None
    px = 96 / 25.4
    assert box["width"] >= 0.98 * (size[0] - 20) * px
    assert 0.85 * (size[1] - 20) * px <= box["height"]
    assert box["y"] + box["height"] <= (size[1] - 20) * px
    assert below >= box["y"] + box["height"]
    assert f"/MediaBox [0 0 {size[0] * MM:.0f}".encode()[:16] in printed
    assert printed.count(b"/Type /Page\n") <= 2
