"""What catches the eye: one filled button a screen."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

SCREEN = 740
# [top, bottom, words] of what is filled with a colour of its own, on the page as it is first seen.
FILLED = """[...document.querySelectorAll('main :is(a, button)')].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect();
  const probe = document.createElement('i');
  probe.style.color = 'var(--pine)';
  one.append(probe);
  const pine = getComputedStyle(probe).color;
  probe.remove();
  const ground = getComputedStyle(one).backgroundColor;
  return [box.top + scrollY, box.bottom + scrollY, one.textContent.trim(), ground === pine];
}).filter(found => found[3])"""


def filled_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Pairs of filled buttons that a telephone shows at once."""
    filled = sorted(page.evaluate(FILLED))
    return [f"{one[2]} and {other[2]}" for one, other in pairwise(filled) if other[1] - one[0] <= SCREEN]
