"""The checker of trains: from facts, rules and the timetable alone. Shares no code with what makes timetables.

What both read are tables of facts: the network, the running times, and the published timetable on it. The times at
which published trains pass between their calls are handed in, and refused if the published ones do not allow them.
"""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.check.cruise import check_cruise
    from planner.train.check.known import KnownTraffic, known_traffic
    from planner.train.check.path import TimedPath, check_path
    from planner.train.check.possessions import possession_links
    from planner.train.check.redispatch import check_redispatch
    from planner.train.check.several import check_several
    from planner.train.check.stops import SERVICE_MIN, SIGHT_MIN
    from planner.train.check.timetable import CheckResult, check_timetable
    from planner.train.check.together import TogetherResult, check_among, check_together
    from planner.train.types import Calendar, CallLike, Case, Possession, Unchecked
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "SERVICE_MIN",
    "SIGHT_MIN",
    "Calendar",
    "CallLike",
    "Case",
    "CheckResult",
    "KnownTraffic",
    "Possession",
    "TimedPath",
    "TogetherResult",
    "Unchecked",
    "check_among",
    "check_cruise",
    "check_path",
    "check_redispatch",
    "check_several",
    "check_timetable",
    "check_together",
    "known_traffic",
    "possession_links",
]
