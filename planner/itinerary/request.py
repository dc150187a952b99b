"""What a traveller wishes, checked on the way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

THEMES = ("nostalgia", "youth", "health", "nature", "culture", "food")
PROFILES = ("brisk", "steady", "gentle", "cane", "wheelchair")
MAX_DAYS = 14


@dataclass(frozen=True)
class TripRequest:
    """A wish for a trip. `home` is a city's name, `musts` and `bans` are place ids.

    `ages` are the travellers' (prices and the rules for 75+ depend on them); `birth_year` is of the
    one whose memories the trip should meet; both may be unknown.
    """

    theme: str
    home: str
    days: int
    profile: str
    start: date
    ages: tuple[int, ...] = ()
    birth_year: int | None = None
    musts: tuple[str, ...] = ()
    bans: tuple[str, ...] = ()
