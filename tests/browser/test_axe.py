"""Older readers' pages before axe in every look.

The seniors' pages are looked at in three sizes, three colours, two languages and two widths. All 36 ways to look at a
page would take a quarter of an hour, so nine are taken, in which every two choices meet; a page is loaded once in each
language and then dressed anew.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import LiveSite, Reader, open_page, send_wrong
from tests.support.evaluators import Look, axe_faults, show_all, wear
from tests.support.pages import FORM_ERRORS, SENIORS, FormError

pytestmark = pytest.mark.browser

CHOICES = (("standard", "large", "largest"), ("normal", "light", "dark"), ("zh", "en"), (1280, 360))
LOOKS = (
    ("standard", "normal", "zh", 1280), ("standard", "light", "en", 360), ("standard", "dark", "zh", 360),
    ("large", "normal", "en", 360), ("large", "light", "zh", 1280), ("large", "dark", "en", 1280),
    ("largest", "normal", "zh", 1280), ("largest", "light", "en", 1280), ("largest", "dark", "zh", 360),
)  # fmt: skip


def faults_in_all_looks(page: Page, language: str) -> list[str]:
    """What axe finds in the looks of that language, with everything unfolded."""
    show_all(page)
    faults = []
    for size, colours, _, width in (look for look in LOOKS if look[2] == language):
        wear(page, Look(size, colours, width))
        faults += [f"{size} {colours} {width}: {fault}" for fault in axe_faults(page)]
    page.context.close()
    return faults


def test_every_two_choices_meet() -> None:
    for one, other in combinations(range(len(CHOICES)), 2):
        met = {(look[one], look[other]) for look in LOOKS}
        assert met == set(product(CHOICES[one], CHOICES[other]))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", SENIORS)
def test_axe_finds_nothing(chromium: Browser, live: LiveSite, path: str, language: str) -> None:
    faults = faults_in_all_looks(open_page(chromium, live, path, Reader(language)), language)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("wrong", FORM_ERRORS, ids=str)
def test_axe_finds_nothing_where_something_is_to_be_mended(
    chromium: Browser, live: LiveSite, wrong: FormError, language: str
) -> None:
    page = open_page(chromium, live, wrong.path, Reader(language))
    send_wrong(page, wrong)
    faults = faults_in_all_looks(page, language)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "calls", ["大连@20:30-23:00\n鞍山/5-20\n沈阳@-08:00", "大连@08:00-08:05\n沈阳@-10:00", "大连@8\n沈杨"]
)
def test_axe_finds_nothing_in_answers_to_a_wish_for_a_path(
    chromium: Browser, live: LiveSite, calls: str, language: str
) -> None:
    page = open_page(chromium, live, "/rail/insert", Reader(language))
    page.fill("#f-calls", calls)
    page.fill("#f-paths", "2")
    page.click("form[action='/rail/insert'] button")
    page.wait_for_load_state("networkidle")
    assert page.locator("#answer, #errors").count() == 1
    faults = axe_faults(page)
    page.set_viewport_size({"width": 360, "height": 800})
    faults += axe_faults(page)
    page.context.close()
    assert not faults, "\n".join(faults)
