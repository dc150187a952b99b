"""What is not known of a path that was found among the published trains, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from planner.facts import Facts
from planner.train.infrastructure import running_table
from planner.train.insertion import FoundPath
from planner.train.traffic import traffic
from planner.train.types import Passing, Unchecked

ANYWHERE = Unchecked("freight"), Unchecked("throats"), Unchecked("possessions"), Unchecked("calendar")


def unknown_of(facts: Facts, paths: Iterable[FoundPath]) -> list[Unchecked]:
    """What was not checked because it is not known, the long single track of these paths at the end."""
    there = dict.fromkeys(where for path in paths for where in long_singles(facts, path.passings))
    return [*ANYWHERE, *(Unchecked("crossing_stations", where) for where in there)]


def long_singles(facts: Facts, passings: Sequence[Passing]) -> list[str]:
    """The sections of single track so long that trains will cross somewhere on them, where nobody knows."""
    network, double = running_table(facts.rail).network, traffic(facts.rail).double
    most_km = facts.rules.number("longest-single")
    return [
        f"{one.station} → {other.station}"
        for one, other in pairwise(passings)
        for link in network.between(one.station, other.station, other.line)
        if network.links[link].single and link not in double and network.links[link].km > most_km
    ]
