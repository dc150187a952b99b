"""Headings and reading order: what the eye sees first is what a screen reader and the Tab key meet first."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.evaluators.looks import PLAIN, Look

STRUCTURE = """() => {
  const faults = [], tell = (what, one) => faults.push(`${what}: ${one.outerHTML.slice(0, 100)}`);
  let before = 0;
  for (const one of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!one.checkVisibility()) continue;
    const level = Number(one.tagName[1]);
    if (level > before + 1) tell(`h${level} after h${before}`, one);
    if (!one.innerText.trim()) tell('an empty heading', one);
    before = level;
  }
  const first = [...document.querySelectorAll('h1')].filter(one => one.checkVisibility());
  if (first.length !== 1 || !first[0].closest('main')) faults.push(`${first.length} h1`);
  for (const one of document.querySelectorAll('body *')) {
    if (one.tabIndex > 0) tell('tabindex', one);
    const { order, flexDirection, flexWrap } = getComputedStyle(one);
    if (order !== '0') tell('order', one);
    if (flexDirection.endsWith('reverse') || flexWrap.endsWith('reverse')) tell('reversed', one);
  }
  return faults;
}"""


def structure_faults(page: Page, _look: Look = PLAIN) -> list[str]:
    """Headings that skip a level, and whatever is shown in another order than it is written."""
    found: list[str] = page.evaluate(STRUCTURE)
    return found
