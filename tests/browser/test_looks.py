"""What catches the eye: one filled button a screen; colours follow the device until the reader chooses."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite
from tests.support.pages import SENIORS
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

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
GROUND = "getComputedStyle(document.body).backgroundColor"


def test_one_filled_button_a_screen(chromium: Browser, live: LiveSite) -> None:
    faults = []
    for path in SENIORS:
        page = open_page(chromium, live, path, Reader(width=360))
        filled = sorted(page.evaluate(FILLED))
        leave(page)
        faults += [f"{path}: {one[2]} and {other[2]}" for one, other in pairwise(filled) if other[1] - one[0] <= SCREEN]
    assert faults == []


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_colours_are_those_of_the_device_until_others_are_chosen(
    chromium: Browser, live: LiveSite, scheme: Literal["light", "dark"], dark: bool
) -> None:
    for chosen, black in (("system", dark), ("normal", False), ("dark", True)):
        page = open_page(chromium, live, "/trips/{trip}", Reader(contrast=chosen), color_scheme=scheme)
        assert (page.evaluate(GROUND) == "rgb(0, 0, 0)") == black
        leave(page)
