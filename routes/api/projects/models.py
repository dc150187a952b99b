"""What is asked and answered about projects of the workbench."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from planner.product import TrainProduct
from routes.api.models import LONGEST_WORDS, MOST_WORDS, NotChecked, RuleFinding, Strict

Line = Annotated[str, Field(max_length=LONGEST_WORDS)]
Base = Annotated[int, Field(ge=1, le=2**31 - 1)]  # the state that was read
MOST_DAYS, MOST_STOPS = 60, 80


class ProjectPath(BaseModel):
    """A project by its id."""

    project_id: str = Field(max_length=40)


class TrainOfProject(ProjectPath):
    """One of its trains by its number."""

    train: str = Field(max_length=20)


class BaseQuery(BaseModel):
    """The state that was read."""

    base: int = Field(ge=1, le=2**31 - 1)


class ProjectHead(BaseModel):
    """A project in a list."""

    id: str
    address: str
    name: str
    changed_at: datetime


class ProjectPage(BaseModel):
    """Projects of the office, the last changed first."""

    items: list[ProjectHead]
    next: str | None


class ProjectWish(Strict):
    """A new project, on the region's railway or on one that the site has by that name."""

    name: str = Field(max_length=60)
    railway: str = Field("", max_length=60)


class TrainText(Strict):
    """A train as one types it: `calls` such as "Shenyang -- 21:40", `stock` (25G, 25T …), the day it `start`s, how many
    `cars`."""

    calls: list[Line] = Field(min_length=2, max_length=MOST_WORDS)
    stock: str = Field("25G", max_length=20)
    start: date | None = None
    cars: int | None = Field(None, ge=1, le=30)


class TrainChange(TrainText):
    """A train of a project that was read in state `base`."""

    base: Base


class ProjectFinding(RuleFinding):
    """Something wrong with a train of the project, or in doubt; `minute` is when, from 00:00 of its first day."""

    minute: int | None


class ProjectTrain(BaseModel):
    """A train of a project as one types it, and how many conflicts it has."""

    text: TrainText
    conflicts: int


class ProjectState(BaseModel):
    """A project in one of its states (`number`): its trains, possessions and assumptions as one types them; `conflicts`
    must be cleared, `doubts` may be none."""

    id: str
    name: str
    number: int
    railway: str
    trains: dict[str, ProjectTrain]
    possessions: list[str]
    assumes: list[str]
    conflicts: list[ProjectFinding]
    doubts: list[ProjectFinding]
    unchecked: list[NotChecked]
    merged: bool = False


class Conditions(Strict):
    """Possessions ("Shenyang-Anshan@00:00-03:00") and assumptions ("Anshan:water=yes") for all trains."""

    base: Base
    possessions: list[Line] = Field([], max_length=MOST_WORDS)
    assumes: list[Line] = Field([], max_length=MOST_WORDS)


class ProjectStep(Strict):
    """Undo or redo, as it was read in state `base`."""

    base: Base
    way: Literal["undo", "redo"]


class ProjectBase(Strict):
    """The state that was read."""

    base: Base


class PathsWish(Strict):
    """One more train wished for among the published ones: `calls` such as "Shenyang@20:30-23:00", "Anshan/5-20"."""

    calls: list[Line] = Field(min_length=2, max_length=MOST_WORDS)
    stock: str = Field("25G", max_length=20)


class BerthsOffered(Strict):
    """Berths of a kind, and the price of one in fen; null: nobody has said it."""

    kind: Literal["lower", "middle", "upper"]
    count: int = Field(ge=1, le=1200)
    fen: int | None = Field(None, ge=0, le=10_000_000)


class ProductWish(Strict):
    """A train to be published as it is in state `base`: its `days`, berths with prices, what these include; by stop
    (its place in `calls`, 0 the first) what those who walk well (steady) and those who do not (gentle) do ashore. With
    open conflicts it needs a reason (`override`)."""

    base: Base
    title: str = Field(min_length=1, max_length=60)
    days: list[date] = Field(min_length=1, max_length=MOST_DAYS)
    berths: list[BerthsOffered] = Field(min_length=1, max_length=3)
    included: str = Field("", max_length=200)
    ashore: dict[str, dict[Literal["steady", "gentle"], str]] = Field({}, max_length=MOST_STOPS)
    override: str = Field("", max_length=200)


class ProductTaker(BaseModel):
    """Who took berths: office, day, how many by kind, at which version."""

    office: str
    day: date
    berths: dict[str, int]
    version: int


class ProductState(BaseModel):
    """What was published of a train, in its newest version, and who took of it."""

    id: str
    version: int
    is_open: bool
    published_at: datetime
    train: TrainProduct
    taken: list[ProductTaker]


class StationWish(BaseModel):
    """Something that a train asks of a station while it stands there, minutes from 00:00 of its first day; `known`: the
    station has it (yes, no, null: nobody knows)."""

    station: str
    what: str
    begin: int
    end: int
    known: str | None
    assumed: bool
    amount: int | None
    upto: str


class StationWishes(BaseModel):
    """All of them in the order of the run."""

    items: list[StationWish]
