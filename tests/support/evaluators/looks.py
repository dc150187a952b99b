"""The ways to look at a page: size of letters, colours, width of the window; and what is unfolded for evaluators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

# WCAG 1.4.12: what a reader may set without losing anything
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# As a constructed sheet, which the content security policy leaves alone.
SPREAD = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = text ? [sheet] : [];
}"""


@dataclass(frozen=True)
class Look:
    """`forced`: the computer's own colours; `spaced`: letters, words and lines wider apart."""

    size: Literal["standard", "large", "largest"] = "standard"
    colours: Literal["normal", "light", "dark"] = "normal"
    width: int = 1280
    media: Literal["screen", "print"] = "screen"
    forced: bool = False
    spaced: bool = False

    def __str__(self) -> str:
        more = (self.media if self.media == "print" else "", "forced" * self.forced, "spaced" * self.spaced)
        return " ".join((self.size, self.colours, str(self.width), *filter(None, more)))


PLAIN = Look()


def wear(page: Page, look: Look, before: Look | None = None) -> None:
    """The page as it is served to a reader who chose that look: a class is all that differs. `before`: what it wears
    now, if that is known."""
    if before is None or (before.size, before.colours) != (look.size, look.colours):
        name = f"js size-{look.size}" + ("" if look.colours == "normal" else f" contrast-{look.colours}")
        page.evaluate("look => { document.documentElement.className = look; }", name)
    if before is None or before.width != look.width:
        page.set_viewport_size({"width": look.width, "height": 900})
    if before is None or (before.media, before.forced) != (look.media, look.forced):
        page.emulate_media(
            media=look.media,
            forced_colors="active" if look.forced else "none",
            reduced_motion="reduce" if look.forced else "no-preference",
        )
    if before is None or before.spaced != look.spaced:
        page.evaluate(SPREAD, SPACING if look.spaced else "")


def show_all(page: Page) -> None:
    """Open whatever is folded, and what is shown only at times."""
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    page.evaluate("document.querySelectorAll('main [hidden]').forEach(one => { one.hidden = false; })")
