"""The rails as the checker of trains reads them from the facts: no network may hold the same rails twice.

Other trains, possessions and headways are judged by link of the network; a link that stood for half of the rails, or
two that stood for the same, would let trains run through each other.
"""

from __future__ import annotations

from collections import Counter

from planner.catalog import RailFacts
from planner.train.infrastructure import Network

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


def _leading(rail: RailFacts) -> dict[tuple[frozenset[str], str], Rails]:
    """By section, the rails it shares."""
    found: dict[tuple[frozenset[str], str], Rails] = {}
    for track in rail.tracks:
        ends = frozenset((track.from_station, track.to_station))
        for line in (track.line, *filter(None, (track.also_lines or "").split(";"))):
            found[ends, line] = ends, track.line
    return found
