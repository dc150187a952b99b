"""How large letters are, and how far apart their lines."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

SIZES = {"standard": 24, "large": 30, "largest": 36}  # px, of running text
LEAST, LEAST_AT_WORK = 18, 16  # px, of any text
LINE = 1.59  # of the letters' size; 1.6 but for rounding

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
BODY = "(({ fontSize, lineHeight }) => [fontSize, lineHeight].map(parseFloat))(getComputedStyle(document.body))"


def smaller_than(page: Page, within: str, least: float) -> list[str]:
    """Texts inside of what the selector names with letters smaller than so many px."""
    return [f"{size:g} px: {text}" for size, text in page.evaluate(LETTERS, within) if size < least]


def letter_faults(page: Page, look: Look) -> list[str]:
    """Letters smaller than that look promises, lines too near to each other; for seniors' pages."""
    size, line = page.evaluate(BODY)
    promised = SIZES[look.size]
    faults = [] if size == promised else [f"body: {size:g} px instead of {promised}"]
    faults += [] if line >= LINE * size else [f"lines: {line:g} px for letters of {size:g} px"]
    return faults + smaller_than(page, "body", LEAST) + smaller_than(page, "main p", promised)


def workbench_letter_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """The same for workbenches, which have smaller letters."""
    return smaller_than(page, "main", LEAST_AT_WORK)
