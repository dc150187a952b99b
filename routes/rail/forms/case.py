"""A timetable as typed on the page with all that is known of the train, and as the form shows one again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import clock_text
from planner.errors import SilverwayError, Unknown
from planner.sentences import error_sentence
from planner.train.entry import (
    CAR_M,
    LOCO_M,
    MOST_CARS,
    BadLine,
    FieldError,
    read_train_spec,
    write_calls,
    written_fields,
)
from planner.train.infrastructure import STOCK_KMH, english_names
from planner.train.types import Calendar, TrainSpec
from routes.examples import example
from routes.rail.forms.fields import fault_words
from routes.state import english

DEFAULTS = {"stock": "25G"}


def read_case(facts: RailFacts, texts: Mapping[str, str], errors: dict[str, str]) -> TrainSpec | None:
    """The train the form states, None if something must be mended, which is told in `errors` by field."""
    found = read_train_spec(written_fields(texts, _), facts, _)
    if isinstance(found, TrainSpec):
        return found
    errors |= field_sentences(facts, found)
    return None


def field_sentences(facts: RailFacts, errors: Iterable[FieldError]) -> dict[str, str]:
    """What must be mended, a text by field, stations in the reader's language."""
    told: dict[str, list[str]] = {}
    for error in errors:
        told.setdefault(error.field, []).append(_sentence(facts, error))
    return {field: " ".join(sentences) for field, sentences in told.items()}


def _sentence(facts: RailFacts, error: FieldError) -> str:
    match error:
        case FieldError(why=BadLine(line=line, sentence=said)):
            return _("第 %(line)s 行：%(what)s", line=line, what=said) if line else said
        case FieldError("own", Unknown(name=number)):
            return _("时刻表里没有“%(train)s”这趟车。不知道就空着。", train=number)
        case FieldError("start", None):
            return _("写了哪些车不是天天开，也要写出发日期。")
        case FieldError("start"):
            return _("出发日期请选一天，或写成 2027-05-10 这样。不知道就空着。")
        case FieldError("cars"):
            return _("编组几辆，请填 1 到 %(most)s，或者空着。", most=MOST_CARS)
        case FieldError("stock", SilverwayError() as wrong):
            return error_sentence(wrong, _)
        case FieldError(field, SilverwayError() as wrong):
            shown = example()
            examples = {
                "windows": f"{shown.first}@06:30-20:30",
                "calendar": f"{shown.not_daily}@12345",
                "assumes": f"{shown.third}:water=yes",
                "possessions": f"{shown.one}-{shown.other}@11:00-13:00",
            }
            return fault_words(wrong, facts.stations, examples.get(field, ""))
    raise ValueError(f"{error.field} is empty, which nothing forbids")


def texts_of(facts: RailFacts, train: TrainSpec) -> dict[str, str]:
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


def _weekdays(days: Calendar) -> str:
    dates = f" {days.first or ''}~{days.last or ''}" if days.first or days.last else ""
    return "".join(map(str, sorted(days.weekdays))) + dates
