"""How far somebody walks in a day, in kilometres and rounds of a park."""

from __future__ import annotations

from flask_babel import gettext as _

from planner.sentences import N_

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
