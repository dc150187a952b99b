"""A train to be tested, from a file: JSON with all that is known of it, or its calls alone as CSV or as plain lines.

A faulty file is refused as a whole, with every fault that can be found.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.catalog import RailFacts
from planner.errors import SilverwayError
from planner.language import Translate
from planner.train.entry.calls import NONE, BadLine, Row, split_rows
from planner.train.entry.train_spec import MOST_CARS, FieldError, WrittenTrain, read_train_spec
from planner.train.types import TrainSpec

MOST_BYTES = 1_000_000
ORDER = (
    "calls",
    "own",
    "calendar",
    "stock",
    "start",
    "assumes",
    "windows",
    "possessions",
)  # in which faults are reported


class BadCase(Exception):
    """What cannot be read of a file, sentence by sentence."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


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
    cars: int | None = Field(default=None, ge=1, le=MOST_CARS)
    step_free: bool = False
    possessions: list[str] = []
    calendar: dict[str, _CalendarIn] = {}
    assumes: list[str] = []


def read_words(words: Sequence[str], rail: RailFacts, _: Translate) -> TrainSpec:
    """The train in a file, if there is one word without a space; else the calls themselves.

    Raises
    ------
    BadCase
        With a sentence for everything that is wrong.
    """
    if len(words) == 1 and " " not in words[0]:
        return read_train_file(Path(words[0]), rail, _)
    return _read(WrittenTrain(*split_rows("\n".join(words), _)), rail, _)


def read_train_file(path: Path, rail: RailFacts, _: Translate) -> TrainSpec:
    """The train in a file ending in .json, .csv, or anything else for plain lines.

    Raises
    ------
    BadCase
        If it cannot be read; nothing of it is used.
    """
    return read_train_text(read_text(path, _), path.suffix.lower(), rail, _)


def read_train_text(text: str, suffix: str, rail: RailFacts, _: Translate) -> TrainSpec:
    """The train in the text of a file whose name ends so; raises as `read_train_file`."""
    match suffix:
        case ".json":
            written = _from_json(text, _)
        case ".csv":
            written = WrittenTrain(_from_csv(text, _))
        case _plain:
            written = WrittenTrain(*split_rows(text, _))
    return _read(written, rail, _)


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


def _read(written: WrittenTrain, rail: RailFacts, _: Translate) -> TrainSpec:
    """The train, or the first thing wrong with it; of its calls everything."""
    found = read_train_spec(written, rail, _)
    if isinstance(found, TrainSpec):
        return found
    bad = [error.why for error in found if isinstance(error.why, BadLine)]
    if bad:
        said = _("第 %(line)s 行：%(what)s")
        raise BadCase([said % {"line": b.line, "what": b.sentence} if b.line else b.sentence for b in bad])
    first = min(found, key=_place)
    if isinstance(first.why, SilverwayError):
        raise first.why
    raise BadCase([_("写了 calendar（开行日），也要写 start（出发日期）。")])


def _place(error: FieldError) -> int:
    return ORDER.index(error.field) if error.field in ORDER else len(ORDER)


def _from_csv(text: str, _: Translate) -> list[Row]:
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
    return rows


def _from_json(text: str, _: Translate) -> WrittenTrain:
    try:
        train = _TrainIn.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise BadCase([_("JSON 第 {line} 行写得不对。").format(line=error.lineno)]) from None
    except ValidationError as error:
        raise BadCase([_field(fault, _) for fault in error.errors()]) from None
    return WrittenTrain(
        rows=[(n, c.station, _time(c.arrive or ""), _time(c.depart or "")) for n, c in enumerate(train.calls, 1)],
        own=train.own,
        start=train.start.isoformat() if train.start else "",
        stock=train.stock,
        cars="" if train.cars is None else str(train.cars),
        step_free=train.step_free,
        crew=[call.station for call in train.calls if call.crew],
        windows=[f"{call.station}@{'-'.join(call.window)}" for call in train.calls if call.window],
        calendar=[f"{name}@{days.weekdays} {_dates(days)}" for name, days in train.calendar.items()],
        possessions=train.possessions,
        assumes=train.assumes,
    )


def _dates(days: _CalendarIn) -> str:
    return f"{days.first or ''}~{days.last or ''}"


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
