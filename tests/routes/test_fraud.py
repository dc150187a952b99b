"""Wherever a page for older readers has money or a telephone number, it says what nobody of ours ever asks for."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support.pages import MORE, STAY_CARDS
from tests.support.site import Shelf, read_strictly, reader, text_of

PAGES = (
    "/trips", "/trips/{trip}", "/trips/{trip}/days/1", "/trips/{trip}/days/2", "/trips/{trip}/call",
    "/trips/{trip}/driver/1", "/trips/{trip}/enquiry", "/help",
    "/stay", *(f"/stays/{{stay}}{page}" for page in STAY_CARDS), "/trains",
    "/trains/{train}", *(f"/trips/{{trip}}/more/{name}" for name in MORE),
)  # fmt: skip
MONEY = {"zh": re.compile(r"[0-9] 元"), "en": re.compile(r"¥|yuan")}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_money_and_numbers_never_stand_without_the_warning(app: Flask, shelf: Shelf, path: str, language: str) -> None:
    tree = read_strictly(reader(app, language).get(path.format(**vars(shelf))).get_data(as_text=True))
    (main,) = tree.iter("main")
    dials = [link for link in main.iter("a") if (link.get("href") or "").startswith("tel:")]
    if dials or MONEY[language].search(text_of(main)):
        assert [one for one in main.iter("p") if "fraud" in (one.get("class") or "").split()]


def test_money_and_numbers_are_seen_at_all(app: Flask, shelf: Shelf) -> None:
    for path, language in ((f"/trips/{shelf.trip}", "zh"), (f"/trips/{shelf.trip}/more/tickets", "en")):
        assert MONEY[language].search(reader(app, language).get(path).get_data(as_text=True))
