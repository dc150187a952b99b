"""How long a locomotive-hauled train needs for each section: a table that solver and checker read alike.

Speeds are the medians seen on each line between published calls; where none were seen, a cautious share of the
line's limit. The error against published trains is measured and told with every timetable.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from planner.catalog.queries import RailFacts
from planner.train.network import Network, make_network, quickest_way
from planner.train.timetable import RunningError

START_S, STOP_S = 120, 60  # what starting and stopping add. Planning values of the trade, editable
TRAIN_KMH = 120  # 25G stock
LIMIT_SHARE = 0.75  # of the line's limit, where no train was seen
SLOWEST_KMH = 45  # where not even the limit is known
KM_CERTAIN = 3  # a way whose kilometres differ more from the published ones is another way
LEAST_LEGS = 5  # a median of fewer is chance
LOCO_KINDS = ("K", "T", "Z", "Y")
FAST_KINDS = ("G", "D", "C")


@dataclass(frozen=True)
class RunningTable:
    """Seconds to run through each link without stopping, by the link's number: for 25G stock and for EMUs.

    `least_s` is 25G stock at the limit of line and stock all the way: nobody runs quicker.
    """

    network: Network
    loco_s: tuple[int, ...]
    fast_s: tuple[int, ...]
    least_s: tuple[int, ...]


_tables: dict[str, RunningTable] = {}


def running_table(rail: RailFacts) -> RunningTable:
    """The table for these facts, scaled so that half of the published legs are quicker; made once."""
    if rail.digest not in _tables:
        network = make_network(rail)
        seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row in rail.speeds:
            if row.kind in LOCO_KINDS:
                seen[row.line].append((row.legs, row.median_kmh))
        speed = {
            line: sum(legs * kmh for legs, kmh in rows) / sum(legs for legs, _ in rows)
            for line, rows in seen.items()
            if sum(legs for legs, _ in rows) >= LEAST_LEGS
        }
        rough = tuple(_seconds(k.km, speed.get(k.line) or _cautious(k.max_kmh, TRAIN_KMH)) for k in network.links)
        least = tuple(_seconds(k.km, min(k.max_kmh or TRAIN_KMH, TRAIN_KMH)) for k in network.links)
        fast = tuple(_seconds(k.km, _cautious(k.max_kmh, 300)) for k in network.links)
        legs = _published_legs(rail, network, rough)
        scale = median((published - START_S - STOP_S) / computed for computed, published in legs) if legs else 1.0
        loco = tuple(max(round(s * scale), q) for s, q in zip(rough, least, strict=True))
        _tables.clear()
        _tables[rail.digest] = RunningTable(network, loco, fast, least)
    return _tables[rail.digest]


def running_error(rail: RailFacts) -> RunningError:
    """Computed against published start-to-stop times of locomotive-hauled trains with clean times."""
    table = running_table(rail)
    shares = [
        100 * (computed + START_S + STOP_S - published) / published
        for computed, published in _published_legs(rail, table.network, table.loco_s)
    ]
    sizes = [abs(share) for share in shares]
    return RunningError(
        legs=len(shares),
        median_percent=round(median(sizes), 1),
        p90_percent=round(quantiles(sizes, n=10)[-1], 1),
        bias_percent=round(median(shares), 1),
    )


def _published_legs(rail: RailFacts, network: Network, seconds: tuple[int, ...]) -> list[tuple[int, int]]:
    """(seconds of pure running by the table, published seconds) of legs whose way and kilometres are certain."""
    numbers, result = network.numbers, []
    for number, calls in rail.calls.items():
        run = rail.runs[number]
        if run.kind not in LOCO_KINDS or run.quality != "ok":
            continue
        for one, other in pairwise(calls):
            if one.depart is None or other.arrive is None or other.arrive <= one.depart:
                continue
            if one.station not in numbers or other.station not in numbers:
                continue
            way = quickest_way(network, seconds, numbers[one.station], numbers[other.station])
            if way and abs(sum(network.links[s.link].km for s in way) - (other.leg_km or 0)) <= KM_CERTAIN:
                result.append((sum(seconds[s.link] for s in way), (other.arrive - one.depart) * 60))
    return result


def _cautious(limit_kmh: int | None, most_kmh: int) -> float:
    return min(limit_kmh, most_kmh) * LIMIT_SHARE if limit_kmh else SLOWEST_KMH


def _seconds(km: float, kmh: float) -> int:
    return round(km / kmh * 3600)
