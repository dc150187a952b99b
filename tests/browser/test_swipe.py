"""A finger drawn to the side turns to the next day or the one before; whatever else fingers do stays as it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import LiveSite
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

FIRST, SECOND = "/trips/{trip}/days/1", "/trips/{trip}/days/2"
Drawn = tuple[tuple[int, int], tuple[int, int]]
LEFT: Drawn = ((300, 400), (120, 410))
RIGHT: Drawn = ((80, 400), (260, 390))
UP: Drawn = ((200, 600), (190, 200))
SLANTED: Drawn = ((300, 600), (180, 480))
FROM_THE_EDGE: Drawn = ((8, 400), (260, 400))


def drawn(page: Page, *fingers: Drawn) -> None:
    """As fingers draw it: down, along, up."""
    tools = page.context.new_cdp_session(page)
    for step in range(6):
        at = [{"x": x + (x2 - x) * step / 5, "y": y + (y2 - y) * step / 5} for (x, y), (x2, y2) in fingers]
        tools.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": at})
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    tools.detach()


def telephone(chromium: Browser, live: LiveSite, path: str) -> Page:
    return open_page(chromium, live, path, Reader(width=360), has_touch=True)


@pytest.mark.parametrize(("path", "way", "leads"), [(FIRST, LEFT, SECOND), (SECOND, RIGHT, FIRST)])
def test_a_finger_drawn_aside_turns_to_another_day(
    chromium: Browser, live: LiveSite, path: str, way: Drawn, leads: str
) -> None:
    page = telephone(chromium, live, path)
    drawn(page, way)
    expect(page).to_have_url(live.page(leads))
    leave(page)


@pytest.mark.parametrize(
    ("path", "fingers"),
    [
        (FIRST, (RIGHT,)), (SECOND, (LEFT,)), (FIRST, (UP,)), (FIRST, (SLANTED,)), (SECOND, (FROM_THE_EDGE,)),
        (FIRST, (LEFT, ((60, 300), (40, 500)))),
    ],
    ids=["before the first", "after the last", "up", "slanted", "from the edge", "two fingers"],
)  # fmt: skip
def test_other_fingers_stay_on_the_day(
    chromium: Browser, live: LiveSite, path: str, fingers: tuple[Drawn, ...]
) -> None:
    page = telephone(chromium, live, path)
    drawn(page, *fingers)
    page.wait_for_timeout(300)
    expect(page).to_have_url(live.page(path))
    if fingers == (UP,):
        assert page.evaluate("scrollY") > 200
    leave(page)


def test_a_page_drawn_large_is_moved_not_turned(chromium: Browser, live: LiveSite) -> None:
    page = telephone(chromium, live, FIRST)
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    drawn(page, LEFT)
    page.wait_for_timeout(300)
    expect(page).to_have_url(live.page(FIRST))
    tools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    leave(page)


def test_the_links_are_there_without_it(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, FIRST, Reader(width=360), java_script_enabled=False)
    page.locator(".between a[rel=next]").click()
    expect(page).to_have_url(live.page(SECOND))
    leave(page)
