"""On a desktop: the day on the left and on the right a map that stays, lists as cards with pictures, short lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import LiveSite
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

LEAST_PX = 18  # of a number on a map
LONGEST_LINES = """language => {
  const found = [];
  for (const one of document.querySelectorAll('main p, main li, main dd')) {
    const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const em = parseFloat(getComputedStyle(node.parentElement).fontSize);
      for (const box of range.getClientRects()) if (box.width / em > 40.5) found.push([box.width / em, node.data]);
    }
  }
  return found;
}"""
COLUMNS = "[...document.querySelectorAll('{} > li')].map(one => Math.round(one.getBoundingClientRect().left))"


@pytest.mark.parametrize("path", ["/trips/{trip}", "/trips/{trip}/days/1", "/trips/{trip}/days/2"])
@pytest.mark.parametrize("who", [Reader(), Reader("en", 1024, "largest", "dark")], ids=["plain", "largest"])
def test_the_day_is_on_the_left_and_a_map_stays_right(
    chromium: Browser, live: LiveSite, path: str, who: Reader
) -> None:
    page = open_page(chromium, live, path, who)
    day, beside = page.locator(".page").bounding_box(), page.locator(".beside").bounding_box()
    assert day is not None
    assert beside is not None
    assert beside["x"] >= day["x"] + day["width"]
    page.evaluate("window.scrollTo(0, 1200)")
    sketch = page.locator(".beside .sketch")
    expect(sketch).to_be_in_viewport(ratio=0.9 if who.size == "standard" else 0.3)
    shown = page.locator(".beside .sketch-name").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert shown
    assert min(shown) >= LEAST_PX
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    leave(page)


@pytest.mark.parametrize("width", [360, 1000])
def test_a_telephone_has_one_column(chromium: Browser, live: LiveSite, width: int) -> None:
    page = open_page(chromium, live, "/trips/{trip}/days/1", Reader(width=width))
    expect(page.locator(".beside")).to_be_hidden()
    leave(page)


@pytest.mark.parametrize(
    ("path", "cards", "columns"),
    [
        ("/", ".pictured", 3),
        ("/trips", ".found", 1),
        ("/trips/{trip}/more", ".pictured", 3),
        ("/trains", ".choices", 1),
    ],
)
def test_lists_are_cards_with_pictures_in_columns(
    chromium: Browser, live: LiveSite, path: str, cards: str, columns: int
) -> None:
    page = open_page(chromium, live, path)
    assert len(set(page.evaluate(COLUMNS.format(cards)))) >= columns
    if cards != ".choices":
        assert page.locator(f"{cards} > li").count() == page.locator(f"{cards} > li .scene:visible").count()
    leave(page)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/", "/trips/{trip}/days/1", "/trips/{trip}/more/proof", "/about", "/help", "/stay"])
def test_lines_are_short_enough_to_read(chromium: Browser, live: LiveSite, path: str, language: str) -> None:
    page = open_page(chromium, live, path, Reader(language))
    assert page.evaluate(LONGEST_LINES, language) == []
    leave(page)


def test_the_map_is_told_in_words(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips/{trip}/more/map", Reader(width=360))
    told = page.locator(".stops > li[data-kind=place]")
    for place in told.all():
        assert place.locator("small").count() >= 1
        assert "分钟" in place.inner_text() or "钟头" in place.inner_text() or "一刻" in place.inner_text()
    leave(page)
