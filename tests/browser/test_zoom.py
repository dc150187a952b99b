"""Larger letters, wider spacing, the computer's own colours: nothing is lost, nothing is cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite, Reader, open_page
from tests.support.pages import SENIORS

pytestmark = pytest.mark.browser

# WCAG 1.4.12: what a reader may set without losing anything
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Boxes that hide part of their own text
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(box => {
  const style = getComputedStyle(box);
  if (!box.checkVisibility() || box.closest('.scroll, .skip, .unseen, svg, textarea, select, input')) return false;
  const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  return hides && (box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2);
}).map(box => box.outerHTML.slice(0, 120))"""
OVER = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("path", SENIORS)
def test_wider_spacing_cuts_nothing_off(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path, Reader("en", 360), bypass_csp=True)
    page.add_style_tag(content=SPACING)
    cut, over = page.evaluate(CUT), page.evaluate(OVER)
    page.context.close()
    assert not cut, "\n".join(cut)
    assert over <= 0


@pytest.mark.parametrize(("width", "size"), [(640, "standard"), (320, "largest")])
@pytest.mark.parametrize("path", SENIORS)
def test_zoomed_twice_and_four_times_nothing_is_lost(
    chromium: Browser, live: LiveSite, path: str, width: int, size: str
) -> None:
    """A desktop window of 1280 px zoomed to 200 % and 400 % is one of 640 and 320; at that with the largest letters."""
    page = open_page(chromium, live, path, Reader(width=width, size=size))
    cut, over = page.evaluate(CUT), page.evaluate(OVER)
    page.context.close()
    assert not cut, "\n".join(cut)
    assert over <= 0


@pytest.mark.parametrize("path", SENIORS)
def test_the_computers_own_colours_keep_every_button_a_button(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path, forced_colors="active", reduced_motion="reduce")
    flat = page.evaluate("""[...document.querySelectorAll('main button, main .button')].filter(one =>
        one.checkVisibility() && parseFloat(getComputedStyle(one).borderTopWidth) < 1
        && getComputedStyle(one).textDecorationLine === 'none').map(one => one.outerHTML.slice(0, 120))""")
    page.context.close()
    assert not flat, "\n".join(flat)
