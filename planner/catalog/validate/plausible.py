"""What a careful reader would doubt: a note that says what the cells do not, numbers that cannot be of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from planner.catalog.csv_rows import Sheet
from planner.errors import Fault

STEP_RISE_M = 0.10  # a step of a stair is at least so high
STROLL_M_PER_MIN = 75  # nobody walks faster than this through a sight, looking
FEAST_DAYS = 62
OUTSIDE_MIN = 30  # nobody looks at a house from the street for longer
OUTSIDE = re.compile(r"只看外面|exterior")
STATES = re.compile(r"for the time being|paus(?:e|ed)\b|under repair|not open to the public|暂停|装修|不对外|建设中")
_OPENING = r"(?:clos|open|hour|entry|until| to \d|\d:\d\d|闭|开放|停止|不开|时间)"
_MONTHS = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
_WEEKDAYS = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b")
_SAYS = (  # what a note may say of opening, what the hours then must hold, what to write
    (r"(?:winter|summer|冬|夏)", _MONTHS, "seasons, such as Apr-Oct: 08:30-17:00; Nov-Mar: 09:00-16:00"),
    (r"(?:Monday|Sunday|weekend|周一|周日|周末|星期)", _WEEKDAYS, "weekdays, such as Tu-Su 09:00-16:30"),
    (
        r"(?:Spring Festival|New Year|春节|除夕|大年)",
        re.compile(r"\b(?:CNY|PH)\b"),
        "the days, such as CNY-1..CNY+2 off",
    ),
    (r"(?:public holiday|法定|节假日)", re.compile(r"\b(?:PH|CNY)\b"), "holidays, such as PH 09:00-16:30"),
)


def implausible(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """What stands in the tables and is hard to believe."""
    codes = _area_codes(sheets)
    for number, row in sheets["places.csv"].numbered():
        faults = (*_unsaid(row), *_state(row), *_outside(row), *_walk(row), *_prices(row))
        yield from (Fault("places.csv", number, column, why) for column, why in faults)
    for number, row in sheets["season_events.csv"].numbered():
        yield from (Fault("season_events.csv", number, column, why) for column, why in _events(row))
    for file in ("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv"):
        for number, row in sheets[file].numbered():
            for why in _phone(row, codes):
                yield Fault(file, number, "phone", why)


def _events(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A feast of some days that lasts for months, a lunar date in the solar calendar, a market nobody is up for."""
    words = f"{row['name']} {row['detail'] or ''}"
    if row["kind"] == "festival" and _days(row["start"], row["end"]) > FEAST_DAYS:
        yield "end", f"a festival of {_days(row['start'], row['end'])} days: write each of its days as an event"
    if re.search("农历|春节|正月|重阳", words) and not row["start"].startswith("lunar-") and len(row["start"]) == 5:
        yield "start", "goes by the lunar calendar: write lunar-MM-DD"
    if re.search("清晨|早市|晚间|傍晚|夜", words) and row["day_part"] is None:
        yield "day_part", "is not all day long: write early or evening"


def _days(start: str, end: str) -> int:
    """How many days a yearly event lasts, months of thirty days; 0 for one that happens once."""
    first, last = (text.removeprefix("lunar-").split("-") for text in (start, end))
    if len(first) == 3:
        return 0
    return ((int(last[0]) - int(first[0])) * 30 + int(last[1]) - int(first[1])) % 360 + 1


def _unsaid(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The note says when it is open, and the hours or the months do not."""
    note = row["note"] or ""
    whole_year = _all_months(row)
    for clause in re.split(r"[;；。]", note):
        if STATES.search(clause) and row["state"] is None:
            yield "note", f"{clause.strip()!r} speaks of being shut: write state and state_as_of"
        if re.search(r"last entry \d|停止入|最晚.{0,6}进", clause) and row["last_entry_min"] is None:
            yield "note", f"{clause.strip()!r} belongs into last_entry_min"
        for words, held, instead in _SAYS:
            said = re.search(words, clause) and re.search(_OPENING, clause)
            seasonal = words.startswith("(?:winter") and not whole_year
            if said and not seasonal and not (row["hours"] and held.search(row["hours"])):
                yield "note", f"{clause.strip()!r} says what the hours do not: write {instead} there"


def _all_months(row: Mapping[str, Any]) -> bool:
    return bool(row["season_from"] == row["season_to"] % 12 + 1)


def _state(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if (row["state"] is None) != (row["state_as_of"] is None):
        yield "state_as_of", "state and state_as_of must both be known or both be empty"
    if row["state"] == "seasonal" and _all_months(row):
        yield "season_from", "is seasonal, but its season is the whole year"
    if row["kind"] == "theatre" and row["hours"] is None and row["state"] is None and not _seen_outside(row):
        yield "state", "is a theatre without hours: write shows, unless one may look at it on other days"


def _outside(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if _seen_outside(row) and row["visit_min"] > OUTSIDE_MIN:
        yield "visit_min", f"is seen from outside: {OUTSIDE_MIN} minutes at most, not {row['visit_min']}"


def _seen_outside(row: Mapping[str, Any]) -> bool:
    return bool(OUTSIDE.search(f"{row['category'] or ''} {row['note'] or ''}"))


def _walk(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if row["walk_m"] > row["visit_min"] * STROLL_M_PER_MIN:
        yield "walk_m", f"{row['walk_m']} m in {row['visit_min']} minutes is no visit but a run"
    low = STEP_RISE_M * (row["stairs"] or 0)
    if row["climb_m"] < low:
        yield "stairs", f"{row['stairs']} steps climb at least {low:.0f} m, not {row['climb_m']}"
    if row["stairs"] and row["step_free"] == "yes":
        yield "step_free", f"there are {row['stairs']} steps on the usual way"


def _prices(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Nobody pays more for being older."""
    known = [(name, row[f"price_{name}_fen"]) for name in ("60", "65", "70") if row[f"price_{name}_fen"] is not None]
    for (younger, more), (older, less) in pairwise(known):
        if less > more:
            yield f"price_{older}_yuan", f"is higher than at {younger}"


def _area_codes(sheets: Mapping[str, Sheet]) -> dict[str, str]:
    return {row["name"]: row["area_code"] for row in sheets["cities.csv"].rows if row["area_code"]}


def _phone(row: Mapping[str, Any], codes: Mapping[str, str]) -> Iterator[str]:
    for part in (row["phone"] or "").split(";"):
        found = re.match(r"(0\d{2,3})-", part)
        if found and found[1] != codes.get(row["city"], found[1]):
            yield f"{part} is not a number of {row['city']}, whose area code is {codes[row['city']]}"
