"""Contrast of the style sheet's colours: axe asks less than 7:1 of large letters, our readers need it."""

from __future__ import annotations

import re
from itertools import product

import pytest

from planner.folders import ROOT

CSS = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
LOOKS = {"ours": ":root", "black on white": "html.contrast-light", "white on black": "html.contrast-dark",
         "on paper": "  html[class]"}  # fmt: skip
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
    block = re.search(rf"^{re.escape(look)} \{{(.*?)\}}", CSS, re.MULTILINE | re.DOTALL)
    assert block
    said = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block[1]))
    return said if look == ":root" else colours(":root") | said


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
    tokens = colours(LOOKS[look])
    pairs = LETTERS if look == "on paper" else (*LETTERS, *ON_FILLS)
    weak = {(text, ground): contrast(tokens[text], tokens[ground]) for text, ground in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 7}


@pytest.mark.parametrize("look", LOOKS)
def test_borders_and_marks_can_be_seen(look: str) -> None:
    tokens = colours(LOOKS[look])
    weak = {(line, ground): contrast(tokens[line], tokens[ground]) for line, ground in LINES}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


@pytest.mark.parametrize(
    ("asked", "look"), [("prefers-color-scheme: dark", "dark"), ("prefers-contrast: more", "light")]
)
def test_what_the_device_asks_for_is_one_of_the_looks(asked: str, look: str) -> None:
    media = re.search(
        rf"^@media \({asked}\)[^{{]*\{{\s*html\.contrast-system \{{(.*?)\}}", CSS, re.MULTILINE | re.DOTALL
    )
    chosen = re.search(rf"^html\.contrast-{look} \{{(.*?)\}}", CSS, re.MULTILINE | re.DOTALL)
    assert media
    assert chosen
    assert media[1].split() == chosen[1].split()


def test_paper_is_black_on_white() -> None:
    tokens = colours(LOOKS["on paper"])
    assert {tokens[name] for name in ("ink", "soft", "red", "pine", "line", "on-read")} == {"#000"}
    assert {tokens[name] for name in (*GROUNDS, "field", "read")} == {"#fff"}


@pytest.mark.parametrize("sheet", ["site.css", "find.css", "map.css"])
def test_every_colour_is_a_token(sheet: str) -> None:
    rules = (ROOT / "static" / "css" / sheet).read_text(encoding="utf-8")
    assert (
        re.findall(r"^.*(?<!&)#[0-9a-fA-F]{3,8}\b.*$", re.sub(r"--[\w-]+: #[0-9a-f]{3,6};", "", rules), re.MULTILINE)
        == []
    )


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
