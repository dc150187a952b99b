"""The judge of trains: from facts, rules and the timetable alone. Shares no code with what makes timetables.

What both read are tables of facts: the network, the running times, and where the published trains are.
"""

from planner.train.check.calls import Verdict, check_calls, judge_calls
from planner.train.check.cruise import check_cruise
from planner.train.check.meetings import possession_links
from planner.train.check.path import check_path
from planner.train.check.several import check_several
from planner.train.types import Calendar, CallLike, Case, Possession, Unchecked

__all__ = [
    "Calendar",
    "CallLike",
    "Case",
    "Possession",
    "Unchecked",
    "Verdict",
    "check_calls",
    "check_cruise",
    "check_path",
    "check_several",
    "judge_calls",
    "possession_links",
]
