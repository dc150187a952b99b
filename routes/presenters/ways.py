"""Ways in words: rides, walks and trains, and how far somebody walks in kilometres and rounds of a park."""

from __future__ import annotations

from flask_babel import gettext as _

from planner.itinerary.types import Leg
from planner.sentences import N_
from routes.formatters import clock_of_day, km, metres, minutes, spot_name

ROUND_M = 1000  # a round of a park. Ours, and the pages say so
FAR = N_("每天走路超过六公里")
_UP_TO = {
    500: N_("每天走路不到半公里，大约绕公园半圈"),
    1000: N_("每天走路不到一公里，大约绕公园一圈"),
    1500: N_("每天走路不到一公里半，大约绕公园一圈半"),
    2000: N_("每天走路不到两公里，大约绕公园两圈"),
    3000: N_("每天走路不到三公里，大约绕公园三圈"),
    4000: N_("每天走路不到四公里，大约绕公园四圈"),
    5000: N_("每天走路不到五公里，大约绕公园五圈"),
    6000: N_("每天走路不到六公里，大约绕公园六圈"),
}


def walk_words(most_m: int) -> str:
    """The day with the longest way on foot."""
    return _(next((words for limit, words in _UP_TO.items() if most_m <= limit), FAR))


def leg_head(leg: Leg) -> str:
    """A ride, a walk or a train by name."""
    if leg.mode == "train":
        return _("火车 %(train)s", train=leg.train or "")
    if leg.mode == "walk":
        return _("走到%(place)s", place=spot_name(leg.target))
    return _("坐车到%(place)s", place=spot_name(leg.target))


def leg_lines(leg: Leg) -> tuple[str, ...]:
    """From where to where, how far, how long, how often it stops."""
    if leg.mode == "train":
        return train_words(leg), _("2026 年 5 月的时刻表。买票前请再查一次。")
    if leg.mode == "walk":
        return (_("约 %(walk)s，约 %(time)s", walk=metres(leg.walk_m), time=minutes(leg.end - leg.start)),)
    line = _("约 %(km)s，约 %(time)s", km=km(leg.km), time=minutes(leg.end - leg.start))
    return (line + (_("，途中停 %(n)s 次，休息、上厕所", n=leg.stops) if leg.stops else ""),)


def train_words(leg: Leg) -> str:
    """From where to where, and when a train arrives."""
    ends = {"from": spot_name(leg.origin), "to": spot_name(leg.target), "arrive": clock_of_day(leg.end)}
    if leg.estimated:
        return _("%(from)s → %(to)s，约 %(arrive)s 到（到站时刻没查到，按里程和车速估的）", **ends)
    return _("%(from)s → %(to)s，%(arrive)s 到", **ends)
