"""What the API takes and answers. Trips, trains and facts are the planner's own types; here is what is around them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

from planner.catalog import Place
from planner.itinerary.types import Change, Day, Edit, Itinerary, Moment, TripRequest
from planner.train.insertion import Obstacle

LONGEST_WORDS, MOST_WORDS = 200, 80  # of a train as it is written


class Strict(BaseModel):
    """A request: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class TripWish(RootModel[TripRequest]):
    """What a traveller wishes."""


class TripEdits(Strict):
    """Changes to a trip; with `since`, only to what lies ahead from then on."""

    edits: list[Edit] = Field(min_length=1, max_length=20)
    since: Moment | None = None


class TripHead(BaseModel):
    """A trip in a list."""

    id: str
    address: str
    created_at: datetime
    theme: str
    home: str
    days: int
    profile: str
    start: date


class TripPage(BaseModel):
    """Trips of the office, the newest first; `next` is the cursor of the following page."""

    items: list[TripHead]
    next: str | None


class TripState(BaseModel):
    """A trip as it was planned; `change`: how it came from another one."""

    id: str
    created_at: datetime
    change: Change | None
    itinerary: Itinerary


class LeftOutPlace(BaseModel):
    """A place that could be expected and is not in the trip: why (`code` and `values`, and as a sentence)."""

    place: str
    code: str
    values: dict[str, Any]
    sentence: str


class OtherTrip(BaseModel):
    """Another trip for the same wish, and what speaks for it."""

    address: str
    sentence: str


class Why(BaseModel):
    """Why a trip is as it is; `ready` is false as long as that is not known. `rain` has a day for each day of the trip,
    null where nothing under a roof is near."""

    ready: bool
    left_out: list[LeftOutPlace]
    others: list[OtherTrip]
    rain: list[Day | None]


class CellBasis(BaseModel):
    """What a cell rests on: cited, general, estimate or reader; and the year it speaks of."""

    source: str
    basis: str
    as_of: int | None


class PlaceWithSources(BaseModel):
    """A place, and by column what its cell rests on; a column that is not there is not known."""

    place: Place
    sources: dict[str, CellBasis]


class PlacePage(BaseModel):
    """Places by id."""

    items: list[Place]
    next: str | None


class FactsState(BaseModel):
    """Which facts are loaded, and how many of each."""

    digest: str
    loaded_at: datetime
    region: str
    counts: dict[str, int]


class TrainWish(Strict):
    """A train to be checked: its `calls` as they are written on the command line, "Shenyang -- 21:40". `own`: the
    published train it is, which it is not compared with."""

    calls: list[str] = Field(min_length=2, max_length=MOST_WORDS)
    own: str = Field("", max_length=20)
    possessions: list[str] = Field([], max_length=MOST_WORDS)
    assumes: list[str] = Field([], max_length=MOST_WORDS)


class MendWish(TrainWish):
    """A train to be mended by shifts of at most `shift` minutes."""

    shift: int = Field(120, ge=1, le=240)


class PathWish(Strict):
    """A path to be found: `calls` such as "Shenyang@20:30-23:00", "Anshan/5-20", "Dalian@-08:00"."""

    calls: list[str] = Field(min_length=2, max_length=MOST_WORDS)
    objective: str = Field("arrival", max_length=20)
    paths: int = Field(1, ge=1, le=10)
    stock: str = Field("25G", max_length=20)
    running: str = Field("planned", max_length=20)
    away: str = Field("", max_length=20)
    within: int = Field(60, ge=0, le=1440)
    comfort: int = Field(5, ge=0, le=1440)
    possessions: list[str] = Field([], max_length=MOST_WORDS)
    assumes: list[str] = Field([], max_length=MOST_WORDS)


class RuleFinding(BaseModel):
    """A rule that is broken: where, by how much, and what would mend it. `of` names the train of several."""

    rule: str
    where: str
    excess: float
    unit: str
    hard: bool
    values: dict[str, Any]
    sentence: str
    remedy: str
    of: str = ""


class NotChecked(BaseModel):
    """What could not be checked, and where ("" = anywhere)."""

    what: str
    where: str


class TrainChecked(BaseModel):
    """What the checker says of a train."""

    violations: list[RuleFinding]
    unchecked: list[NotChecked]


class PathStation(BaseModel):
    """The train at a station; seconds from 00:00 of the first day."""

    station: str
    arrive_s: int
    depart_s: int
    km: float
    line: str | None
    call: bool


class FoundCall(BaseModel):
    """A line of a timetable, as `calls` of a check take it."""

    station: str
    arrive: str | None = None
    depart: str | None = None


class FoundTimetable(BaseModel):
    """A path as a timetable."""

    calls: list[FoundCall]


class TrainPathFound(BaseModel):
    """A path among the published trains; `near` are those nearer than wished."""

    journey_s: int
    buffer_s: int | None
    close: int
    near: list[str]
    lines: list[str]
    waits: list[str]
    stations: list[PathStation]
    timetable: FoundTimetable


class TrainPaths(BaseModel):
    """The paths found; if none, the `obstacle` and what would help."""

    paths: list[TrainPathFound]
    unchecked: list[NotChecked]
    obstacle: Obstacle | None = None


class ShiftedTrain(BaseModel):
    """What was moved: the whole train (`station` null) or a stop, and what it keeps clear of."""

    station: str | None
    minutes: int
    sentence: str


class MendedCall(BaseModel):
    """A call with its new times, minutes from 00:00 of the first day."""

    station: str
    arrive: int | None
    depart: int | None


class TrainMended(BaseModel):
    """The least shifts that clear every conflict, with a bound below which nothing does; or, not `mended`, what stands
    in the way: `faults` that no shift clears, `blocks` that would have to go."""

    mended: bool
    minutes: int
    bound: int
    moves: list[ShiftedTrain]
    cleared: list[RuleFinding]
    calls: list[MendedCall]
    faults: list[RuleFinding]
    blocks: list[str]
