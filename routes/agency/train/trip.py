"""A taken train as the steps of a departure know things: days to travel on, inputs, berths with their price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from planner.accounts import load_office
from planner.itinerary.types import Day, Itinerary, Proof, TripRequest
from planner.product import GROUPS, TakenTrain, taken_train
from planner.saved import DepartureFile


@dataclass(frozen=True)
class OpenTrain:
    """A taken train and the name of the railway office that runs it."""

    taken: TakenTrain
    office: str


def open_train(db: Session, departure_id: str) -> OpenTrain | None:
    """The train of a departure one may see; None if it goes by none."""
    taken = taken_train(db, departure_id)
    return OpenTrain(taken, load_office(db, taken.train.office).name) if taken else None


def with_train(file: DepartureFile, train: OpenTrain) -> DepartureFile:
    """The departure's inputs with those that the train brings: its day, its berths at the published price, and as many
    of each kind to sell as were taken, unless somebody has said otherwise."""
    taken = train.taken
    berths = [
        [kind, count, berth.fen if (berth := taken.product.berth(kind)) else None, train.office,
         taken.published_on.isoformat()]
        for kind, count in taken.share.taken.items()
    ]  # fmt: skip
    brought: dict[str, Any] = {f"sale.quota_{kind}": count for kind, count in taken.share.taken.items()}
    own = {"start": taken.share.day.isoformat(), "train.berths": berths}
    return replace(file, inputs=brought | file.inputs | own)


def trip_of(train: OpenTrain) -> Itinerary:
    """The days of the run as a trip on which nothing is planned: what guests do ashore is words, not visits."""
    taken = train.taken
    days = tuple(
        Day(taken.share.day + timedelta(number), (), None, 0, 0, 0, 0) for number in range(taken.product.run_days)
    )
    wish = TripRequest(theme="", home="", days=len(days), profile="steady", start=taken.share.day)
    return Itinerary(wish, days, Proof(0, 0, 0, True, 0, 0, 0, 0.0), "")


def ashore_name(key: str, group: str) -> str:
    """The input of what a group does ashore at the stop of that name."""
    return f"ashore.{key}.{group}"


def own_ashore(taken: TakenTrain, inputs: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the agency has written itself, by stop and group."""
    return {
        key: {group: text for group in GROUPS if (text := inputs.get(ashore_name(key, group)))}
        for key, call in taken.product.by_stop().items()
        if call.is_long
    }
