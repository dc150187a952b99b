"""The gallery of components: whole in both languages, nothing left out, kept from search machines and from users."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.folders import ROOT
from tests.support.pages import GALLERY
from tests.support.site import reader

COMPONENTS = ROOT / "templates" / "components"
MACRO = re.compile(r"\{%-? macro (\w+)")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", GALLERY)
def test_it_is_whole_in_both_languages(app: Flask, path: str, language: str) -> None:
    answer = reader(app, language).get(path)
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in answer.get_data(as_text=True)


def test_there_are_no_other_parts(app: Flask) -> None:
    assert reader(app, "zh").get("/components/nothing").status_code == 404


def test_it_shows_every_component() -> None:
    """Each file is used by the gallery or by what it uses, and each macro is called there."""
    sources = {file.name: file.read_text(encoding="utf-8") for file in COMPONENTS.glob("*.html")}
    used, ahead = "", [(COMPONENTS / "gallery" / "page.html").read_text(encoding="utf-8")]
    while ahead:
        source = ahead.pop()
        used += source
        ahead += [sources.pop(name) for name in re.findall(r"components/(\w+\.html)", source) if name in sources]
    assert sorted(sources) == []
    uncalled = [name for name in MACRO.findall(used) if len(re.findall(rf"\b{name}\(", used)) < 2]
    assert uncalled == []


def test_no_page_leads_there() -> None:
    pages = [file for file in (ROOT / "templates").rglob("*.html") if "gallery" not in file.parts]
    assert [file.name for file in pages if "components.gallery" in file.read_text(encoding="utf-8")] == []
