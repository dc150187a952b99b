"""What an agency enters about costs, out of the inputs of a departure.

Inputs are named `cost.<key of a line>.<field>`, `own.<id>.<field>` (lines of one's own) and `set.<name>` (choices that
hold for all). A price that was not entered is not there: nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from planner.package.ledger import SOURCES, Source

MAX_FEN = 100_000_000  # a million yuan for one of anything
SEATS = (10, 60)
USUAL_SIZES = (33, 45, 56)
USUAL_BANDS = (70, 80)  # insurance: up to 70, 71-80, from 81 on
PER = ("group", "guest", "day", "guest_day", "coach_day", "room_night")


@dataclass(frozen=True)
class PriceEntry:
    """What was entered for a line. `free_per`: for so many guests one goes free (16免1); `commission_bp`: what the
    supplier gives back, in hundredths of a percent; `off`: the line is not needed."""

    fen: int | None = None
    source: Source = "estimate"
    on: str = ""
    supplier: str = ""
    valid_to: str = ""
    free_per: int | None = None
    commission_bp: int | None = None
    off: bool = False


@dataclass(frozen=True)
class OwnLine:
    """A line of the agency's own: `fen` each, `per` one of PER; a voucher is taken off."""

    id: str
    name: str
    per: str = "group"
    times: int = 1
    voucher: bool = False


@dataclass(frozen=True)
class TrainBerths:
    """Berths of a charter train that were taken: `fen` each, None if the railway has not said it; the `office` that
    published it, and when (ISO)."""

    kind: str
    count: int
    fen: int | None
    office: str
    on: str


@dataclass(frozen=True)
class CostInputs:
    """All that was entered about costs."""

    entries: Mapping[str, PriceEntry] = field(default_factory=dict)
    own: tuple[OwnLine, ...] = ()
    berths: tuple[TrainBerths, ...] = ()
    sizes: tuple[int, ...] = USUAL_SIZES
    mix: tuple[int, ...] = ()  # empty: the fewest coaches
    by_km: bool = False  # coaches cost by the kilometre beside the day
    by_night: bool = False  # a line a night for rooms
    drivers_stay: bool = True  # they sleep where the group does as long as they drive it
    breakfast_apart: bool = False  # else it is in the price of the room
    contingency_bp: int = 0
    tax_bp: int = 0
    bands: tuple[int, ...] = USUAL_BANDS

    def entry(self, key: str) -> PriceEntry:
        """What was entered for a line."""
        return self.entries.get(key, PriceEntry())


def cost_inputs(inputs: Mapping[str, Any]) -> CostInputs:
    """The inputs of a departure, read; they were checked when they were entered."""
    cells: dict[str, dict[str, Any]] = defaultdict(dict)
    own: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in inputs.items():
        if name.startswith("cost."):
            key, _, cell = name.removeprefix("cost.").rpartition(".")
            cells[key][cell] = value
        elif name.startswith("own."):
            key, _, cell = name.removeprefix("own.").rpartition(".")
            own[key][cell] = value
    return CostInputs(
        entries={key: _entry(found) for key, found in cells.items()},
        own=tuple(
            OwnLine(key, found["name"], found.get("per", "group"), found.get("times", 1), bool(found.get("voucher")))
            for key, found in sorted(own.items())
            if found.get("name")
        ),
        berths=tuple(TrainBerths(*each) for each in inputs.get("train.berths", ())),
        sizes=tuple(inputs.get("set.sizes", USUAL_SIZES)),
        mix=tuple(inputs.get("set.mix", ())),
        by_km=bool(inputs.get("set.by_km")),
        by_night=bool(inputs.get("set.by_night")),
        drivers_stay=inputs.get("set.drivers_stay", True),
        breakfast_apart=bool(inputs.get("set.breakfast_apart")),
        contingency_bp=inputs.get("set.contingency_bp", 0),
        tax_bp=inputs.get("set.tax_bp", 0),
        bands=tuple(inputs.get("set.bands", USUAL_BANDS)),
    )


def _entry(found: Mapping[str, Any]) -> PriceEntry:
    source = found.get("source", "estimate")
    return PriceEntry(
        fen=found.get("fen"),
        source=cast("Source", source if source in SOURCES else "estimate"),
        on=found.get("on", ""),
        supplier=found.get("supplier", ""),
        valid_to=found.get("valid_to", ""),
        free_per=found.get("free_per"),
        commission_bp=found.get("commission_bp"),
        off=bool(found.get("off")),
    )
