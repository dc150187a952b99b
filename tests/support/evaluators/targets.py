"""What is pressed is 60 px high and wide, and 16 px from the next; links in running text are as high as their line."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

LEAST, APART = 60, 16  # px
FEWEST = 5  # no page has fewer; then the evaluator itself is at fault

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
    const above = one.closest('.trip-bar, .ask-bar') ? 1e6 : scrollY; // what stays in sight moves over the rest
    found.set(box, [one.outerHTML.slice(0, 90), x, y + above, width, height]);
  }
  return [...found.values()];
}"""
Box = list[float]  # left, top, width, height


def target_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Targets too small, and pairs of them too near to each other."""
    found = page.evaluate(TARGETS)
    few = [f"only {len(found)} targets were found"] if len(found) < FEWEST else []
    return _small(found) + _near(found) + few


def size_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Targets too small."""
    return _small(page.evaluate(TARGETS))


def _small(targets: list[list[object]]) -> list[str]:
    return [f"{what}: {w:.0f} x {h:.0f}" for what, _x, _y, w, h in targets if min(w, h) < LEAST - 0.5]  # type: ignore


def _near(targets: list[list[object]]) -> list[str]:
    return [
        f"{one[0]} and {other[0]}: {gap:.0f}"
        for number, one in enumerate(targets)
        for other in targets[number + 1 :]
        if (gap := apart(one[1:], other[1:])) < APART - 0.5  # type: ignore[arg-type]
    ]


def apart(one: Box, other: Box) -> float:
    """The gap between two boxes, to the side or above, whichever is wider; negative if they overlap."""
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    return max(x2 - x - w, x - x2 - w2, y2 - y - h, y - y2 - h2)
