"""A train as agencies buy it: dates, calls, berths with their prices, and what guests can do ashore. Data only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from planner.clock import DAY_MIN
from planner.train.types import TrainSpec

BERTHS = ("lower", "middle", "upper")
GROUPS = ("steady", "gentle")  # those who walk well, and those who are slow or in wheelchairs
LONG_STOP_MIN = 60  # guests can go ashore where the train stands so long


@dataclass(frozen=True)
class ProductCall:
    """A stop: minutes from 00:00 of the first day. `ashore` is what guests can do there, by one of GROUPS."""

    station: str
    arrive: int | None
    depart: int | None
    ashore: Mapping[str, str] = field(default_factory=dict)

    @property
    def stands_min(self) -> int:
        """Minutes between arrival and departure, 0 at the ends."""
        return 0 if self.arrive is None or self.depart is None else self.depart - self.arrive

    @property
    def is_long(self) -> bool:
        """Can guests go ashore?"""
        return self.stands_min >= LONG_STOP_MIN


@dataclass(frozen=True)
class BerthKind:
    """Berths of one of BERTHS: so many, and the price of one for the whole run; None: nobody has said it."""

    kind: str
    count: int
    fen: int | None


@dataclass(frozen=True)
class TrainProduct:
    """What is published of a train. `days` are those it sets out on; `included` says what a berth's price covers;
    `conflicts` is how many the checker found, `unchecked` what it could not look at for want of facts (what, where)."""

    number: str
    title: str
    stock: str
    days: tuple[date, ...]
    calls: tuple[ProductCall, ...]
    berths: tuple[BerthKind, ...]
    included: str = ""
    conflicts: int = 0
    unchecked: tuple[tuple[str, str], ...] = ()

    @property
    def run_days(self) -> int:
        """How many days it is on its way."""
        last = self.calls[-1]
        return (last.arrive if last.arrive is not None else last.depart or 0) // DAY_MIN + 1

    def berth(self, kind: str) -> BerthKind | None:
        """Its berths of that kind, if it has any."""
        return next((each for each in self.berths if each.kind == kind), None)

    def by_stop(self) -> dict[str, ProductCall]:
        """Its stops by the names of `stop_keys`."""
        return dict(zip(stop_keys(self.calls), self.calls, strict=True))


PRODUCT_JSON: TypeAdapter[TrainProduct] = TypeAdapter(TrainProduct)


@dataclass(frozen=True)
class ChangedCall:
    """A stop that is not as it was: None before, it is new; None after, the train no longer stops there."""

    station: str
    before: ProductCall | None
    after: ProductCall | None


def calls_of(spec: TrainSpec) -> tuple[ProductCall, ...]:
    """The stops of a timetable; where the train runs through is left out."""
    ends = (spec.calls[0], spec.calls[-1])
    return tuple(
        ProductCall(each.station, each.arrive, each.depart)
        for each in spec.calls
        if each in ends or each.arrive != each.depart
    )


def stop_keys(calls: Sequence[ProductCall]) -> list[str]:
    """A name for each stop that stays when times change: the station, from a second stop there on with a number."""
    names = [call.station for call in calls]
    times = [names[: place + 1].count(name) for place, name in enumerate(names)]
    return [name if often == 1 else f"{name}#{often}" for name, often in zip(names, times, strict=True)]


def changed_calls(before: TrainProduct, after: TrainProduct) -> tuple[ChangedCall, ...]:
    """The stops whose times differ, in the order of the new way, then those that are gone."""
    was, now = before.by_stop(), after.by_stop()
    keys = [*now, *(key for key in was if key not in now)]
    found = (ChangedCall(key.partition("#")[0], was.get(key), now.get(key)) for key in keys)
    return tuple(each for each in found if _times(each.before) != _times(each.after))


def _times(call: ProductCall | None) -> tuple[int | None, int | None] | None:
    return None if call is None else (call.arrive, call.depart)
