"""One set of rails is one link, whatever names of lines it carries; what shares rails is a fact with a source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from planner.catalog import RailFacts, Section, SharedTrack
from planner.train.infrastructure import running_table
from planner.train.infrastructure.network import Network, make_network
from planner.train.placement import placing
from planner.train.traffic import traffic
from tests.support.small_rail import small_rail


def pairs(rail: RailFacts) -> dict[frozenset[str], list[Section]]:
    """The sections by the two stations they lie between."""
    found: dict[frozenset[str], list[Section]] = defaultdict(list)
    for section in rail.sections:
        found[frozenset((section.from_station, section.to_station))].append(section)
    return found


def lines_between(network: Network, one: str, other: str) -> set[frozenset[str]]:
    return {frozenset(network.links[link].lines) for link in network.between(one, other)}


def test_conventional_lines_between_the_same_stations_run_on_one_set_of_rails(rail: RailFacts) -> None:
    network = make_network(rail)
    several = {ends: rows for ends, rows in pairs(rail).items() if len(rows) > 1}
    assert len(several) == 14
    for ends, rows in several.items():
        conventional = {row.line for row in rows if row.service != "high_speed"}
        links = [network.links[n] for n in network.between(*sorted(ends))]
        assert [set(link.lines) for link in links if not link.high_speed] == ([conventional] if conventional else [])
        assert {line for link in links for line in link.lines} == {row.line for row in rows}


def test_each_group_is_decided_with_its_source(rail: RailFacts) -> None:
    network = make_network(rail)
    assert lines_between(network, "沈阳", "浑河") == {frozenset(("沈大线", "沈丹线", "抚顺线"))}
    assert lines_between(network, "沈阳", "沈阳北") == {frozenset(("沈大线", "沈吉线")), frozenset(("沈大高速线",))}
    assert lines_between(network, "下夹河所", "营口东") == {frozenset(("沈大高速线", "盘营高速线"))}
    assert all(track.source and track.note for track in rail.tracks)
    assert all("assumed" in t.note or "rails of its own" in t.note for t in rail.tracks if t.basis == "estimate")


def test_the_leading_line_tells_how_many_tracks_there_are(rail: RailFacts) -> None:
    network = make_network(rail)
    (jinzhou,) = (network.links[n] for n in network.between("锦州", "桃园"))
    assert (jinzhou.line, jinzhou.single, jinzhou.km) == ("沈山线", False, 5)
    assert network.between("锦州", "桃园", "魏塔线") == network.between("桃园", "锦州", "南票线")
    assert network.between("锦州", "桃园", "沈大线") == ()


def test_every_kilometre_is_there_still(rail: RailFacts) -> None:
    """A line on shared rails is as long as its own posts say, but for what whole kilometres leave open."""
    network = make_network(rail)
    for line in sorted({section.line for section in rail.sections}):
        rows = [section for section in rail.sections if section.line == line]
        links = [network.between(s.from_station, s.to_station, line) for s in rows]
        assert all(len(found) == 1 for found in links)
        km = sum(network.links[link].km for (link,) in links)
        assert abs(km - sum(section.km for section in rows)) <= 1, line


def test_every_published_train_is_on_rails_that_are_there_once(rail: RailFacts) -> None:
    table = running_table(rail)
    assert len(placing(rail).legs) == 4451
    assert len(traffic(rail).gaps) == 6128
    keys = [(frozenset((link.one, link.other)), link.lines) for link in table.network.links]
    assert len(keys) == len(set(keys)) == 413


def test_lines_in_one_row_share_and_in_two_rows_do_not() -> None:
    plain = small_rail("twins")
    twin = replace(plain.sections[0], id=4, line="other line", tracks="double")
    row = SharedTrack(id=1, from_station="b", to_station="a", line="test line", basis="cited", note="-", source="-")
    both = replace(plain, sections=(*plain.sections, twin))
    shared = make_network(replace(both, tracks=(replace(row, also_lines="other line"),)))
    (link,) = (shared.links[n] for n in shared.between("a", "b"))
    assert (link.lines, link.single) == (("test line", "other line"), True)
    apart = make_network(replace(both, tracks=(row, replace(row, line="other line"))))
    assert [apart.links[n].lines for n in apart.between("a", "b")] == [("test line",), ("other line",)]
