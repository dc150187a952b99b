"""Possessions and a train taken out, as somebody types them beside the calls."""

from __future__ import annotations

from collections.abc import Mapping

from planner.catalog import RailFacts
from planner.errors import SilverwayError, Unknown
from planner.train.check import Possession
from planner.train.entry import read_possession
from routes.examples import example
from routes.rail.forms.fields import fault_words


def read_possessions(facts: RailFacts, text: str, errors: dict[str, str]) -> tuple[Possession, ...]:
    """One possession a line; what cannot be read is told under `possessions`."""
    found: list[Possession] = []
    bad: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            found.append(read_possession(line, facts.stations))
        except SilverwayError as wrong:
            bad.append(fault_words(wrong, facts.stations, "{0.one}-{0.other}@11:00-13:00".format(example())))
    if bad:
        errors["possessions"] = " ".join(bad)
    return tuple(found)


def read_trains(facts: RailFacts, texts: Mapping[str, str], field: str, errors: dict[str, str]) -> tuple[str, ...]:
    """Published trains by number, with commas or spaces between them; one that is not published is told."""
    typed = texts[field]
    for mark in "，、；;":
        typed = typed.replace(mark, ",")
    numbers = tuple(dict.fromkeys(word.upper() for word in typed.replace(",", " ").split()))
    unknown = [number for number in numbers if number not in facts.runs]
    if unknown:
        errors[field] = fault_words(Unknown("train_run", unknown[0]), facts.stations)
    return numbers
