"""Trains put in order anew after delays: what is answered. Data only; seconds of the day looked at."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True)
class LateTrain:
    """A train that is late: at most by `most_s`, by `last_s` where it leaves these hours. `given`: it is one of those
    that were said to be late."""

    train: str
    most_s: int
    last_s: int
    given: bool


@dataclass(frozen=True)
class HeldTrain:
    """A train could leave a station at `from_s` and leaves `waits_s` later, behind train `behind` ("" if none)."""

    train: str
    station: str
    from_s: int
    waits_s: int
    behind: str


@dataclass(frozen=True)
class ChangedOrder:
    """`first` enters the section from `origin` to `target` before `second`, unlike published; it runs the same way
    (`overtakes`) or towards it on single track."""

    first: str
    second: str
    origin: str
    target: str
    at_s: int
    overtakes: bool


@dataclass(frozen=True)
class Redispatched:
    """`late_s` are the seconds late over all calls and all ends of these hours, `first_come_s` the same first come,
    first served; no order has less than `bound_s`. `looked_at` trains could be held up; `decided` of them were put in
    order, the others are in nobody's way. `contradictions`: published trains that are not heeded against each other on
    some rails. `long_singles`: single track they run over as one block, though trains will cross somewhere on it;
    `charters`: those of them that run on days nobody publishes."""

    delays: tuple[LateTrain, ...]
    holds: tuple[HeldTrain, ...]
    orders: tuple[ChangedOrder, ...]
    late_s: int
    bound_s: int
    first_come_s: int
    looked_at: int
    decided: int
    contradictions: tuple[tuple[str, str], ...]
    long_singles: tuple[str, ...] = ()
    charters: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        return self.late_s == self.bound_s

    @property
    def gap(self) -> float:
        return (self.late_s - self.bound_s) / self.late_s if self.late_s else 0.0


REDISPATCHED_JSON: TypeAdapter[Redispatched] = TypeAdapter(Redispatched)
