"""Running times fitted on published trains, and how far they are off on trains that the fit has not seen.

Every section has a pace (seconds a kilometre), pulled toward its line's pace, which is pulled toward a cautious share
of the line's limit: where many trains were seen they decide, where none was seen caution does. The fit lessens the sum
of relative errors, not of their squares, so that a few odd legs do not bend it (iteratively reweighted least squares).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import median, quantiles

from planner.catalog import RailFacts
from planner.train.infrastructure.network import Network, quickest_way

START_S, STOP_S = 120, 60  # what starting and stopping add. Planning values of the trade, editable
LIMIT_SHARE = 0.75  # of the line's limit, where no train was seen
SLOWEST_KMH = 45  # where not even the limit is known
KM_CERTAIN = 3  # a way whose kilometres differ more from the published ones is another way
KINDS = {120: ("K", "Y"), 160: ("T", "Z")}  # top speed in km/h of the stock → kinds of train that run with it
TO_LINE, TO_LIMIT = 1e-4, 1e-4  # how strongly sections are pulled to their line, and lines to caution
ROUNDS, SMALLEST = 20, 0.01
FOLDS, SEED = 5, 1


@dataclass(frozen=True)
class PublishedLeg:
    """A train's leg between two calls, whose way and kilometres are certain. `seconds` are start to stop."""

    train: str
    links: tuple[int, ...]
    line: str  # the one it runs on longest
    km: float
    seconds: int


@dataclass(frozen=True)
class LineError:
    """Computed against published running times of one line ("" = all), in percent, each train held out once."""

    line: str
    legs: int
    median_percent: float
    p90_percent: float
    bias_percent: float  # computed less published: positive means that we run slower


def published_legs(rail: RailFacts, network: Network, kinds: Iterable[str]) -> list[PublishedLeg]:
    """All legs of trains of these kinds with clean times."""
    numbers, rough, wanted = network.numbers, _cautious_seconds(network, 120), set(kinds)
    legs = []
    for number, calls in rail.calls.items():
        if rail.runs[number].kind not in wanted or rail.runs[number].quality != "ok":
            continue
        for one, other in pairwise(calls):
            if one.depart is None or other.arrive is None or other.arrive <= one.depart:
                continue
            if one.station not in numbers or other.station not in numbers:
                continue
            way = quickest_way(network, rough, numbers[one.station], numbers[other.station])
            links = tuple(step.link for step in way or ())
            km = sum(network.links[k].km for k in links)
            if links and abs(km - (other.leg_km or 0)) <= KM_CERTAIN:
                legs.append(
                    PublishedLeg(number, links, _main_line(network, links), km, (other.arrive - one.depart) * 60)
                )
    return legs


def fitted_seconds(network: Network, legs: Sequence[PublishedLeg], top_kmh: int) -> tuple[int, ...]:
    """Seconds to run through each link without stopping, never quicker than line and stock allow."""
    import numpy as np

    km = np.array([link.km for link in network.links])
    lines = {line: number for number, line in enumerate(sorted({link.line for link in network.links}))}
    of_line = np.array([lines[link.line] for link in network.links])
    caution = np.array([3600 / _cautious(link.max_kmh, top_kmh) for link in network.links])
    line_caution = np.bincount(of_line, caution * km, len(lines)) / np.bincount(of_line, km, len(lines))
    seen = np.array(sorted({link for leg in legs for link in leg.links}), dtype=int)
    column = {int(link): number for number, link in enumerate(seen)}
    through = np.zeros((len(legs), len(seen) + len(lines)))  # kilometres of each leg on each seen section
    for number, leg in enumerate(legs):
        for link in leg.links:
            through[number, column[link]] += km[link]
    to_line = np.hstack([np.eye(len(seen)), -np.eye(len(lines))[of_line[seen]]])
    to_limit = np.hstack([np.zeros((len(lines), len(seen))), np.eye(len(lines))])
    pulls = TO_LINE * (to_line * km[seen, None]).T @ to_line + TO_LIMIT * to_limit.T @ to_limit
    published = np.array([leg.seconds for leg in legs], dtype=float)
    running, weight = published - START_S - STOP_S, np.ones(len(legs))
    for _ in range(ROUNDS):
        scaled = through * (weight / published**2)[:, None]
        pace = np.linalg.solve(scaled.T @ through + pulls, scaled.T @ running + TO_LIMIT * to_limit.T @ line_caution)
        weight = 1 / np.maximum(np.abs(through @ pace - running) / published, SMALLEST)
    every = pace[len(seen) :][of_line]
    every[seen] = pace[: len(seen)]
    least = np.array([3600 / min(link.max_kmh or top_kmh, top_kmh) for link in network.links])
    return tuple(round(float(seconds)) for seconds in np.maximum(every, least) * km)


def held_out_errors(network: Network, legs: Sequence[PublishedLeg], top_kmh: int) -> tuple[LineError, ...]:
    """The error over all legs, then by line, most legs first; every train is predicted from the others only."""
    trains = sorted({leg.train for leg in legs})
    Random(SEED).shuffle(trains)  # noqa: S311  # no secret
    shares: dict[str, list[float]] = {"": []}
    for fold in range(FOLDS):
        away = set(trains[fold::FOLDS])
        seconds = fitted_seconds(network, [leg for leg in legs if leg.train not in away], top_kmh)
        for leg in legs:
            if leg.train in away:
                computed = sum(seconds[link] for link in leg.links) + START_S + STOP_S
                share = 100 * (computed - leg.seconds) / leg.seconds
                shares[""].append(share)
                shares.setdefault(leg.line, []).append(share)
    errors = [_error(line, found) for line, found in shares.items() if found]
    return tuple(sorted(errors, key=lambda e: (-e.legs, e.line)))


def _error(line: str, shares: list[float]) -> LineError:
    sizes = sorted(abs(share) for share in shares)
    p90 = quantiles(sizes, n=10, method="inclusive")[-1] if len(sizes) > 1 else sizes[0]
    return LineError(line, len(sizes), round(median(sizes), 1), round(p90, 1), round(median(shares), 1) + 0.0)


def _main_line(network: Network, links: Iterable[int]) -> str:
    km: dict[str, float] = {}
    for link in links:
        km[network.links[link].line] = km.get(network.links[link].line, 0) + network.links[link].km
    return max(km, key=lambda line: (km[line], line))


def _cautious(limit_kmh: int | None, top_kmh: int) -> float:
    return min(limit_kmh, top_kmh) * LIMIT_SHARE if limit_kmh else SLOWEST_KMH


def _cautious_seconds(network: Network, top_kmh: int) -> tuple[int, ...]:
    return tuple(round(link.km / _cautious(link.max_kmh, top_kmh) * 3600) for link in network.links)
