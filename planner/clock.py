"""What day it is where the trips are."""

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")  # one zone, no summer time since 1991


def today() -> date:
    """Today's date in China, wherever the server stands."""
    return datetime.now(UTC).astimezone(CHINA).date()
