"""The checker reads from the facts which rails there are; a network that holds some twice or not at all is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.catalog import RailFacts
from planner.train.check.rails import refuse_doubled, refuse_doubtful
from planner.train.infrastructure import running_table
from planner.train.placement import met_inside, same_slots, section_windows
from planner.train.traffic import traffic


def test_the_network_holds_all_rails_once(rail: RailFacts) -> None:
    refuse_doubled(rail, running_table(rail).network)


def test_a_network_as_the_mileage_table_lists_it_is_refused(rail: RailFacts) -> None:
    network = running_table(rail).network
    number = network.between("沈阳", "浑河")[0]
    shared = network.links[number]
    assert len(shared.lines) == 3
    alone = replace(shared, line="抚顺线", also_lines=())
    others = tuple(link for link in network.links if link is not shared)
    both = replace(shared, also_lines=("沈丹线",))
    for wrong in ((*others, both, alone), others, (*others, alone), (*network.links, shared)):
        with pytest.raises(ValueError, match="rails"):
            refuse_doubled(rail, replace(network, links=wrong))
    (fast,) = (network.links[n] for n in network.between("沈阳", "沈阳北", "沈大高速线"))
    slow = network.links[network.between("沈阳", "沈阳北", "沈大线")[0]]
    merged = replace(slow, also_lines=(*slow.also_lines, *fast.lines))
    with pytest.raises(ValueError, match="one set of rails"):
        refuse_doubled(
            rail, replace(network, links=tuple(merged if x is slow else x for x in network.links if x is not fast))
        )


def test_tracks_nobody_knows_are_double_only_where_published_trains_may_meet(rail: RailFacts) -> None:
    table, windows, double = running_table(rail), section_windows(rail), traffic(rail).double
    apart, links = same_slots(windows), running_table(rail).network.links
    refuse_doubtful(table, windows, apart, double)
    assert double
    known = next(n for n, link in enumerate(links) if link.tracks_known and not link.high_speed)
    used = {window.link for window in windows}
    lines = {links[n].line for n in double}
    empty = next(n for n, k in enumerate(links) if not k.tracks_known and n not in used and k.line not in lines)
    for wrong in (known, empty):
        with pytest.raises(ValueError, match="published"):
            refuse_doubtful(table, windows, apart, {*double, wrong})
    forced = met_inside(table, windows)
    assert forced
    with pytest.raises(ValueError, match="must meet"):
        refuse_doubtful(table, windows, apart, double - forced)
