"""Whom to call: a place's own number; where none is known the operator's; and the lines that answer everywhere."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from planner.catalog import Catalog, Hotline
from routes.state import english

ON_EVERY_CARD = ("120", "110")  # told beside, with what to do


def phones_words(phone: str | None) -> str:
    """Numbers as one reads them out; empty if none is known."""
    return _("、").join(phone.split(";")) if phone else ""


def hotlines_for(facts: Catalog, cities: Collection[str]) -> tuple[Hotline, ...]:
    """The lines that answer in these cities, those of the whole region first."""
    lines = [line for line in facts.hotlines if line.city in {None, *cities} and line.phone not in ON_EVERY_CARD]
    return tuple(sorted(lines, key=lambda line: (line.city is not None, line.phone, line.id)))


def hotline_words(line: Hotline) -> str:
    """What a line is for."""
    return line.en if english() else line.zh
