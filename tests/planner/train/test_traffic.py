"""Every leg of every published train is either in the traffic or told as a gap; only published times count as such."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from planner.catalog.queries import RailFacts
from planner.train.running import running_table
from planner.train.traffic import GAPS, Run, gap_counts, published_traffic, traffic


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


def test_doubtful_trains_are_switched_off_and_told(rail: RailFacts) -> None:
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
            assert run.enter_s in known[run.train, names[run.origin], "depart"]
            published += 1
        if run.leave_published:
            assert run.leave_s in known[run.train, names[run.target], "arrive"]
    assert published > 4000


def test_interpolated_times_lie_in_order_between_the_calls(rail: RailFacts) -> None:
    for runs in runs_by_train(rail).values():
        for one, other in pairwise(runs):
            assert one.enter_s <= one.leave_s
            if not other.enter_published:
                assert (one.target, one.leave_s) == (other.origin, other.enter_s)


def test_conventional_traffic_keeps_most_legs(rail: RailFacts) -> None:
    """What is lost to other causes than lying outside the network is less than one leg in five."""
    counts = gap_counts(rail)
    inside = traffic(rail).legs - counts["outside"]
    assert sum(counts.values()) - counts["outside"] < inside / 5
    assert len(published_traffic(rail)) > 9000
