"""How long a train needs for each section: a table that solver and checker read alike.

Locomotive-hauled times are fitted on the published trains of that stock (`calibration`); the error on
trains held out of the fit is measured and stated with every timetable.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.caching import disk_cached, memoize
from planner.catalog import RailFacts
from planner.train.infrastructure.calibration import (
    KINDS,
    LIMIT_SHARE,
    SLOWEST_KMH,
    LineError,
    fitted_seconds,
    held_out_errors,
    published_legs,
)
from planner.train.infrastructure.network import Network, make_network
from planner.train.types import RunningError

TRAIN_KMH = 120  # 25G stock
FAST_KMH = 300
STOCK_KMH = {"25B": 120, "25G": 120, "25T": 160}
USUAL_STOCK = {120: "25G", 160: "25T"}  # by top speed in km/h, where the stock is not said
LOCO_KINDS = tuple(kind for kinds in KINDS.values() for kind in kinds)
FAST_KINDS = ("G", "D", "C")


@dataclass(frozen=True)
class RunningTable:
    """Seconds to run through each link without stopping, by the link's number: for 25G stock and for EMUs.

    `min_running_s` is 25G stock at the limit of line and stock all the way: nobody runs quicker. `stock_s` are the
    times of locomotive-hauled stock by its top speed in km/h, `loco_s` among them.
    """

    network: Network
    loco_s: tuple[int, ...]
    fast_s: tuple[int, ...]
    min_running_s: tuple[int, ...]
    stock_s: dict[int, tuple[int, ...]]

    def limit_seconds(self, link: int, top_kmh: int) -> int:
        """Seconds for a link at the limit of line and stock."""
        known = self.network.links[link]
        return _seconds(known.km, min(known.max_kmh or top_kmh, top_kmh))


@memoize()
def running_table(rail: RailFacts) -> RunningTable:
    """The table for these facts."""
    network, stock = make_network(rail), _stock_seconds(rail)
    least = tuple(_seconds(k.km, min(k.max_kmh or TRAIN_KMH, TRAIN_KMH)) for k in network.links)
    fast = tuple(
        _seconds(k.km, min(k.max_kmh, FAST_KMH) * LIMIT_SHARE if k.max_kmh else SLOWEST_KMH) for k in network.links
    )
    return RunningTable(network, stock[TRAIN_KMH], fast, least, stock)


@memoize()
@disk_cached
def running_errors(rail: RailFacts) -> dict[int, tuple[LineError, ...]]:
    """The errors on trains held out of the fit, over all and by line, for each stock by its top speed in km/h."""
    network = running_table(rail).network
    return {top: held_out_errors(network, published_legs(rail, network, kinds), top) for top, kinds in KINDS.items()}


def running_error(rail: RailFacts) -> RunningError:
    """The error of the table's stock over all lines."""
    errors = running_errors(rail)[TRAIN_KMH]
    if not errors:
        return RunningError(0, 0.0, 0.0, 0.0)
    return RunningError(errors[0].legs, errors[0].median_percent, errors[0].p90_percent, errors[0].bias_percent)


@disk_cached
def _stock_seconds(rail: RailFacts) -> dict[int, tuple[int, ...]]:
    """Seconds by link for each stock by its top speed in km/h: of a ruler, else fitted on the published trains."""
    network = make_network(rail)
    fitted = {top: fitted_seconds(network, published_legs(rail, network, kinds), top) for top, kinds in KINDS.items()}
    pairs = [sorted((network.names[link.one], network.names[link.other])) for link in network.links]
    return {
        top: tuple(rail.ruler_s.get((one, other), s) for (one, other), s in zip(pairs, seconds, strict=True))
        for top, seconds in fitted.items()
    }


def _seconds(km: float, kmh: float) -> int:
    return round(km / kmh * 3600)
