"""Colours follow the device until the reader chooses."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_colours_are_those_of_the_device_until_others_are_chosen(
    chromium: Browser, live: LiveSite, scheme: Literal["light", "dark"], dark: bool
) -> None:
    for chosen, black in (("system", dark), ("normal", False), ("dark", True)):
        page = open_page(chromium, live, "/trips/{trip}", Reader(contrast=chosen), color_scheme=scheme)
        assert (page.evaluate(GROUND) == "rgb(0, 0, 0)") == black
        leave(page)
