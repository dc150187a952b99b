"""What is going on at a minute of a day, and where one goes next: when to leave, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from routes.presenters.cards.day_card import DayEntry

WAYS, STOPS = ("ride", "walk"), ("visit", "meal", "train")


@dataclass(frozen=True)
class DayMoment:
    """In words, each empty where there is none; static/js/today.js finds the same by the device's clock."""

    now: str
    following: str
    leave: str


def day_moment(entries: Sequence[DayEntry], minute: int) -> DayMoment:
    """What one is at, the next place, meal or train, and when one sets out for it."""
    at = next((entry for entry in entries if entry.minute <= minute < entry.end), None)
    ahead = [entry for entry in entries if entry.minute > minute]
    stop = next((entry for entry in ahead if entry.kind in STOPS), None)
    before = ahead[: ahead.index(stop)] if stop else ahead
    way = next((entry for entry in reversed(before) if entry.kind in WAYS), None)
    now = (
        _("现在：%(what)s", what=at.what) + (_("，到%(time)s", time=at.till) if at.till else "") + _("。") if at else ""
    )
    goal = stop or way  # in the evening the way itself: to the hotel, or home
    if goal is None:
        return DayMoment(now, "", "")
    if stop and way:
        return DayMoment(now, goal.what, _("%(time)s动身，%(how)s。", time=way.at, how=way.what))
    return DayMoment(now, goal.what, goal.at + _("。"))
