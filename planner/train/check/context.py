"""What a train is checked against: the facts, the rules and the traffic, asked by place."""

from __future__ import annotations

from collections.abc import Iterator

from planner.caching import memoize
from planner.catalog import RailFacts
from planner.facts import Facts
from planner.train.check.known import KnownTraffic, StationStay, known_traffic
from planner.train.infrastructure import Network, running_table
from planner.train.types import Run, Traffic


class TrainCheckContext:
    """The facts, the rules and the traffic a train is checked against.

    Raises
    ------
    ValueError
        If the traffic is not that of the published trains, or takes a time that the published ones rule out.
    """

    def __init__(self, facts: Facts, traffic: Traffic | KnownTraffic) -> None:
        self.facts, self.rail, self.rules = facts, facts.rail, facts.rules
        self.network: Network = running_table(facts.rail).network
        self.headway_s = facts.rules.whole("headway") * 60
        self._known = traffic if isinstance(traffic, KnownTraffic) else _known(facts.rail, traffic)[0]

    def runs(self) -> Iterator[tuple[Run, ...]]:
        """All runs through sections that conventional trains use, section by section."""
        return iter(self._known.by_link.values())

    def runs_on(self, link: int) -> tuple[Run, ...]:
        """Those through one section."""
        return self._known.by_link.get(link, ())

    def stays_at(self, station: int) -> tuple[StationStay, ...]:
        """The published trains at a station."""
        return self._known.stays.get(station, ())

    def single(self, link: int) -> bool:
        """May one train at a time use it? Where tracks are unknown: unless the traffic takes its line to be double."""
        return self.network.links[link].single and link not in self._known.double

    def long_single(self, link: int) -> bool:
        """Single track so long that trains will cross somewhere on it, where nobody knows?"""
        return self.single(link) and self.network.links[link].km > self.rules.number("longest-single")

    def kind(self, train: str) -> str:
        """The kind of a published train, "" of any other."""
        return self.rail.runs[train].kind if train in self.rail.runs else ""

    def never_with(self, train: str) -> frozenset[str]:
        """The trains that run on none of its days."""
        return frozenset(name for pair in self._known.apart if train in pair for name in pair) - {train}

    def same_day(self, one: str, other: str) -> bool:
        """May both run on one day?"""
        return (min(one, other), max(one, other)) not in self._known.apart


@memoize(key=lambda rail, traffic: (rail.digest, id(traffic)))
def _known(rail: RailFacts, traffic: Traffic) -> tuple[KnownTraffic, Traffic]:
    """The traffic beside it is held, so that no other one gets its identity."""
    return known_traffic(rail, traffic), traffic
