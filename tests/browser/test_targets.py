"""What is pressed is 60 px high and wide, and 16 px from the next; links in running text are as high as their line."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import LiveSite, Reader, open_page, open_slip, show_all, wear
from tests.support.pages import SENIORS, SLIPS, Slip

pytestmark = pytest.mark.browser

LEAST, APART = 60, 16  # px

# Whatever can be pressed, as [what, left, top, width, height]: a box with its words, a card as a whole. A link counts
# as running text if it stands in a line with other words (WCAG 2.2, 2.5.5).
TARGETS = """() => {
  const running = one => {
    if (getComputedStyle(one).display !== 'inline') return false;
    const line = one.closest('p, li, dd, dt, td, th, small, span:not(.unseen)') || one.parentElement;
    return line.innerText.trim().length > one.innerText.trim().length;
  };
  const found = new Map();
  for (const one of document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')) {
    if (!one.checkVisibility() || one.matches('.skip') || running(one)) continue;
    const box = one.closest('label') || (one.matches('.choices > li > a:first-child') ? one.parentElement : one);
    const { x, y, width, height } = box.getBoundingClientRect();
    found.set(box, [one.outerHTML.slice(0, 90), x, y + scrollY, width, height]);
  }
  return [...found.values()];
}"""


def misses(page: Page) -> list[str]:
    """What is too small or too near to another, at both widths and in the smallest and the largest letters."""
    show_all(page)
    found = []
    for width, size in product((360, 1280), ("standard", "largest")):
        page.set_viewport_size({"width": width, "height": 900})
        wear(page, size, "normal")
        targets = page.evaluate(TARGETS)
        assert len(targets) > 10
        small = [f"{what}: {w:.0f} x {h:.0f}" for what, _, _, w, h in targets if min(w, h) < LEAST - 0.5]
        near = [
            f"{one[0]} and {other[0]}: {gap:.0f}"
            for number, one in enumerate(targets)
            for other in targets[number + 1 :]
            if (gap := apart(one[1:], other[1:])) < APART - 0.5
        ]
        found += [f"{width} {size}: {miss}" for miss in (*small, *near)]
    page.context.close()
    return found


def apart(one: list[float], other: list[float]) -> float:
    """The gap between two boxes, to the side or above, whichever is wider; negative if they overlap."""
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    return max(x2 - x - w, x - x2 - w2, y2 - y - h, y - y2 - h2)


@pytest.mark.parametrize("path", SENIORS)
def test_targets_are_easy_to_hit(chromium: Browser, live: LiveSite, path: str) -> None:
    missed = misses(open_page(chromium, live, path))
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("path", ["/", "/trips/{trip}", "/trips/{own}/family", "/arrange/check", "/plan"])
def test_so_they_are_in_english(chromium: Browser, live: LiveSite, path: str) -> None:
    missed = misses(open_page(chromium, live, path, Reader("en")))
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_so_they_are_where_something_is_to_be_mended(chromium: Browser, live: LiveSite, slip: Slip) -> None:
    missed = misses(open_slip(chromium, live, slip))
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize(
    ("other", "gap"), [([80, 0, 60, 60], 20), ([0, 70, 60, 60], 10), ([70, 70, 60, 60], 10), ([30, 30, 60, 60], -30)]
)
def test_the_gap_is_measured(other: list[float], gap: float) -> None:
    assert apart([0, 0, 60, 60], other) == gap
