"""A train to be tested, from a file: JSON with all that is known of it, or its calls alone as CSV or as plain lines.

A faulty file is refused as a whole, with every fault that can be told.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.catalog import RailFacts, Station
from planner.clock import DAY_MIN, DAY_S, read_clock
from planner.errors import Malformed, Unknown
from planner.language import Translate
from planner.train.check import Calendar, Case, Possession
from planner.train.entry.calls import NONE, BadLine, EnteredCall, Row, read_calls, read_rows
from planner.train.infrastructure import STOCK_KMH, known_station, read_assumption

CAR_M, LOCO_M = 26.6, 20  # a car with its couplers; a locomotive. Planning values of the trade
MOST_BYTES = 1_000_000
LAST_S = DAY_S + 59 * 60  # of a window: 24:59
POSSESSION = "沈阳-辽阳@11:00-13:00"
_POSSESSION = re.compile(r"([^-–>@]+)([-–>])([^@]+)@(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")


class BadCase(Exception):
    """What cannot be read of a file, sentence by sentence."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class EnteredTrain:
    """A train as somebody entered it."""

    calls: tuple[EnteredCall, ...]
    case: Case


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _CallIn(_Strict):
    station: str
    arrive: str | None = None
    depart: str | None = None
    crew: bool = False
    window: tuple[str, str] | None = Field(default=None, strict=False)


class _CalendarIn(_Strict):
    weekdays: str = "1234567"
    first: date | None = Field(default=None, strict=False)
    last: date | None = Field(default=None, strict=False)


class _TrainIn(_Strict):
    calls: list[_CallIn]
    own: str = ""
    start: date | None = Field(default=None, strict=False)
    stock: str = "25G"
    cars: int | None = Field(default=None, ge=1, le=20)
    step_free: bool = False
    possessions: list[str] = []
    calendar: dict[str, _CalendarIn] = {}
    assumes: list[str] = []


def read_words(words: Sequence[str], rail: RailFacts, _: Translate) -> EnteredTrain:
    """The train in a file, if there is one word without a space; else the calls themselves.

    Raises
    ------
    BadCase
        With a sentence for everything that is wrong.
    """
    if len(words) == 1 and " " not in words[0]:
        return read_train(Path(words[0]), rail, _)
    return EnteredTrain(good_calls(read_calls("\n".join(words), rail.stations, _), _), Case())


def read_train(path: Path, rail: RailFacts, _: Translate) -> EnteredTrain:
    """The train in a file ending in .json, .csv, or anything else for plain lines.

    Raises
    ------
    BadCase
        If it cannot be read; nothing of it is used.
    """
    return read_train_text(read_text(path, _), path.suffix.lower(), rail, _)


def read_train_text(text: str, suffix: str, rail: RailFacts, _: Translate) -> EnteredTrain:
    """The train in the text of a file whose name ends so; raises as `read_train`."""
    if suffix == ".json":
        return _from_json(text, rail, _)
    read = _from_csv if suffix == ".csv" else read_calls
    return EnteredTrain(good_calls(read(text, rail.stations, _), _), Case())


