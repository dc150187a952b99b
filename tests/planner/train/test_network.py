"""Facts become a line, running times and traffic; the small line is drawn in `tests.support.small_rail`."""

from __future__ import annotations

from itertools import pairwise

from planner.catalog.queries import RailFacts
from planner.train.network import make_network, quickest_way
from planner.train.running import running_error, running_table
from planner.train.traffic import published_traffic
from tests.support.small_rail import small_rail


def test_unknown_tracks_count_as_single() -> None:
    assert [link.single for link in make_network(small_rail("plain")).links] == [True, False, True]


def test_the_way_leads_through_every_station_in_both_directions() -> None:
    network = make_network(small_rail("plain"))
    there = quickest_way(network, (1, 1, 1), network.numbers["a"], network.numbers["d"]) or ()
    back = quickest_way(network, (1, 1, 1), network.numbers["d"], network.numbers["a"]) or ()
    assert [network.names[step.target] for step in there] == ["b", "c", "d"]
    assert [network.names[step.target] for step in back] == ["c", "b", "a"]
    assert quickest_way(network, (1, 1, 1), network.numbers["a"], network.numbers["e"]) is None


def test_an_unseen_line_is_run_at_three_quarters_of_its_limit() -> None:
    table = running_table(small_rail("plain"))
    assert table.loco_s == (600, 600, 600)  # 15 km at 90 km/h
    assert table.least_s == (450, 450, 450)  # at 120 km/h


def test_a_leg_is_spread_over_its_sections() -> None:
    rail = small_rail(
        "spread", {"K1": (("a", None, 600), ("d", 633, None)), "K2": (("d", None, 800), ("a", 833, None))}
    )
    table = running_table(rail)
    names = table.network.names
    seen = [
        (r.train, names[r.origin], names[r.target], r.enter_s // 60, r.leave_s // 60) for r in published_traffic(rail)
    ]
    assert seen == [
        ("K1", "a", "b", 600, 612), ("K1", "b", "c", 612, 622), ("K1", "c", "d", 622, 633),
        ("K2", "d", "c", 800, 812), ("K2", "c", "b", 812, 822), ("K2", "b", "a", 822, 833),
    ]  # fmt: skip


def test_an_unknown_arrival_is_a_short_stay_before_the_departure() -> None:
    rail = small_rail("one time", {"K1": (("a", None, 600), ("b", None, 615), ("d", 640, None))})
    assert [(r.enter_s // 60, r.leave_s // 60) for r in published_traffic(rail)] == [
        (600, 613), (615, 628), (628, 640),
    ]  # fmt: skip


def test_conventional_trains_keep_off_high_speed_lines(rail: RailFacts) -> None:
    network, table = make_network(rail), running_table(rail)
    origin, target = network.numbers["沈阳"], network.numbers["大连"]
    way = quickest_way(network, table.loco_s, origin, target) or ()
    assert way
    assert not any(network.links[step.link].high_speed for step in way)
    assert all(one.target == other.origin for one, other in pairwise(way))
    assert 390 < sum(network.links[step.link].km for step in way) < 405  # published: 397 km


def test_running_times_are_near_the_published_ones(rail: RailFacts) -> None:
    error = running_error(rail)
    assert error.legs > 500
    assert error.median_percent < 12
    assert abs(error.bias_percent) < 1


def test_nobody_runs_quicker_than_line_and_stock_allow(rail: RailFacts) -> None:
    table = running_table(rail)
    for link, seconds in zip(table.network.links, table.loco_s, strict=True):
        assert seconds >= link.km / 120 * 3600 - 1


def test_real_traffic_stays_on_conventional_lines_and_takes_time(rail: RailFacts) -> None:
    network = make_network(rail)
    runs = published_traffic(rail)
    assert len(runs) > 5000
    assert not any(network.links[run.link].high_speed for run in runs)
    assert all(run.enter_s <= run.leave_s for run in runs)
