"""Contrast of the style sheet's colours: axe asks less than 7:1 of large letters, our readers need it."""

from __future__ import annotations

import re
from itertools import product

import pytest

from planner.settings import ROOT

CSS = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
PAIRS = (
    *product(("ink", "soft", "red", "pine"), ("paper", "card", "tint", "warn")),
    *product(("on-dark",), ("red", "pine", "ink")),
)


def colours(selector: str) -> dict[str, str]:
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", CSS, re.MULTILINE | re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
@pytest.mark.parametrize("contrast_chosen", ["normal", "high"])
def test_letters_stand_out(text: str, ground: str, contrast_chosen: str) -> None:
    tokens = colours(":root") | (colours("html.contrast-high") if contrast_chosen == "high" else {})
    assert contrast(tokens[text], tokens[ground]) >= 7


@pytest.mark.parametrize("ground", ["paper", "card", "tint", "warn"])
def test_borders_can_be_seen(ground: str) -> None:
    assert contrast(colours(":root")["line"], colours(":root")[ground]) >= 3


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
