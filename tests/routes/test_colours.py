"""Contrast of the style sheet's colours: axe asks less than 7:1 of large letters, our readers need it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from flask import Flask

from planner.folders import ROOT

SHEETS = ROOT / "static" / "css"
CHOSEN = "html:is(.contrast-{name}, .contrast-system)"
LOOKS = {"ours": ("site", ":root"), "black on white": ("look-light", CHOSEN.format(name="light")),
         "white on black": ("look-dark", CHOSEN.format(name="dark")),
         "on paper": ("site", "  html[class]")}  # fmt: skip
GROUNDS = ("paper", "card", "tint", "warn")
LETTERS = (
    *product(("ink", "soft", "red", "pine"), GROUNDS),
    ("ink", "field"), ("on-top", "top"), ("on-read", "read"),
)  # fmt: skip
ON_FILLS = (("on-dark", "pine"), ("on-dark", "ink"), ("card", "ink"))  # buttons, which are not printed
LINES = (
    *product(("line", "focus"), GROUNDS),
    ("on-top", "top"),
    ("others", "card"),
    ("fault", "card"),
    ("grid", "card"),
)


def colours(look: str) -> dict[str, str]:
    """The tokens of a look; what it does not say is as in ours."""
    sheet, selector = LOOKS[look]
    rules = (SHEETS / f"{sheet}.css").read_text(encoding="utf-8")
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", rules, re.MULTILINE | re.DOTALL)
    assert block
    said = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block[1]))
    return said if look == "ours" else colours("ours") | said


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS)
def test_letters_stand_out(look: str) -> None:
    tokens = colours(look)
    pairs = LETTERS if look == "on paper" else (*LETTERS, *ON_FILLS)
    weak = {(text, ground): contrast(tokens[text], tokens[ground]) for text, ground in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 7}


@pytest.mark.parametrize("look", LOOKS)
def test_borders_and_marks_can_be_seen(look: str) -> None:
    tokens = colours(look)
    weak = {(line, ground): contrast(tokens[line], tokens[ground]) for line, ground in LINES}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


@pytest.mark.parametrize("path", ["/", "/agency/"])
def test_each_look_stands_once_and_holds_if_chosen_or_if_the_device_asks_for_it(app: Flask, path: str) -> None:
    for chosen in ("system", "normal", "light", "dark"):
        client = app.test_client()
        client.set_cookie("contrast", chosen)
        head = client.get(path).get_data(as_text=True)
        held = dict(re.findall(r'<link rel="stylesheet" href="[^"]*-(light|dark)\.css[^"]*" media="([^"]*)">', head))
        assert held.keys() == {"light", "dark"}
        assert {asked.partition(" and ")[0] for asked in held.values()} == {"screen"}, "never on paper"
        assert ("prefers-color-scheme: dark" in held["dark"]) == (chosen == "system")
        assert ("prefers-contrast: more" in held["light"]) == (chosen == "system")
    for sheet in SHEETS.glob("*.css"):
        assert "contrast-system {" not in sheet.read_text(encoding="utf-8")


def test_paper_is_black_on_white() -> None:
    tokens = colours("on paper")
    assert {tokens[name] for name in ("ink", "soft", "red", "pine", "line", "on-read")} == {"#000"}
    assert {tokens[name] for name in (*GROUNDS, "field", "read")} == {"#fff"}


@pytest.mark.parametrize("sheet", ["site.css", "look-light.css", "look-dark.css", "find.css", "map.css"])
def test_every_colour_is_a_token(sheet: str) -> None:
    rules = (SHEETS / sheet).read_text(encoding="utf-8")
    assert (
        re.findall(r"^.*(?<!&)#[0-9a-fA-F]{3,8}\b.*$", re.sub(r"--[\w-]+: #[0-9a-f]{3,6};", "", rules), re.MULTILINE)
        == []
    )


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
