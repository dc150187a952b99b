"""The recipes of docs/howto as tests follow them: their text, and the pieces of code and data they show."""

from __future__ import annotations

import re

from planner.folders import ROOT


def recipe(name: str) -> str:
    """The text of a recipe."""
    return (ROOT / "docs" / "howto" / f"{name}.md").read_text(encoding="utf-8")


def pieces(name: str, language: str) -> list[str]:
    """The fenced blocks of a recipe in that language, in order, as they stand."""
    return re.findall(rf"^```{language}\n(.*?)^```$", recipe(name), re.MULTILINE | re.DOTALL)
