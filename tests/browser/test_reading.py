"""What old eyes need: letters, lines, narrow windows, print, nothing foreign."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite, Reader, listen, open_page, wear
from tests.support.pages import PAGES, SENIORS, WORKBENCHES

pytestmark = pytest.mark.browser

SIZES = {"standard": 24, "large": 30, "largest": 36}  # px

# Every visible text outside drawings: [size in px, its beginning], the smallest first.
LETTERS = """within => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim().slice(0, 30);
    if (!text || !box.closest(within) || box.closest('svg') || !box.checkVisibility()) continue;
    found.push([parseFloat(getComputedStyle(box).fontSize), text]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}"""


@pytest.mark.parametrize("path", SENIORS)
def test_letters_are_as_large_as_chosen(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path)
    for size, least in SIZES.items():
        wear(page, size, "normal")
        letters, main = page.evaluate(LETTERS, "body"), page.evaluate(LETTERS, "main p")
        body = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        line = page.evaluate("parseFloat(getComputedStyle(document.body).lineHeight)")
        assert body == least
        assert line >= 1.59 * body
        assert letters[0][0] >= 18, letters[:3]
        assert all(letter >= least for letter, _ in main), main[:3]
    page.context.close()


@pytest.mark.parametrize("path", WORKBENCHES)
def test_workbenches_are_readable_too(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path)
    letters = page.evaluate(LETTERS, "main")
    page.context.close()
    assert letters[0][0] >= 16, letters[:3]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_window_never_scrolls_sideways(chromium: Browser, live: LiveSite, path: str, language: str) -> None:
    page = open_page(chromium, live, path, Reader(language, 320))
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    wide = page.evaluate("""[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .skip')
        && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 100))""")
    page.context.close()
    assert over <= 0, wide[:3]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_foreign_is_loaded_and_nothing_fails(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, "/about")
    asked, said = listen(page)
    answer = page.goto(live.page(path), wait_until="load")
    assert answer
    own = f"status of {answer.status}" if answer.status >= 400 else "\n"  # the browser tells it of the page itself too
    moving = page.evaluate("document.getAnimations().length")
    page.context.close()
    assert [url for url in asked if not url.startswith(live.address)] == []
    assert [text for text in said if own not in text] == []
    assert moving == 0


def test_paper_has_large_letters(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips/{trip}")
    page.emulate_media(media="print")
    letters = page.evaluate(LETTERS, "main")
    page.context.close()
    assert letters[0][0] >= 18 * 96 / 72, letters[:3]
