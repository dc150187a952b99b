"""What running over the lines may cost: kilometres times published rates by class of line. An estimate, always.

Which class a line is of is not public, nor are today's rates: double track is taken for a main line, any other for a
branch, and the range is that of all lines at the cheapest and at the dearest rate. Traction, cars and crew are not in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from planner.catalog import RailFacts
from planner.facts import Facts
from planner.train.infrastructure import running_table
from planner.train.traffic import single_links
from planner.train.types import Passing

RATES = ("track-rate-double", "track-rate-single", "track-rate-least", "track-rate-most")  # the rules it rests on


@dataclass(frozen=True)
class TrackAccess:
    """Kilometres, those of them on double track, and whole yuan: the estimate and its range."""

    km: float
    double_km: float
    yuan: int
    least_yuan: int
    most_yuan: int


def track_access(facts: Facts, links: Iterable[int]) -> TrackAccess:
    """The charge for one train over these sections of `running_table(rail).network`, each as often as it is named."""
    network, single = running_table(facts.rail).network, single_links(facts.rail)
    run = [(network.links[link].km, single[link]) for link in links]
    km = sum(km for km, _ in run)
    double = sum(km for km, is_single in run if not is_single)
    yuan = double * facts.rules.number("track-rate-double") + (km - double) * facts.rules.number("track-rate-single")
    least, most = km * facts.rules.number("track-rate-least"), km * facts.rules.number("track-rate-most")
    return TrackAccess(round(km, 1), round(double, 1), round(yuan), round(least), round(most))


def passed_links(rail: RailFacts, passings: Iterable[Passing]) -> list[int]:
    """The sections a train runs through, in order.

    Raises
    ------
    LookupError
        If the facts know no such section any more.
    """
    network, found = running_table(rail).network, []
    for one, other in pairwise(passings):
        named = network.between(one.station, other.station, other.line)
        links = named or network.between(one.station, other.station)
        if not links:
            raise LookupError(f"{one.station} → {other.station}")
        found.append(links[0])
    return found
