"""Sentences for people outside pages: the command line, documents, and errors everywhere.

Chinese is the source text; `translations/en` holds the English. Functions that write words take `_`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable

from planner.folders import ROOT

Translate = Callable[[str], str]


def translator(language: str) -> Translate:
    """The translation of `zh` (as written) or `en`."""
    return gettext.translation("messages", ROOT / "translations", [language], fallback=True).gettext


def N_(sentence: str) -> str:  # noqa: N802  # the name gettext tools look for
    """Mark a sentence for translation where it stands in a table."""
    return sentence