def read_text(path: Path, _: Translate) -> str:
    """What a file says, if it is text and not too long.

    Raises
    ------
    BadCase
        If it is not.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > MOST_BYTES:
            raise BadCase([_("文件太大，最多 1 MB。")])
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadCase([_("读不出文件“{name}”。请存成 UTF-8 文本。").format(name=path.name)]) from None


def read_possession(text: str, stations: Mapping[str, Station]) -> Possession:
    """A possession as it is written: `沈阳-辽阳@11:00-13:00`, or `沈阳>辽阳@…` for one direction.

    Raises
    ------
    Malformed, Unknown
        If it is not written that way, or a station is not known.
    """
    parts = _POSSESSION.fullmatch(text.strip().replace("：", ":"))
    if parts is None:
        raise Malformed("possession", text, POSSESSION)
    one, arrow, other, *words = parts.groups()
    first, last = (read_clock(word, last_s=DAY_S) for word in words)
    if first is None or last is None or first == last:
        raise Malformed("possession", text, POSSESSION)
    begin, end = first.second // 60, last.second // 60
    ends = known_station(one.strip(), stations), known_station(other.strip(), stations)
    return Possession(*ends, begin, end if end > begin else end + DAY_MIN, arrow == ">")


def good_calls(read: tuple[tuple[EnteredCall, ...], tuple[BadLine, ...]], _: Translate) -> tuple[EnteredCall, ...]:
    """The calls, if all lines could be read."""
    calls, bad = read
    if bad:
        said = _("第 %(line)s 行：%(what)s")
        raise BadCase([said % {"line": b.line, "what": b.sentence} if b.line else b.sentence for b in bad])
    return calls


def _from_csv(
    text: str, stations: Mapping[str, Station], _: Translate
) -> tuple[tuple[EnteredCall, ...], tuple[BadLine, ...]]:
    """Columns station, arrive, depart, in any order."""
    reader = csv.DictReader(StringIO(text))
    missing = {"station", "arrive", "depart"} - set(reader.fieldnames or ())
    if missing:
        raise BadCase([_("CSV 的第一行要有 station、arrive、depart 三列。")])
    rows: list[Row] = []
    for row in reader:
        if any((value or "").strip() for key, value in row.items() if key):
            arrive, depart = ((row[name] or "").strip() for name in ("arrive", "depart"))
            rows.append((reader.line_num, (row["station"] or "").strip(), _time(arrive), _time(depart)))
    return read_rows(rows, stations, _)


def _from_json(text: str, rail: RailFacts, _: Translate) -> EnteredTrain:
    try:
        told = _TrainIn.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise BadCase([_("JSON 第 {line} 行写得不对。").format(line=error.lineno)]) from None
    except ValidationError as error:
        raise BadCase([_field(fault, _) for fault in error.errors()]) from None
    rows = [(n, c.station, _time(c.arrive or ""), _time(c.depart or "")) for n, c in enumerate(told.calls, 1)]
    calls = good_calls(read_rows(rows, rail.stations, _), _)
    own = told.own.strip().upper()
    for name in (*([own] if own else []), *told.calendar):
        if name not in rail.runs:
            raise Unknown("train_run", name)
    if told.stock not in STOCK_KMH:
        raise Unknown("stock", told.stock, tuple(STOCK_KMH))
    if told.calendar and told.start is None:
        raise BadCase([_("写了 calendar（开行日），也要写 start（出发日期）。")])
    for text_ in told.assumes:
        read_assumption(text_, rail.stations)
    crew = frozenset(call.station for call, row in zip(calls, told.calls, strict=True) if row.crew)
    case = Case(
        own=own,
        start=told.start,
        top_kmh=STOCK_KMH[told.stock],
        length_m=None if told.cars is None else round(told.cars * CAR_M + LOCO_M),
        step_free=told.step_free,
        crew=crew or None,
        windows={c.station: read_window(row.window) for c, row in zip(calls, told.calls, strict=True) if row.window},
        calendar={name: read_calendar(days.weekdays, days.first, days.last) for name, days in told.calendar.items()},
        possessions=tuple(read_possession(written, rail.stations) for written in told.possessions),
        assumes=tuple(told.assumes),
    )
    return EnteredTrain(calls, case)


def read_calendar(weekdays: str, first: date | None = None, last: date | None = None) -> Calendar:
    """The days a published train runs, weekdays written as 12345.

    Raises
    ------
    Malformed
        If they are not.
    """
    if not weekdays or set(weekdays) - set("1234567"):
        raise Malformed("weekdays", weekdays, "12345")
    return Calendar(frozenset(map(int, weekdays)), first, last)


def read_window(told: Sequence[str]) -> tuple[int, int]:
    """Two times of a day, the earlier one first, in minutes.

    Raises
    ------
    Malformed
        If they are none.
    """
    minutes = []
    for word in told:
        written = read_clock(word, last_s=LAST_S)
        if written is None:
            raise Malformed("window", word, "06:30")
        minutes.append(written.second // 60)
    if minutes[0] >= minutes[1]:
        raise Malformed("window", "–".join(told), "06:30–20:30")
    return minutes[0], minutes[1]


def _time(written: str) -> str | None:
    return None if not written or written in NONE else written


def _field(fault: Any, _: Translate) -> str:
    where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in fault["loc"]) or "JSON"
    if fault["type"] == "missing":
        return _("{where}：缺这一项。").format(where=where)
    if fault["type"] == "extra_forbidden":
        return _("{where}：没有这一项，请检查拼写。").format(where=where)
    return _("{where}：值不对：{value}。").format(
        where=where, value=json.dumps(fault["input"], ensure_ascii=False, default=str)[:80]
    )
