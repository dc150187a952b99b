"""Every leg of every published train is either in the traffic or reported as a gap; only published times count so."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise

import pytest

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.infrastructure import LOCO_KINDS, can_dwell, running_table
from planner.train.infrastructure.running import FAST_KINDS
from planner.train.traffic import CLEARING_S, gap_counts, published_traffic, single_links, traffic
from planner.train.types import GAPS, Run


def runs_by_train(rail: RailFacts) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = defaultdict(list)
    for run in traffic(rail).runs:
        found[run.train].append(run)
    return found


def test_no_leg_is_dropped_silently(rail: RailFacts) -> None:
    gaps: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for gap in traffic(rail).gaps:
        assert gap.kind in GAPS
        gaps[gap.train].add((gap.origin, gap.target))
    names, runs, legs = running_table(rail).network.names, runs_by_train(rail), 0
    for number, calls in rail.calls.items():
        starts = {names[run.origin] for run in runs[number] if run.enter_published}
        for one, other in pairwise(calls):
            legs += 1
            assert (one.station, other.station) in gaps[number] or one.station in starts, (number, one.station)
    assert legs == traffic(rail).legs
    assert sum(gap_counts(rail).values()) == len(traffic(rail).gaps)


def test_doubtful_trains_are_switched_off_and_reported(rail: RailFacts) -> None:
    doubtful = {number for number, run in rail.runs.items() if run.quality == "doubtful"}
    assert len(doubtful) == 42
    assert not doubtful & {run.train for run in traffic(rail).runs}
    assert {gap.train for gap in traffic(rail).gaps if gap.kind == "doubtful_train"} == doubtful


def test_only_times_of_the_timetable_are_called_published(rail: RailFacts) -> None:
    names = running_table(rail).network.names
    known: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for number, calls in rail.calls.items():
        for call in calls:
            for what, minute in (("arrive", call.arrive), ("depart", call.depart)):
                if minute is not None:
                    known[number, call.station, what].add(minute * 60)
    published = 0
    for run in traffic(rail).runs:
        if run.enter_published:
            assert run.enter_s // 60 * 60 in known[run.train, names[run.origin], "depart"]
            published += 1
        if run.leave_published:
            assert run.leave_s // 60 * 60 in known[run.train, names[run.target], "arrive"]
    assert published > 4000


def test_interpolated_times_lie_in_order_between_the_calls(rail: RailFacts) -> None:
    names = running_table(rail).network.names
    for runs in runs_by_train(rail).values():
        for one, other in pairwise(runs):
            assert one.enter_s <= one.leave_s
            if not other.enter_published:
                assert one.target == other.origin
                waits = one.leave_s < other.enter_s and can_dwell(rail, names[one.target])
                assert waits or one.leave_s == other.enter_s
        for run in runs:
            assert run.enter_window[0] <= run.enter_s <= run.enter_window[1]
            assert run.leave_window[0] <= run.leave_s <= run.leave_window[1]


def test_conventional_traffic_keeps_most_legs(rail: RailFacts) -> None:
    """What is lost to other causes than lying outside the network is less than one leg in five."""
    counts = gap_counts(rail)
    inside = traffic(rail).legs - counts["outside"]
    assert sum(counts.values()) - counts["outside"] < inside / 5
    assert len(published_traffic(rail)) > 9000


@pytest.mark.thorough
def test_every_conflict_is_reported_and_the_rest_keeps_apart(rail: RailFacts) -> None:
    """The times chosen keep every two trains apart that are not in the list: counted anew, pair by pair."""
    reported = {(min(c.train, c.other), max(c.train, c.other), c.link) for c in traffic(rail).conflicts}
    by_link: dict[int, list[Run]] = defaultdict(list)
    for run in published_traffic(rail):
        by_link[run.link].append(run)
    single, found = single_links(rail), set()
    for link, runs in by_link.items():
        for one, other in combinations(runs, 2):
            if one.train == other.train or not traffic(rail).same_day(one.train, other.train):
                continue
            shift = round((one.enter_s - other.enter_s) / DAY_S) * DAY_S
            enter, leave = one.enter_s - other.enter_s - shift, one.leave_s - other.leave_s - shift
            if one.origin == other.origin:
                fast = {rail.runs[one.train].kind, rail.runs[other.train].kind} <= set(FAST_KINDS)
                near = max(min(enter, leave), min(-enter, -leave)) < (180 if fast else 480)
            else:
                gaps = one.enter_s - other.leave_s - shift, other.enter_s + shift - one.leave_s
                near = single[link] and max(gaps) < CLEARING_S
            if near:
                found.add((min(one.train, other.train), max(one.train, other.train), link))
    assert found == reported


def test_conflicts_are_few_and_have_causes(rail: RailFacts) -> None:
    known = traffic(rail)
    assert {c.cause for c in known.conflicts} == {"published", "forced", "together"}
    loco = {run.train for run in published_traffic(rail) if rail.runs[run.train].kind in LOCO_KINDS}
    in_conflict = {train for c in known.conflicts for train in (c.train, c.other)}
    assert len(loco - in_conflict) > 130
    assert known.same_day("K27", "K28")
    assert not known.same_day("Y432", "Y402")  # one path, on different days


def test_a_line_of_unknown_tracks_is_double_where_trains_meet_on_it(rail: RailFacts) -> None:
    links = running_table(rail).network.links
    assert {"沟海线"} <= {links[number].line for number in traffic(rail).double}
    assert all(links[number].single for number in traffic(rail).double)
