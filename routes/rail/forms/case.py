"""A timetable as typed on the page with all that is known of the train, and as the form shows one again."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import clock_text
from planner.errors import SilverwayError, Unknown
from planner.sentences import error_sentence
from planner.train.entry import (
    CAR_M,
    FIELDS,
    LOCO_M,
    MOST_CARS,
    BadLine,
    FieldError,
    read_train_spec,
    write_calls,
    written_fields,
)
from planner.train.infrastructure import USUAL_STOCK, english_names
from planner.train.types import Calendar, TrainSpec
from routes.examples import example
from routes.forms import Field, Form
from routes.rail.forms.calls import fault_words
from routes.rail.forms.shared import OFF, possessions_field, stock_field
from routes.state import english


def case_fields() -> list[Field]:
    """The fields of a timetable with what is known of its train."""
    shown = example()
    calls = _(
        "每行一站：站名、到点、开点，中间空格；没有的写 --。"
        "过了零点会自动算到第二天，也可以写 02:10+1。例如：%(first)s -- 21:40",
        first=shown.first,
    )
    windows = _("每行一站，@ 后面写几点到几点之间。例如：%(first)s@06:30-20:30", first=shown.first)
    calendar = _("每行一趟，@ 后面写星期几开。例如：%(train)s@12345", train=shown.not_daily)
    assumes = _(
        "车站的资料大多查不到。您知道的，每行写一条：股道 tracks、站台长 platform_m 写数；"
        "上水 water、吸污 sewage、不走台阶 step_free_train 写 yes 或 no。例如：%(station)s:tracks=3",
        station=shown.second,
    )
    cars = {"min": 1, "max": MOST_CARS}
    return [
        Field("calls", _("各站时刻"), calls, type="textarea", rows=12),
        Field("own", _("它本来是哪趟车（可不填）"), _("填了车次，就不拿它和自己比"), attributes=OFF),
        Field("start", _("出发日期（可不填）"), _("填了才知道白天能游玩什么"), type="date"),
        stock_field(),
        Field("cars", _("编组几辆（可不填）"), _("填了才核对站台够不够长"), type="number", attributes=cars),
        Field("step_free"),
        Field("crew", _("在哪些站换乘务（可不填）"), _("每行一站"), type="textarea", rows=2),
        Field("windows", _("哪些站白天停靠游览（可不填）"), windows, type="textarea", rows=2),
        Field("calendar", _("哪些车不是天天开（可不填）"), calendar, type="textarea", rows=2),
        possessions_field(),
        Field("assumes", _("假定（可不填）"), assumes, type="textarea", rows=2),
    ]


def read_case(facts: RailFacts, form: Form) -> TrainSpec | None:
    """The train the form states, None if something must be mended in its fields."""
    found = read_train_spec(written_fields({name: form[name] for name in FIELDS}, _), facts, _)
    if isinstance(found, TrainSpec):
        return found
    for name, sentence in field_sentences(facts, found).items():
        form.mend(name, sentence)
    return None


def field_sentences(facts: RailFacts, errors: Iterable[FieldError]) -> dict[str, str]:
    """What must be mended, a text by field, stations in the reader's language."""
    texts: dict[str, list[str]] = {}
    for error in errors:
        texts.setdefault(error.field, []).append(_sentence(facts, error))
    return {field: " ".join(sentences) for field, sentences in texts.items()}


def _sentence(facts: RailFacts, error: FieldError) -> str:
    match error:
        case FieldError(why=BadLine(line=line, sentence=text)):
            return _("第 %(line)s 行：%(what)s", line=line, what=text) if line else text
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
    return {
        "calls": calls_text(facts, _as_written(train)),
        "own": case.own,
        "start": case.start.isoformat() if case.start else "",
        "stock": case.stock or USUAL_STOCK[case.top_kmh],
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


def _as_written(train: TrainSpec) -> Iterable[tuple[str, int | None, int | None]]:
    """The calls as they stand in the timetable: without the times that nobody published."""
    return ((c.station, *((c.arrive, c.depart) if c.published else (None, None))) for c in train.calls)


def calls_text(facts: RailFacts, calls: Iterable[tuple[str, int | None, int | None]]) -> str:
    """Calls as the form writes them, stations in the reader's language where that is no question."""
    names = english_names(facts.stations) if english() else {}
    rows = []
    for station, arrive, depart in calls:
        in_english = facts.stations[station].name_en if station in facts.stations else ""
        name = in_english if names.get(in_english.lower()) == [station] else station
        rows.append((name, arrive, depart))
    return write_calls(rows)


def _weekdays(days: Calendar) -> str:
    dates = f" {days.first or ''}~{days.last or ''}" if days.first or days.last else ""
    return "".join(map(str, sorted(days.weekdays))) + dates
