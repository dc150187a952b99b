"""From what was written of a train, field by field, to the train: the one reader behind page, command line and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from planner.catalog import RailFacts
from planner.clock import today
from planner.errors import Malformed, OutOfRange, SilverwayError, Unknown
from planner.language import Translate
from planner.text import read_day, whole_number
from planner.train.entry.calls import BadLine, Row, read_rows, split_rows
from planner.train.entry.conditions import read_calendar, read_possession, read_window
from planner.train.entry.unpublished import with_times_between
from planner.train.infrastructure import STOCK_KMH, USUAL_STOCK, known_station, read_assumption
from planner.train.types import Calendar, Case, TrainSpec

CAR_M, LOCO_M = 26.6, 20  # a car with its couplers; a locomotive. Planning values of the trade
MOST_CARS = 20
MOST_CONDITIONS = 60  # of one kind: possessions, windows, days …
FIELDS = (
    "calls", "own", "start", "stock", "cars", "step_free", "crew", "windows", "calendar", "possessions", "assumes",
)  # fmt: skip
CALENDAR = "K2@12345"
Value = TypeVar("Value")


@dataclass(frozen=True)
class WrittenTrain:
    """A train as it was written, value by value, nothing of it read but the lines of its calls.

    `windows` are written 甲站@06:30-20:30, `calendar` K2@12345 2027-05-01~2027-06-30; an empty text says nothing.
    """

    rows: Sequence[Row]
    bad_rows: Sequence[BadLine] = ()
    own: str = ""
    start: str = ""
    stock: str = "25G"
    cars: str = ""
    step_free: bool = False
    crew: Sequence[str] = ()
    windows: Sequence[str] = ()
    calendar: Sequence[str] = ()
    possessions: Sequence[str] = ()
    assumes: Sequence[str] = ()


@dataclass(frozen=True)
class FieldError:
    """A field that cannot be read, and why; None: it is empty, and another field needs it."""

    field: str
    why: SilverwayError | BadLine | None


def written_fields(texts: Mapping[str, str], _: Translate) -> WrittenTrain:
    """The texts of a form by `FIELDS`, several values one a line; `step_free` is yes or empty."""
    rows, bad = split_rows(texts["calls"], _)
    lists = {
        name: tuple(filter(None, map(str.strip, texts[name].splitlines())))
        for name in ("crew", "windows", "calendar", "possessions", "assumes")
    }
    return WrittenTrain(
        rows=rows,
        bad_rows=bad,
        own=texts["own"],
        start=texts["start"],
        stock=texts["stock"],
        cars=texts["cars"],
        step_free=texts["step_free"] == "yes",
        **lists,
    )


def read_train_spec(written: WrittenTrain, rail: RailFacts, _: Translate) -> TrainSpec | tuple[FieldError, ...]:
    """The train, or everything of it that cannot be read, field by field."""
    reader = _Reader(rail)
    calls, bad = read_rows(written.rows, rail.stations, _, written.bad_rows)
    calls = with_times_between(rail, calls)
    reader.errors += [FieldError("calls", line) for line in bad]
    own = reader.one("own", written.own, lambda text: read_number(text, rail))
    top_kmh = reader.one("stock", written.stock, read_stock)
    start = reader.one("start", written.start.strip(), _start) if written.start.strip() else None
    cars = reader.one("cars", written.cars.strip(), _cars) if written.cars.strip() else None
    possessions = reader.each("possessions", written.possessions, lambda text: read_possession(text, rail.stations))
    windows = reader.each("windows", written.windows, reader.window)
    calendar = reader.each("calendar", written.calendar, reader.days)
    crew = reader.each("crew", written.crew, lambda text: known_station(text, rail.stations))
    assumes = reader.each("assumes", written.assumes, reader.assumption)
    if calendar and start is None and not any(error.field == "start" for error in reader.errors):
        reader.errors.append(FieldError("start", None))
    if reader.errors or own is None or top_kmh is None:
        return tuple(reader.errors)
    case = Case(
        own=own,
        start=start,
        top_kmh=top_kmh,
        stock="" if written.stock == USUAL_STOCK[top_kmh] else written.stock,
        length_m=None if cars is None else round(cars * CAR_M + LOCO_M),
        step_free=written.step_free,
        crew=frozenset(crew) or None,
        windows=dict(windows),
        calendar=dict(calendar),
        possessions=tuple(possessions),
        assumes=tuple(assumes),
    )
    return TrainSpec(calls, case)


def with_options(
    spec: TrainSpec, rail: RailFacts, own: str = "", possessions: Sequence[str] = (), assumes: Sequence[str] = ()
) -> TrainSpec:
    """The train with what was written of it beside: `own` in the place of its own, the others added.

    Raises
    ------
    SilverwayError
        At the first that cannot be read, or names what nobody knows.
    """
    number = read_number(own, rail) or spec.case.own
    for text in assumes:
        read_assumption(text, rail.stations)
    case = replace(
        spec.case,
        own=number,
        possessions=(*spec.case.possessions, *(read_possession(text, rail.stations) for text in possessions)),
        assumes=(*spec.case.assumes, *assumes),
    )
    return replace(spec, case=case)


def read_number(text: str, rail: RailFacts) -> str:
    """The number of a published train, "" if nothing is written.

    Raises
    ------
    Unknown
        If no train has it.
    """
    return rail.known_train(text) if text.strip() else ""


def read_stock(text: str) -> int:
    """The top speed of stock by its name, in km/h.

    Raises
    ------
    Unknown
        If there is no such stock.
    """
    if text not in STOCK_KMH:
        raise Unknown("stock", text, tuple(STOCK_KMH))
    return STOCK_KMH[text]


class _Reader:
    """Reads fields and gathers what is wrong with them."""

    def __init__(self, rail: RailFacts) -> None:
        self.rail = rail
        self.errors: list[FieldError] = []

    def one(self, field: str, text: str, read: Callable[[str], Value]) -> Value | None:
        return next(iter(self.each(field, (text,), read)), None)

    def each(self, field: str, texts: Sequence[str], read: Callable[[str], Value]) -> list[Value]:
        return list(self._good(field, texts, read))

    def window(self, line: str) -> tuple[str, tuple[int, int]]:
        name, _at, hours = line.partition("@")
        return known_station(name.strip(), self.rail.stations), read_window(hours.strip().split("-"))

    def days(self, line: str) -> tuple[str, Calendar]:
        train, _at, days = line.partition("@")
        number, (weekdays, _space, dates) = self.rail.known_train(train), days.strip().partition(" ")
        first, _to, last = dates.strip().partition("~")
        return number, read_calendar(weekdays, _day(first, line), _day(last, line))

    def assumption(self, line: str) -> str:
        read_assumption(line, self.rail.stations)
        return line

    def _good(self, field: str, texts: Sequence[str], read: Callable[[str], Value]) -> Iterator[Value]:
        once = tuple(dict.fromkeys(texts))
        if len(once) > MOST_CONDITIONS:
            self.errors.append(FieldError(field, OutOfRange("lines", len(once), 0, MOST_CONDITIONS)))
            return
        for text in once:
            try:
                yield read(text)
            except SilverwayError as wrong:
                self.errors.append(FieldError(field, wrong))


def _start(text: str) -> date:
    if (day := read_day(text, today())) is None:
        raise Malformed("start", text, "2027-05-10")
    return day


def _cars(text: str) -> int:
    if (cars := whole_number(text)) is None:
        raise Malformed("cars", text, "16")
    if not 1 <= cars <= MOST_CARS:
        raise OutOfRange("cars", cars, 1, MOST_CARS)
    return cars


def _day(text: str, line: str) -> date | None:
    day = read_day(text, today())
    if day is None and text.strip():
        raise Malformed("calendar", line, CALENDAR)
    return day
