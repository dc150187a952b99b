"""Readers who walk through the site: with a mouse, by keys alone, without scripts, on a narrow screen in the largest
letters, in English."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import LiveSite
from tests.support.windows import Reader, leave, open_page

PLANNED_MS = 180_000
DESKTOP = Reader()
FOCUSED = "selector => document.activeElement.matches(selector)"


@dataclass(frozen=True)
class Mode:
    """How somebody gets about the site."""

    name: str
    reader: Reader = DESKTOP
    scripts: bool = True
    keys: bool = False

    def __str__(self) -> str:
        return self.name


MODES = (
    Mode("mouse"), Mode("keys", keys=True), Mode("no scripts", Reader(width=360), scripts=False),
    Mode("narrow", Reader(width=320, size="largest")), Mode("English", Reader("en", 360)),
)  # fmt: skip


class Walker:
    """A page and the hands on it; `presses` are counted. Every page that is come to must fit into the window."""

    def __init__(self, browser: Browser, site: LiveSite, path: str, mode: Mode) -> None:
        self.site, self.mode, self.presses = site, mode, 0
        self.page = open_page(browser, site, path, mode.reader, java_script_enabled=mode.scripts)
        self.fits()

    def press(self, selector: str) -> None:
        """A link, a button, something folded."""
        self.presses += 1
        if self.mode.keys:
            tab_to(self.page, selector)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator(selector).first.click()

    def go(self, selector: str, to: str) -> None:
        """Press, and come to an address."""
        self.press(selector)
        self.page.wait_for_url(to)
        self.fits()

    def write(self, selector: str, text: str) -> None:
        if self.mode.keys:
            tab_to(self.page, selector)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(text)
        else:
            self.page.locator(selector).fill(text)

    def tick(self, name: str, value: str) -> None:
        """One of several choices."""
        chosen = f"[name={name}][value='{value}']"
        if not self.mode.keys:
            self.page.locator(chosen).check()
            return
        if self.page.locator(chosen).get_attribute("type") == "checkbox":
            tab_to(self.page, chosen)
            self.page.keyboard.press("Space")
        else:
            tab_to(self.page, f"[name={name}]")
            if self.page.evaluate(FOCUSED, chosen):
                self.page.keyboard.press("Space")
            while not self.page.evaluate(FOCUSED, chosen):
                self.page.keyboard.press("ArrowDown")
        expect(self.page.locator(chosen)).to_be_checked()

    def pick(self, selector: str, value: str) -> None:
        """One line of a list."""
        if not self.mode.keys:
            self.page.locator(selector).select_option(value)
            return
        tab_to(self.page, selector)
        for _ in range(self.page.locator(f"{selector} option").count()):
            if self.page.locator(selector).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"{value} cannot be picked by keys")

    def wait_for_result(self, to: str) -> None:
        """What is being worked out; without scripts one asks from time to time."""
        if not self.mode.scripts:
            self.page.wait_for_url("**/progress/**")
            for _ in range(PLANNED_MS // 500):
                if "/progress/" not in self.page.url:
                    break
                expect(self.page.locator("noscript")).to_be_visible()
                self.page.wait_for_timeout(500)
                self.page.locator("main a.button").first.click()
        self.page.wait_for_url(to, timeout=PLANNED_MS)
        self.fits()

    def fits(self) -> None:
        """Nothing is wider than the window."""
        expect(self.page.locator(".bottom, .trip-bar")).to_be_visible()
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, self.page.url

    def leave(self) -> None:
        leave(self.page)


def tab_to(page: Page, selector: str, most: int = 200) -> None:
    """Press Tab until that control has the focus; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        outline = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert outline >= 2, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate(FOCUSED, selector):
            return
    pytest.fail(f"no way by keys to {selector}")
