"""What a trip may cost before prices are known: enough to compare packages, never to quote one.

Lines with a price count as they are, others by the rules `estimate-*`; what these say nothing of is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog import Catalog, Hotel
from planner.facts import Facts
from planner.itinerary.types import Itinerary, Leg
from planner.package.costing import ledger_of
from planner.package.inputs import CostInputs
from planner.package.ledger import CostLine
from planner.package.party import Party
from planner.package.rooming import rooms_for
from planner.rules import RulePack

BANDS = {"low": 0.0, "mid": 0.5, "high": 1.0}  # classes of hotels
UNKNOWN_CLASS = 0.25  # of a hotel of which nothing is known


@dataclass(frozen=True)
class Estimate:
    """`known_fen` has a price, `assumed_fen` is estimated, `unpriced` are the kinds of lines that are neither."""

    known_fen: int
    assumed_fen: int
    unpriced: tuple[str, ...]

    @property
    def total_fen(self) -> int:
        return self.known_fen + self.assumed_fen


def estimate_of(facts: Facts, trip: Itinerary, party: Party, inputs: CostInputs) -> Estimate:
    """What a departure may cost, and how much of that is an estimate."""
    ledger = ledger_of(facts, trip, party, inputs)
    rules = facts.rules.on(trip.request.start)
    kms = [leg.km for day in trip.days for leg in day.items if isinstance(leg, Leg) and leg.mode == "train"]
    assumed, unpriced = 0, list[str]()
    for line in ledger.lines:
        if line.total_fen is not None:
            continue
        fen = _unit_fen(facts.catalog, rules, line, kms)
        if fen is None:
            unpriced.append(line.kind)
        else:
            assumed += line.quantity * fen
    return Estimate(ledger.total_fen, assumed, tuple(dict.fromkeys(unpriced)))


def _unit_fen(catalog: Catalog, rules: RulePack, line: CostLine, kms: list[float]) -> int | None:
    kind = line.kind.partition(".")[0]
    if kind == "room":
        return room_fen(rules, catalog.hotels.get(line.subject))
    if kind == "meal":
        return _fen(rules.number("estimate-meal"))
    if kind == "coach":
        return _fen(rules.number("estimate-coach-seat") * int(line.detail.partition(";")[0]))
    if kind == "rail":
        return _fen(rules.number("estimate-rail-km") * kms[int(line.key.rpartition(".")[2]) - 1])
    if kind in ("guide", "doctor", "nurse"):
        return _fen(rules.number("estimate-guide-day"))
    return None


def room_fen(rules: RulePack, hotel: Hotel | None) -> int:
    """What a room of a hotel's price band is compared at."""
    band = hotel.price_band if hotel and hotel.price_band in BANDS else "mid"
    return _fen({
        "low": rules.number("estimate-room-low"),
        "mid": rules.number("estimate-room-mid"),
        "high": rules.number("estimate-room-high"),
    }[band])  # fmt: skip


def night_fen(rules: RulePack, hotel: Hotel, party: Party, inputs: CostInputs) -> int:
    """A night in a hotel for one of the party, at the price typed for its twin rooms or the one it is compared at."""
    typed = inputs.entry(f"room.twin.{hotel.id}").fen
    rooms = rooms_for(party)
    each = typed if typed is not None else room_fen(rules, hotel)
    return (rooms.twin + rooms.accessible + rooms.single) * each // party.people


def class_of(hotel: Hotel) -> float:
    """The class of a hotel, from 0 to 1."""
    return BANDS.get(hotel.price_band or "", UNKNOWN_CLASS)


def _fen(yuan: float) -> int:
    return round(100 * yuan)
