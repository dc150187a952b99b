"""What a checker of trains finds, in sentences, stations by their names in the reader's language."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _

from planner.sentences import remedy_sentence, violation_sentence
from planner.violations import Violation
from routes.formatters import stations_words
from routes.state import language, rules

STATIONS = ("from", "by")  # values that are stations


def violation_text(violation: Violation) -> str:
    """What is broken."""
    return violation_sentence(replace(violation, where=stations_words(violation.where)), rules(), language(), _)


def remedy_text(violation: Violation) -> str:
    """What is broken and what would mend it."""
    values = {k: stations_words(str(v)) if k in STATIONS else v for k, v in violation.values.items()}
    placed = replace(violation, values=values)
    return violation_text(placed) + remedy_sentence(replace(placed, where=stations_words(violation.where)), _)
