"""The answers of 帮我安排 as a wish: what was answered, and what is taken where nothing was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from planner.catalog import is_holiday
from planner.clock import clock_text, today
from planner.itinerary.inputs import minute_of
from planner.itinerary.types import PROFILES, Connection, TripRequest
from planner.jobs import next_start
from planner.text import read_day
from routes.forms import ages_of, whole

Answer = Mapping[str, str | list[str]]  # texts by field
Answers = Mapping[str, Answer]  # by step; an empty answer is 说不准

USUAL_DAYS, USUAL_PROFILE, USUAL_PACE = 2, "gentle", "slow"  # where nothing was answered
PROFILE_OF_KM = {"6": "brisk", "4": "steady", "2": "gentle", "1": "cane"}
DAYS = ("1", "2", "3", "4", "5", "7", "10")
BUDGETS = ("50", "100", "200", "500")
DECADES = ("1950", "1960", "1970", "1980")
KM_OF_PROFILE = {profile: km for km, profile in PROFILE_OF_KM.items()}
DECADE_AGE = 15  # whoever was born so many years before a decade was 15-25 in it


class Usual(NamedTuple):
    """What is taken where nothing was said, as far as it stands in the data."""

    theme: str
    home: str
    months: frozenset[int] = frozenset()  # the mild ones; none: any
    quiet_days: int = 0  # between a trip and a public holiday


def text(answers: Answers, step: str, name: str) -> str:
    found = answers.get(step, {}).get(name, "")
    return found if isinstance(found, str) else ""


def several(answers: Answers, step: str, name: str) -> tuple[str, ...]:
    found = answers.get(step, {}).get(name, [])
    return tuple(found) if isinstance(found, list) else ()


def lines_of(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[\n、，,；;]+", words) if name.strip())


def date_of(words: str) -> date | None:
    """2027-05-04 or 5月4日 as a date; None if it is something else."""
    return read_day(words, today())


def first_day(answers: Answers, soonest: date, usual: Usual) -> date:
    """The day that was named, else one of the month that was, else the first Tuesday from `soonest` on in a mild month
    and away from holidays."""
    start, month = date_of(text(answers, "when", "start")), text(answers, "when", "month")
    if start:
        return start
    if month:
        return next_start(int(month), soonest)
    tuesdays = (soonest + timedelta((1 - soonest.weekday()) % 7 + 7 * week) for week in count())
    days = days_of(answers)
    return next(day for day in tuesdays if _mild(day, usual) and _quiet(day, days, usual.quiet_days))


def _mild(day: date, usual: Usual) -> bool:
    return not usual.months or day.month in usual.months


def _quiet(start: date, days: int, apart: int) -> bool:
    return not any(is_holiday(start + timedelta(number)) for number in range(-apart, days + apart))


def days_of(answers: Answers) -> int:
    """How many days, as answered or as usual."""
    return int(text(answers, "when", "days") or USUAL_DAYS)


def profiles_of(answers: Answers) -> tuple[str, tuple[str, ...]]:
    """The profile of the trip, and that of those who walk beside a wheelchair but not far."""
    walks = PROFILE_OF_KM.get(text(answers, "walk", "km"))
    aid = text(answers, "aid", "aid")
    if aid == "stick":
        return "cane", ()
    if aid == "wheelchair":
        return "wheelchair", (walks,) if walks in ("gentle", "cane") else ()
    return walks or USUAL_PROFILE, ()


def wish_of(answers: Answers, soonest: date, usual: Usual) -> TripRequest:
    """The wish behind the answers; names and numbers are still to be made sure."""
    ages = ages_of(text(answers, "who", "ages")) or ()
    people = text(answers, "who", "people")
    themes = several(answers, "see", "themes")
    decade = text(answers, "see", "decade")
    profile, companions = profiles_of(answers)
    budget = text(answers, "budget", "budget")
    station = text(answers, "from", "station")
    return TripRequest(
        theme=themes[0] if themes else usual.theme,
        also=themes[1:],
        home=text(answers, "from", "home") or usual.home,
        days=days_of(answers),
        profile=profile,
        companions=companions,
        pace=text(answers, "walk", "pace") or ("normal" if answers.get("walk") else USUAL_PACE),
        start=first_day(answers, soonest, usual),
        ages=ages,
        people=max(whole(people) or 1, len(ages)),
        birth_year=int(decade) - DECADE_AGE if decade else None,
        budget_fen=int(budget) * 100 if budget.isascii() and budget.isdecimal() else None,
        kinds_out=several(answers, "avoid", "kinds"),
        bans=lines_of(text(answers, "avoid", "places")),
        arrival=_connection(station, text(answers, "from", "come")),
        departure=_connection(station, text(answers, "from", "leave")),
    )


def answers_to(answers: Answers, before: TripRequest, after: TripRequest) -> dict[str, Answer]:
    """The answers again, those changed that stand for what differs between two wishes: the one that could not be met,
    and the one that can, by a remedy."""
    changed: dict[str, dict[str, str | list[str] | None]] = {}
    if after.days != before.days:
        changed["when"] = {"days": str(after.days)}
    if after.start != before.start:
        month = text(answers, "when", "month") and str(after.start.month)
        changed["when"] = {**changed.get("when", {}), "start": after.start.isoformat(), "month": month}
    if after.profile != before.profile:
        slowest = max((after.profile, *after.companions), key=PROFILES.index)
        changed |= {"aid": {"aid": "none"}, "walk": {"km": KM_OF_PROFILE[slowest]}}
    if after.companions != before.companions:
        changed["walk"] = {"km": None}
    if after.pace != before.pace:
        changed["walk"] = {**changed.get("walk", {}), "pace": after.pace}
    if after.budget_fen != before.budget_fen:
        changed["budget"] = {"budget": "any"}
    if after.kinds_out != before.kinds_out:
        changed["avoid"] = {"kinds": None}
    if after.arrival != before.arrival:
        come = {"station": after.arrival.station, "come": clock_text(after.arrival.minute)} if after.arrival else None
        changed["from"] = {**(come or {"come": None})}
    if after.departure != before.departure:
        leave = clock_text(after.departure.minute) if after.departure else None
        changed["from"] = {**changed.get("from", {}), "leave": leave}
    return {**answers, **{step: _merged(answers.get(step, {}), news) for step, news in changed.items()}}


def _merged(answer: Answer, news: Mapping[str, str | list[str] | None]) -> Answer:
    return {name: found for name, found in {**answer, **news}.items() if found}


def _connection(station: str, clock: str) -> Connection | None:
    minute = minute_of(clock)
    return Connection(station, minute) if station and minute is not None else None
