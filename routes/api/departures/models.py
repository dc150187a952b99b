"""What is asked and answered about departures and their steps, prices and quotes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from planner.package import CostLine, Price, SizeRow
from planner.product import TrainProduct
from routes.api.models import Strict

LONGEST_ID = 40
MOST_FIELDS, LONGEST_FIELD = 600, 4_000


class DeparturePath(BaseModel):
    """A departure by its id."""

    departure_id: str = Field(max_length=LONGEST_ID)


class DepartureHead(BaseModel):
    """A departure in a list."""

    id: str
    address: str
    title: str
    created_at: datetime
    changed_at: datetime
    revision: int


class DeparturePage(BaseModel):
    """Departures of the office, the last changed first."""

    items: list[DepartureHead]
    next: str | None


class TakenBerths(BaseModel):
    """The published train a departure goes by: on which day, with how many berths by kind, at which `version`; the
    railway's `newest` may be another."""

    published: str
    number: str
    day: date
    berths: dict[str, int]
    version: int
    newest: int


class StepHead(BaseModel):
    """A step of the desk: its name in addresses, what people call it, and how far it is in a few words."""

    name: str
    label: str
    state: str


class OfferState(BaseModel):
    """What is offered to everybody: until when nobody closes it, anybody may ask to join. `left` is what is free, by
    people and kinds of rooms and berths."""

    address: str
    is_open: bool
    first_day: date
    last_day: date
    least: int
    most: int
    held: int
    confirmed: int
    waiting: int
    left: dict[str, int]


class DepartureState(BaseModel):
    """A departure as it stands: its `inputs` by dotted names, its `steps`, the versions of its quote, the train it goes
    by, and what is offered of it."""

    id: str
    created_at: datetime
    changed_at: datetime
    revision: int
    inputs: dict[str, Any]
    steps: list[StepHead]
    quotes: list[int]
    train: TakenBerths | None
    offer: OfferState | None


class DepartureWish(Strict):
    """A new departure: of a `trip`, of an `enquiry`, or by a published `train` on one of its days with so many `berths`
    by kind. One of the three."""

    trip: str = Field("", max_length=LONGEST_ID)
    enquiry: str = Field("", max_length=LONGEST_ID)
    train: str = Field("", max_length=LONGEST_ID)
    day: date | None = None
    berths: dict[Literal["lower", "middle", "upper"], int] = Field({}, max_length=3)


class OtherDate(Strict):
    """The day on which the same is to be offered too."""

    start: date


class BerthsTaken(Strict):
    """Other numbers of `berths` by kind, or the `version` of the train to go by from now on. One of the two."""

    berths: dict[Literal["lower", "middle", "upper"], int] = Field({}, max_length=3)
    version: int | None = Field(None, ge=1, le=10_000)


class StepValues(Strict):
    """Fields of a step as people type them, by the names that `inputs` have; "" takes one out. `revision` is the one
    they were read at: what others changed since stays, unless it is the same. Buttons are names too: `allocate` in
    rooms, seats and berths; `take` (a line's key, "|", an offer's id) in cost."""

    revision: int = Field(ge=0, le=2**31 - 1)
    values: dict[str, str] = Field(max_length=MOST_FIELDS)


class BackStep(Strict):
    """Undo the last change or redo what was undone, as it was read at `revision`."""

    revision: int = Field(ge=0, le=2**31 - 1)
    way: Literal["undo", "redo"]


class CostLineState(BaseModel):
    """A line of the ledger, what it is called, and its quantity in words. Money is fen."""

    line: CostLine
    name: str
    formula: str


class Costs(BaseModel):
    """The ledger of a departure that has a trip and a head count (else without lines), and its price. `unknown` are the
    keys of lines without a price: as long as there are any, the price is provisional. `sizes`: groups of 10 to 60."""

    people: int | None
    complete: bool
    total_fen: int
    unknown: list[str]
    lines: list[CostLineState]
    off: list[CostLineState]
    coaches: list[int]
    price: Price | None
    sizes: list[SizeRow]


class QuoteState(BaseModel):
    """A frozen version of the quote: what the customer reads, and the address under which they do."""

    version: int
    made_at: datetime
    address: str
    shown: dict[str, Any]


class Quotes(BaseModel):
    """All versions, the newest first."""

    items: list[QuoteState]


class PublishedTrainState(BaseModel):
    """A train that a railway `office` has published, in its newest version; minutes count from 00:00 of the first day,
    prices are fen. `left` is how many berths nobody has taken, by day and kind."""

    id: str
    office: str
    version: int
    published_on: date
    train: TrainProduct
    left: dict[date, dict[str, int]]


class PublishedTrains(BaseModel):
    """All trains that may be taken, the newest first."""

    items: list[PublishedTrainState]
