"""The rails as the checker of trains reads them from the facts: no network may hold the same rails twice.

Other trains, possessions and headways are judged by link of the network; a link that stood for half of the rails, or
two that stood for the same, would let trains run through each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.infrastructure import Network, RunningTable
from planner.train.placement import met_inside
from planner.train.types import SectionWindow

CLEARING_S = 180  # on single track, after an opposing train has left the section
MEETS = 2  # pairs of trains that must be able to meet on a line before it is taken to be double
Rails = tuple[frozenset[str], str]  # the two stations, and the leading one of the lines that use these rails


def refuse_doubled(rail: RailFacts, network: Network) -> None:
    """Every section of the facts on exactly one link, and every link one set of rails.

    Raises
    ------
    ValueError
        Naming the stations between which it is not so.
    """
    leading = _leading(rail)
    by_section = {
        (ends, section.line): leading.get((ends, section.line), (ends, section.line))
        for section in rail.sections
        for ends in (frozenset((section.from_station, section.to_station)),)
    }
    met: Counter[Rails] = Counter()
    for link in network.links:
        ends = frozenset((network.names[link.one], network.names[link.other]))
        rails = {by_section.pop((ends, line), None) for line in link.lines}
        if None in rails or len(rails) != 1:
            raise ValueError(f"not one set of rails: {link.lines} between {sorted(ends)}")
        met.update(one for one in rails if one)
    if by_section or max(met.values(), default=1) > 1:
        twice = [sorted(ends) for (ends, _line), times in met.items() if times > 1]
        raise ValueError(f"rails that stand twice or nowhere: {twice or sorted(line for _ends, line in by_section)}")


def refuse_doubtful(
    table: RunningTable, windows: Sequence[SectionWindow], apart: Set[tuple[str, str]], double: Set[int]
) -> None:
    """A traffic takes rails of unknown tracks to be double where its trains meet. That is believed as far as published
    times allow: of all on which they must meet, and of none on a line on which they cannot.

    Raises
    ------
    ValueError
        Naming the line.
    """
    links = table.network.links
    for link in double:
        if links[link].tracks_known or links[link].high_speed:
            raise ValueError(f"published as it is: the tracks of {links[link].line}")
    if forced := met_inside(table, windows) - double:
        raise ValueError(f"published trains must meet on {sorted({links[link].line for link in forced})}")
    there: dict[int, list[SectionWindow]] = defaultdict(list)
    for window in windows:
        if window.link in double:
            there[window.link].append(window)
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link, found in there.items():
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                pair = min(one.train, other.train), max(one.train, other.train)
                if one.origin != other.origin and pair not in apart and _may_meet(one, other):
                    pairs[links[link].line].add(pair)
    if doubtful := {links[link].line for link in double if len(pairs[links[link].line]) < MEETS}:
        raise ValueError(f"no published trains meet on {sorted(doubtful)}")


def _may_meet(one: SectionWindow, other: SectionWindow) -> bool:
    """Can both be in the section at once, or too near for single track?"""
    day = round((one.enter[1] - other.enter[1]) / DAY_S) * DAY_S
    return max(one.enter[0] - other.leave[2] - day, other.enter[0] + day - one.leave[2]) < CLEARING_S


def _leading(rail: RailFacts) -> dict[tuple[frozenset[str], str], Rails]:
    """By section, the rails it shares."""
    found: dict[tuple[frozenset[str], str], Rails] = {}
    for track in rail.tracks:
        ends = frozenset((track.from_station, track.to_station))
        for line in (track.line, *filter(None, (track.also_lines or "").split(";"))):
            found[ends, line] = ends, track.line
    return found
