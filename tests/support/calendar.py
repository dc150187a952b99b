"""Days to travel on that are always ahead, whatever day it is, both Tuesdays in May; and clocks that stand still."""

from datetime import datetime, timedelta, tzinfo

from planner.clock import today
from planner.jobs import next_start

SPRING_DAY = next_start(5, today() + timedelta(days=14))
SPRING = SPRING_DAY.isoformat()
MAY_DAY = SPRING_DAY + timedelta(days=7)  # after the holidays
MAY = MAY_DAY.isoformat()


def clock_at(moment: datetime) -> type[datetime]:
    """The `datetime` of a module for which it is that moment."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    return Stopped
