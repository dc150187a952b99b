"""A timetable as typed on the page with all that is known of the train, and as the form shows one again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import clock_text
from planner.errors import Malformed, SilverwayError, Unknown
from planner.sentences import error_sentence
from planner.train.check import Calendar, Case
from planner.train.entry import CAR_M, LOCO_M, EnteredTrain, read_calendar, read_window
from planner.train.infrastructure import STOCK_KMH, known_station, read_assumption
from routes.rail.forms.fields import english_names, fault_words, read_calls, write_calls
from routes.rail.forms.possessions import read_possessions
from routes.state import english

FIELDS = (
    "calls", "own", "start", "stock", "cars", "step_free", "crew", "windows", "calendar", "possessions", "assumes",
)  # fmt: skip
DEFAULTS = {"stock": "25G"}
MOST_CARS = 20
CALENDAR = "K7386@12345"
Value = TypeVar("Value")


def read_case(facts: RailFacts, texts: Mapping[str, str], errors: dict[str, str]) -> EnteredTrain | None:
    """The train the form states, None if something must be mended, which is told in `errors` by field."""
    calls, bad = read_calls(texts["calls"], facts.stations)
    if bad:
        errors["calls"] = " ".join(
            _("第 %(line)s 行：%(what)s", line=b.line, what=b.sentence) if b.line else b.sentence for b in bad
        )
    own = texts["own"].strip().upper()
    if own and own not in facts.runs:
        errors["own"] = _("时刻表里没有“%(train)s”这趟车。不知道就空着。", train=own)
    if texts["stock"] not in STOCK_KMH:
        errors["stock"] = error_sentence(Unknown("stock", texts["stock"], tuple(STOCK_KMH)), _)
    start = _start(texts["start"], errors)
    cars = texts["cars"].strip()
    if cars and not (cars.isascii() and cars.isdecimal() and 1 <= int(cars[:4]) <= MOST_CARS):
        errors["cars"] = _("编组几辆，请填 1 到 %(most)s，或者空着。", most=MOST_CARS)
    closed = read_possessions(facts, texts["possessions"], errors)

    def window(line: str) -> tuple[str, tuple[int, int]]:
        name, _at, hours = line.partition("@")
        return known_station(name.strip(), facts.stations), read_window(hours.strip().split("-"))

    def runs(line: str) -> tuple[str, Calendar]:
        train, _at, days = line.partition("@")
        train, (weekdays, _space, dates) = train.strip().upper(), days.strip().partition(" ")
        if train not in facts.runs:
            raise Unknown("train_run", train)
        first, _to, last = dates.strip().partition("~")
        return train, read_calendar(weekdays, _day(first, line), _day(last, line))

    def crew(line: str) -> str:
        return known_station(line, facts.stations)

    def assume(line: str) -> str:
        read_assumption(line, facts.stations)
        return line

    windows = _lines(facts, texts, errors, "windows", _("大连@06:30-20:30"), window)
    calendar = _lines(facts, texts, errors, "calendar", CALENDAR, runs)
    crews = _lines(facts, texts, errors, "crew", "", crew)
    assumes = _lines(facts, texts, errors, "assumes", _("沈阳:water=yes"), assume)
    if calendar and start is None and "start" not in errors:
        errors["start"] = _("写了哪些车不是天天开，也要写出发日期。")
    if errors:
        return None
    case = Case(
        own=own,
        start=start,
        top_kmh=STOCK_KMH[texts["stock"]],
        length_m=round(int(cars) * CAR_M + LOCO_M) if cars else None,
        step_free=texts["step_free"] == "yes",
        crew=frozenset(crews) or None,
        windows=dict(windows),
        calendar=dict(calendar),
        possessions=closed,
        assumes=tuple(assumes),
    )
    return EnteredTrain(calls, case)


def texts_of(facts: RailFacts, train: EnteredTrain) -> dict[str, str]:
    """What somebody would have typed for that train."""
    case = train.case
    stock = next(name for name, kmh in STOCK_KMH.items() if kmh == case.top_kmh)
    return {
        "calls": calls_text(facts, ((c.station, c.arrive, c.depart) for c in train.calls)),
        "own": case.own,
        "start": case.start.isoformat() if case.start else "",
        "stock": stock,
        "cars": str(round((case.length_m - LOCO_M) / CAR_M)) if case.length_m else "",
        "step_free": "yes" if case.step_free else "",
        "crew": "\n".join(sorted(case.crew or ())),
        "windows": "\n".join(
            f"{name}@{clock_text(begin)}-{clock_text(end)}" for name, (begin, end) in case.windows.items()
        ),
        "calendar": "\n".join(f"{name}@{_weekdays(days)}" for name, days in case.calendar.items()),
        "possessions": "\n".join(
            f"{p.origin}{'>' if p.one_way else '-'}{p.target}@{clock_text(p.begin)}-{clock_text(p.end, 'wrap')}"
            for p in case.possessions
        ),
        "assumes": "\n".join(case.assumes),
    }


def calls_text(facts: RailFacts, calls: Iterable[tuple[str, int | None, int | None]]) -> str:
    """Calls as the form writes them, stations in the reader's language where that is no question."""
    names = english_names(facts.stations) if english() else {}
    rows = []
    for station, arrive, depart in calls:
        in_english = facts.stations[station].name_en if station in facts.stations else ""
        told = in_english if names.get(in_english.lower()) == [station] else station
        rows.append((told, arrive, depart))
    return write_calls(rows)


def _start(text: str, errors: dict[str, str]) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        errors["start"] = _("出发日期请选一天，或写成 2027-05-10 这样。不知道就空着。")
        return None


def _lines(
    facts: RailFacts, texts: Mapping[str, str], errors: dict[str, str], field: str, example: str,
    read: Callable[[str], Value],
) -> list[Value]:  # fmt: skip
    """One value a line; what cannot be read is told under the field."""
    found, bad = list[Value](), list[str]()
    for line in filter(None, map(str.strip, texts[field].splitlines())):
        try:
            found.append(read(line))
        except SilverwayError as wrong:
            bad.append(fault_words(wrong, facts.stations, example))
    if bad:
        errors[field] = " ".join(bad)
    return found


def _day(text: str, line: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Malformed("calendar", line, CALENDAR) from None


def _weekdays(days: Calendar) -> str:
    dates = f" {days.first or ''}~{days.last or ''}" if days.first or days.last else ""
    return "".join(map(str, sorted(days.weekdays))) + dates
