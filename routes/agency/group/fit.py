"""Whom of a departure's group its trip does not suit: told wherever the trip is priced or sold."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from planner.group import unsuited
from planner.sentences import NAMES
from routes.agency.desk import Desk
from routes.presenters import violation_text

TIMES = frozenset(
    {"ride-too-short", "visit-too-short", "lunch-minutes", "midday-rest", "station-before", "station-after"}
)


@dataclass(frozen=True)
class UnsuitedWords:
    """People of one mobility ("" for the whole group), and what the trip asks of them that they cannot do.
    `names` is empty where only numbers are known."""

    mobility: str
    names: tuple[str, ...]
    count: int
    reasons: tuple[str, ...]


def unfit(desk: Desk) -> list[UnsuitedWords]:
    """Whom of the group the trip does not suit, and why; nobody if the list is empty."""
    group = desk.people
    if desk.trip is None or desk.train or not group.guests:
        return []
    found = unsuited(desk.facts, group, desk.trip)
    reasons = [tuple(dict.fromkeys(violation_text(violation) for violation in each.violations)) for each in found]
    all_alike = len(found) == 1 and found[0].mobility == "wheelchair"
    everybody = not all_alike and sum(len(each.guests) for each in found) == len(group.guests)
    shared = [reason for reason in reasons[0] if all(reason in some for some in reasons)] if everybody else []
    words = [
        UnsuitedWords(
            _(NAMES[each.mobility]),
            tuple(guest.name for guest in each.guests if guest.name),
            len(each.guests),
            tuple(reason for reason in some if reason not in shared),
        )
        for each, some in zip(found, reasons, strict=True)
    ]
    whole = [UnsuitedWords("", (), len(group.guests), tuple(shared))] if shared else []
    return whole + [each for each in words if each.reasons]


def is_beyond(desk: Desk) -> bool:
    """Does the trip ask of some of the group what they cannot do, more than a little more time for so many people?"""
    group = desk.people
    if desk.trip is None or desk.train or not group.guests:
        return False
    found = unsuited(desk.facts, group, desk.trip)
    return any(violation.rule not in TIMES for each in found for violation in each.violations)
