"""What a checker of trains finds, in sentences, stations by their names in the reader's language."""

from __future__ import annotations

import re
from dataclasses import replace

from flask_babel import gettext as _

from planner.sentences import remedy_sentence, violation_sentence
from planner.violations import Violation
from routes.formatters import stations_words
from routes.state import language, rules

STATIONS = ("from", "by", "wait")  # values that are stations


def violation_text(violation: Violation) -> str:
    """What is broken."""
    return violation_sentence(_in_own_words(violation), rules(), language(), _)


def remedy_text(violation: Violation) -> str:
    """What is broken and what would mend it."""
    return violation_text(violation) + remedy_sentence(_in_own_words(violation), _)


def possession_name(name: str) -> str:
    """The stations of a possession by the names the reader knows."""
    return "".join(part if part in "–>" else stations_words(part) for part in re.split("([–>])", name))


def _in_own_words(violation: Violation) -> Violation:
    values = {k: stations_words(str(v)) if k in STATIONS else v for k, v in violation.values.items()}
    if "name" in values:
        values["name"] = possession_name(str(values["name"]))
    return replace(violation, where=stations_words(violation.where), values=values)
