"""Berths of a published train that agencies take for their departures: never more than there are on a day.

A share stays at the version it was taken in until its agency takes over a newer one: nothing changes unseen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, String, update
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import Who, refuse_viewers
from planner.errors import NotAllowed, OutOfRange, Unknown
from planner.product.published import PublishedTrain, load_published, load_version
from planner.product.train import BERTHS, ChangedCall, TrainProduct, changed_calls
from planner.saved import load_departure
from planner.store import take_turn


class TrainShare(SQLModel, table=True):
    """The berths an `office` has taken for a departure, on a day the train sets out. `version` is the one it goes by,
    `first_version` the one it began with."""

    __tablename__ = "train_share"

    departure: str = Field(
        sa_column=Column(String(), ForeignKey("departure.id", ondelete="CASCADE"), primary_key=True)
    )  # fmt: skip
    office: str = Field(index=True)
    train: str = Field(index=True)
    day: date
    version: int
    first_version: int
    berths: str  # JSON: how many by kind
    taken_at: datetime

    @property
    def taken(self) -> dict[str, int]:
        """How many by kind."""
        return dict(json.loads(self.berths))


@dataclass(frozen=True)
class TakenTrain:
    """A departure's share with the train as it goes by it, and what the office that runs it has published since."""

    share: TrainShare
    train: PublishedTrain
    product: TrainProduct
    newest: TrainProduct
    published_on: date  # the version it goes by

    @property
    def is_behind(self) -> bool:
        """Is there a newer version?"""
        return self.share.version < self.train.version


@dataclass(frozen=True)
class TrainChanges:
    """What a newer version changes for a share: stops; prices by kind (before, after); kinds of which fewer berths are
    left than taken (taken, left); whether the train no longer runs that day."""

    calls: tuple[ChangedCall, ...]
    prices: Mapping[str, tuple[int | None, int | None]]
    short: Mapping[str, tuple[int, int]]
    day_gone: bool

    @property
    def any(self) -> bool:
        """Is there anything?"""
        return bool(self.calls or self.prices or self.short or self.day_gone)


def take_train(
    session: Session, who: Who, departure_id: str, train_id: str, day: date, berths: Mapping[str, int]
) -> TrainShare:
    """Take berths for a departure, or others than before; the share.

    Raises
    ------
    Unknown
        If it is not their departure, or the train is not offered or does not run that day.
    OutOfRange
        If so many are not left: `field` is share_ and the kind; share, if none are asked for.
    NotAllowed
        If they belong to no office or may only look.
    """
    refuse_viewers(who)
    if not who.office:
        raise NotAllowed("agency")
    take_turn(session)
    own = update(PublishedTrain).where(col(PublishedTrain.id) == train_id)
    session.execute(own.values(version=PublishedTrain.version))  # nobody else takes any meanwhile
    load_departure(session, departure_id, who)
    train, before = load_published(session, train_id), session.get(TrainShare, departure_id)
    session.refresh(train)
    product = load_version(session, train_id, before.version if before else train.version).product()
    if (not train.is_open and before is None) or day not in product.days:
        raise Unknown("published_train", train_id)
    most = most_berths(session, train, product, day, before)
    wanted = {kind: count for kind in BERTHS if (count := berths.get(kind, 0))}
    for kind, count in wanted.items():
        if not 0 <= count <= most.get(kind, 0):
            raise OutOfRange(f"share_{kind}", count, 0, most.get(kind, 0))
    if not wanted:
        raise OutOfRange("share", 0, 1, sum(most.values()))
    share = before or TrainShare(
        departure=departure_id, office=who.office, train=train_id, day=day, version=train.version,
        first_version=train.version, berths="{}", taken_at=datetime.now(UTC),
    )  # fmt: skip
    share.day, share.berths = day, json.dumps(wanted)
    session.add(share)
    session.flush()
    return share


def most_berths(
    session: Session, train: PublishedTrain, product: TrainProduct, day: date, share: TrainShare | None
) -> dict[str, int]:
    """How many berths of each kind a departure may have: those left of what it goes by and of the newest version, none
    of a train that is not offered any more; what it has on that day it may keep."""
    mine = share.departure if share else ""
    left = berths_left(session, train.id, product, day, except_for=mine)
    newest = load_version(session, train.id, train.version).product()
    now = berths_left(session, train.id, newest, day, except_for=mine) if train.is_open and day in newest.days else {}
    kept = share.taken if share and share.day == day else {}
    return {kind: max(kept.get(kind, 0), min(count, now.get(kind, 0))) for kind, count in left.items()}


def take_over(session: Session, who: Who, departure_id: str, version: int) -> None:
    """Go by a newer version from now on; raises Unknown if it is not theirs or there is none of that number."""
    refuse_viewers(who)
    load_departure(session, departure_id, who)
    share = session.get(TrainShare, departure_id)
    if share is None or share.office != who.office:
        raise Unknown("published_train", departure_id)
    load_version(session, share.train, version)
    share.version = max(share.version, version)
    session.add(share)


def berths_left(
    session: Session, train_id: str, product: TrainProduct, day: date, except_for: str = ""
) -> dict[str, int]:
    """How many of each kind nobody has taken on that day, the share of one departure aside."""
    taken = dict.fromkeys(BERTHS, 0)
    for share in session.exec(select(TrainShare).where(TrainShare.train == train_id, TrainShare.day == day)):
        if share.departure != except_for:
            for kind, count in share.taken.items():
                taken[kind] += count
    return {each.kind: max(0, each.count - taken[each.kind]) for each in product.berths}


def taken_train(session: Session, departure_id: str) -> TakenTrain | None:
    """The train of a departure, if it goes by one. For whoever may see the departure."""
    share = session.get(TrainShare, departure_id)
    if share is None:
        return None
    train, version = load_published(session, share.train), load_version(session, share.train, share.version)
    newest = load_version(session, share.train, train.version).product()
    return TakenTrain(share, train, version.product(), newest, version.on)


def shares_of(session: Session, train_id: str) -> Sequence[TrainShare]:
    """Who took berths of a train, by day."""
    found = select(TrainShare).where(TrainShare.train == train_id)
    return session.exec(found.order_by(col(TrainShare.day), col(TrainShare.taken_at))).all()


def behind(session: Session, departures: Sequence[str]) -> frozenset[str]:
    """Which of those departures go by a version that is not the newest."""
    found: Any = select(TrainShare.departure).where(
        TrainShare.train == PublishedTrain.id, col(TrainShare.departure).in_(departures),
        col(TrainShare.version) < col(PublishedTrain.version),
    )  # fmt: skip
    return frozenset(session.exec(found))


def changes_for(share: TrainShare, before: TrainProduct, after: TrainProduct) -> TrainChanges:
    """What is different for a share between two versions."""
    prices, short = dict[str, tuple[int | None, int | None]](), dict[str, tuple[int, int]]()
    for kind, count in share.taken.items():
        was, now = before.berth(kind), after.berth(kind)
        if (was.fen if was else None) != (now.fen if now else None):
            prices[kind] = (was.fen if was else None, now.fen if now else None)
        if (now.count if now else 0) < count:
            short[kind] = (count, now.count if now else 0)
    return TrainChanges(changed_calls(before, after), prices, short, share.day not in after.days)
