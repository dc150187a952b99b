"""What the published times show of the railway: trains that cannot run on one day, and tracks that must be double."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planner.clock import DAY_S
from planner.train.infrastructure import RunningTable
from planner.train.types import SectionWindow

SAME_SLOT_S = 180  # no signalling lets trains follow more closely: they do not run on the same day
MEETS = 2  # trains that meet inside sections of unknown tracks, from which on these count as double


def same_slots(sections: Sequence[SectionWindow]) -> set[tuple[str, str]]:
    """Pairs of trains published to leave a station over the same track less than `SAME_SLOT_S` apart."""
    leaving: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for section in sections:
        if section.enter_known:
            leaving[section.link, section.origin].append((section.enter[0] % DAY_S, section.train))
    found = set()
    for times in leaving.values():
        times.sort()
        for number, (second, train) in enumerate(times):
            for step in range(1, len(times)):
                later, other = times[(number + step) % len(times)]
                if (later - second) % DAY_S >= SAME_SLOT_S:
                    break
                if train != other:
                    found.add((min(train, other), max(train, other)))
    return found


def met_inside(table: RunningTable, sections: Sequence[SectionWindow]) -> set[int]:
    """Sections of unknown tracks on a line where published trains cannot have met at stations only."""
    unknown = _unknown(table)
    by_link: dict[int, list[SectionWindow]] = defaultdict(list)
    for section in sections:
        if section.link in unknown:
            by_link[section.link].append(section)
    met = []
    for link, there in by_link.items():
        for number, one in enumerate(there):
            for other in there[number + 1 :]:
                if one.origin != other.origin and _must_meet(one, other):
                    met.append((link, (one.train, other.train)))
    return double_tracks(table, met)


def double_tracks(table: RunningTable, met: Iterable[tuple[int, tuple[str, str]]]) -> set[int]:
    """All sections of unknown tracks on lines where that many pairs of trains meet inside such a section."""
    unknown, links = _unknown(table), table.network.links
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link, (one, other) in met:
        if link in unknown:
            pairs[links[link].line].add((min(one, other), max(one, other)))
    return {link for link in unknown if len(pairs[links[link].line]) >= MEETS}


def _unknown(table: RunningTable) -> set[int]:
    return {n for n, link in enumerate(table.network.links) if not link.high_speed and not link.tracks_known}


def _must_meet(one: SectionWindow, other: SectionWindow) -> bool:
    """Whatever the unpublished times are, both are in the section at once."""
    shift = round((one.enter[1] - other.enter[1]) / DAY_S) * DAY_S
    return one.leave[0] > other.enter[2] + shift and other.leave[0] + shift > one.enter[2]
