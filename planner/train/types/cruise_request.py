"""What a planner asks of the railway side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CruiseRequest:
    """A silver train: from `home` (a city) for `days` days with a theme; `profile` sets the guests' budgets."""

    home: str
    days: int
    theme: str
    start: date
    profile: str = "gentle"
    guests: int = 320
    musts: tuple[str, ...] = ()  # cities to call at
    bans: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()  # what a planner says of stations, see planner.train.infrastructure.facilities
    stock: str = "25G"  # of planner.train.infrastructure.running.STOCK_KMH
