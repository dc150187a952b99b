"""Colours as they are on the page: letters stand out 7:1 in every look, and paper is black on white."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite, open_page, show_all, wear
from tests.support.pages import PAGES

pytestmark = pytest.mark.browser

# Every visible text, also in drawings and fields: [contrast, colour, ground, its beginning], the weakest first.
CONTRASTS = """() => {
  const numbers = colour => [...colour.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
  const light = colour => {
    const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = numbers(colour).map(part => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = box => {
    for (let one = box; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (numbers(colour)[3] > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  const weigh = (box, text) => {
    if (!text || !box.checkVisibility({ visibilityProperty: true }) || box.closest('.skip, .unseen')) return;
    const style = getComputedStyle(box), colour = box.closest('svg') ? style.fill : style.color, ground = behind(box);
    const [dark, bright] = [light(colour), light(ground)].sort((a, b) => a - b);
    found.push([(bright + 0.05) / (dark + 0.05), colour, ground, text.slice(0, 30)]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (!box.closest('select')) weigh(box, walker.currentNode.data.trim());
  }
  document.querySelectorAll('input, select, textarea').forEach(field => weigh(field, field.name));
  return found.sort((a, b) => a[0] - b[0]);
}"""


@pytest.mark.parametrize("path", PAGES)
def test_letters_stand_out_in_every_look(chromium: Browser, live: LiveSite, path: str) -> None:
    page = open_page(chromium, live, path)
    show_all(page)
    for colours in ("normal", "light", "dark"):
        wear(page, "standard", colours)
        found = page.evaluate(CONTRASTS)
        assert len(found) > 15
        assert found[0][0] >= 7, (colours, found[:3])
        page.emulate_media(media="print")
        printed = {(colour, ground) for _, colour, ground, _ in page.evaluate(CONTRASTS)}
        assert printed == {("rgb(0, 0, 0)", "rgb(255, 255, 255)")}, colours
        page.emulate_media(media="screen")
    page.context.close()
