"""Narrow windows, zoom, wider spacing: nothing scrolls sideways, nothing is cut off."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

# Boxes that hide part of their own text
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(box => {
  const style = getComputedStyle(box);
  if (style.overflowX === 'visible' && style.overflowY === 'visible') return false;
  if (!box.checkVisibility() || box.closest('.scroll, .skip, .unseen, svg, textarea, select, input')) return false;
  return box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2;
}).map(box => box.outerHTML.slice(0, 120))"""
OVER = "document.documentElement.scrollWidth - innerWidth"
WIDE = """[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .skip')
  && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 100))"""


def sideways_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """What is wider than the window."""
    over = page.evaluate(OVER)
    return [f"{over} px too wide: {one}" for one in (page.evaluate(WIDE) or ["?"])[:3]] if over > 0 else []


def clipping_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Boxes that hide part of their own text."""
    found: list[str] = page.evaluate(CUT)
    return found
