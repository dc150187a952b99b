"""A train to be tested in JSON, with all that is known of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.errors import BadValue
from planner.language import Translate
from planner.text import read_json
from planner.train.entry.train_file import BadCase, written_time
from planner.train.entry.train_spec import MOST_CARS, WrittenTrain


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


def read_train_json(text: str, _: Translate) -> WrittenTrain:
    """The train in a JSON text.

    Raises
    ------
    BadCase
        With a sentence for everything that has another form.
    """
    try:
        train = _TrainIn.model_validate(read_json(text))
    except BadValue as bad:
        raise BadCase([_(bad.why).format(**bad.values)]) from None
    except ValidationError as error:
        raise BadCase([_field(fault, _) for fault in error.errors()]) from None
    return WrittenTrain(
        rows=[
            (n, c.station, written_time(c.arrive or ""), written_time(c.depart or ""))
            for n, c in enumerate(train.calls, 1)
        ],
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


def _field(fault: Any, _: Translate) -> str:
    where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in fault["loc"]) or "JSON"
    if fault["type"] == "missing":
        return _("{where}：缺这一项。").format(where=where)
    if fault["type"] == "extra_forbidden":
        return _("{where}：没有这一项，请检查拼写。").format(where=where)
    return _("{where}：值不对：{value}。").format(
        where=where, value=json.dumps(fault["input"], ensure_ascii=False, default=str)[:80]
    )
