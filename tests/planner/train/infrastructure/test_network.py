"""Facts become a line, running times and traffic; the small line is drawn in `tests.support.small_rail`."""

from __future__ import annotations

from itertools import pairwise

from planner.catalog import RailFacts
from planner.train.infrastructure.calibration import START_S, STOP_S
from planner.train.infrastructure.network import different_ways, make_network, quickest_way, quickest_ways
from planner.train.infrastructure.running import running_error, running_table
from planner.train.placement import TOP_KMH, placing, quickest_seconds
from planner.train.placement.quickest import latest_arrival
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
    assert table.min_running_s == (450, 450, 450)  # at 120 km/h


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


def test_other_ways_come_quickest_first_and_pass_other_stations(rail: RailFacts) -> None:
    table = running_table(rail)
    network = table.network
    ways = quickest_ways(network, table.loco_s, network.numbers["山海关"], network.numbers["沈阳"], 24)
    seconds = [sum(table.loco_s[step.link] for step in way) for way in ways]
    assert seconds == sorted(seconds)
    assert ways[0] == quickest_way(network, table.loco_s, network.numbers["山海关"], network.numbers["沈阳"])
    passed = [tuple(step.target for step in way) for way in ways]
    assert len(set(passed)) == len(ways) == 24
    for way in ways:
        assert all(one.target == other.origin for one, other in pairwise(way))
        assert len({way[0].origin, *(step.target for step in way)}) == len(way) + 1
    assert 426 in {round(sum(network.links[step.link].km for step in way)) for way in ways}  # 沈山 all the way


def test_different_ways_share_little(rail: RailFacts) -> None:
    table = running_table(rail)
    network = table.network
    ways = different_ways(network, table.loco_s, network.numbers["山海关"], network.numbers["沈阳"], 4)
    assert len(ways) > 1
    shared = {step.link for step in ways[0]} & {step.link for step in ways[1]}
    assert len(shared) < len(ways[0]) / 2


def test_there_is_no_other_way_on_one_line() -> None:
    rail = small_rail("one line")
    network = make_network(rail)
    assert len(quickest_ways(network, (600,) * 3, 0, 3, 5)) == 1
    assert quickest_ways(network, (600,) * 3, 0, 4, 5) == ()


def test_a_train_goes_the_way_whose_kilometres_are_published(rail: RailFacts) -> None:
    links = running_table(rail).network.links
    (leg,) = [leg for leg in placing(rail).legs if leg.train == "K27" and len(leg.way) > 20]
    assert round(sum(links[step.link].km for step in leg.way)) == 426


def test_nobody_was_quicker_than_the_quickest(rail: RailFacts) -> None:
    quickest, table = quickest_seconds(rail), running_table(rail)
    for top, seconds in quickest.items():
        assert all(few <= planned for few, planned in zip(seconds, table.stock_s[top], strict=True))
    for leg in placing(rail).legs:
        if leg.loco and latest_arrival(leg) - leg.depart_s > START_S + STOP_S:
            least = sum(quickest[TOP_KMH[leg.kind]][step.link] for step in leg.way) + START_S + STOP_S
            assert least <= latest_arrival(leg) - leg.depart_s
