"""The fit finds planted paces, shrugs off odd legs, falls back to caution, evaluated on trains it has not seen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.train.infrastructure.calibration import (
    KINDS,
    LIMIT_SHARE,
    START_S,
    STOP_S,
    PublishedLeg,
    fitted_seconds,
    held_out_errors,
    published_legs,
)
from planner.train.infrastructure.network import Link, Network, make_network
from planner.train.infrastructure.running import running_error, running_errors, running_table
from tests.support.effort import examples

KM = (10.0, 20.0, 15.0, 30.0)


def network(limit: int | None = 120) -> Network:
    """Four sections of one line in a row and one of another that nobody runs on."""
    links = [Link(n, n + 1, km, False, "main", limit, False) for n, km in enumerate(KM)]
    return Network(tuple("ABCDEF"), (*links, Link(4, 5, 12.0, True, "branch", 80, False)))


def leg(train: int, links: tuple[int, ...], kmh: float) -> PublishedLeg:
    km = sum(KM[link] for link in links)
    return PublishedLeg(f"K{train}", links, "main", km, round(km / kmh * 3600) + START_S + STOP_S)


@given(st.integers(50, 110))
@settings(max_examples=examples(25))
def test_a_planted_pace_is_found(kmh: int) -> None:
    legs = [leg(n, links, kmh) for n, links in enumerate([(0,), (1,), (2,), (3,), (0, 1), (2, 3), (1, 2, 3)] * 3)]
    fitted = fitted_seconds(network(), legs, 120)
    for km, seconds in zip(KM, fitted, strict=False):
        assert seconds == pytest.approx(km / kmh * 3600, rel=0.03)


def test_a_few_odd_legs_do_not_bend_the_fit() -> None:
    legs = [leg(n, (0, 1), 80) for n in range(20)]
    odd = [leg(90 + n, (0, 1), 20) for n in range(4)]
    assert fitted_seconds(network(), [*legs, *odd], 120)[:2] == pytest.approx(
        fitted_seconds(network(), legs, 120)[:2], rel=0.05
    )


def test_a_section_with_its_own_pace_keeps_it() -> None:
    legs = [leg(n, (0,), 40) for n in range(20)] + [leg(40 + n, (1,), 90) for n in range(20)]
    slow, quick, like_the_line, _, _ = fitted_seconds(network(), legs, 120)
    assert slow == pytest.approx(900, rel=0.05)
    assert quick == pytest.approx(800, rel=0.05)
    assert 40 < KM[2] / like_the_line * 3600 < 90


def test_where_no_train_was_seen_caution_decides() -> None:
    *_, branch = fitted_seconds(network(), [leg(n, (0,), 80) for n in range(5)], 120)
    assert branch == pytest.approx(12 / (80 * LIMIT_SHARE) * 3600, abs=1)
    assert len(fitted_seconds(network(None), [], 120)) == 5


def test_nobody_is_made_quicker_than_line_and_stock() -> None:
    legs = [leg(n, (0,), 200) for n in range(9)]
    assert fitted_seconds(network(), legs, 120)[0] == round(KM[0] / 120 * 3600)


def test_every_train_is_held_out_once(rail: RailFacts) -> None:
    whole = make_network(rail)
    for top, kinds in KINDS.items():
        legs = published_legs(rail, whole, kinds)
        every, *lines = held_out_errors(whole, legs, top)
        assert every.line == ""
        assert every.legs == len(legs) == sum(line.legs for line in lines)
        assert {line.line for line in lines} == {leg.line for leg in legs}


def test_the_error_reported_is_that_of_trains_not_seen(rail: RailFacts) -> None:
    reported, measured = running_error(rail), running_errors(rail)[120][0]
    assert (reported.legs, reported.median_percent) == (measured.legs, measured.median_percent)
    assert measured.median_percent < 7
    assert measured.p90_percent < 25
    table = running_table(rail)
    legs = published_legs(rail, table.network, KINDS[120])
    computed = [sum(table.loco_s[link] for link in leg.links) + START_S + STOP_S for leg in legs]
    seen = sorted(abs(seconds - leg.seconds) / leg.seconds for seconds, leg in zip(computed, legs, strict=True))
    assert 100 * seen[len(seen) // 2] < measured.median_percent  # a fit always flatters itself
