"""A good silver train is planned once; each test plants one fault in it, and the checker must say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.facts import Facts
from planner.solving import SolveOptions
from planner.train.check import check_cruise
from planner.train.cruise import plan_cruise
from planner.train.traffic import traffic
from planner.train.types import Call, Cruise, CruiseRequest, Passing
from planner.violations import Checked

Checker = Callable[[Cruise], set[str]]
REQUEST = CruiseRequest("大连", 3, "nostalgia", date(2027, 5, 10))


@pytest.fixture(scope="module")
def cruise(facts: Facts) -> Cruise:
    planned = plan_cruise(replace(facts, today=date(2027, 1, 1)), REQUEST, SolveOptions())
    assert isinstance(planned, Checked)
    return planned.result


@pytest.fixture(scope="module")
def check(facts: Facts) -> Checker:
    """The rules that a cruise breaks."""
    return lambda cruise: {violation.rule for violation in check_cruise(facts, traffic(facts.rail), cruise)}


def with_passing(cruise: Cruise, number: int, passing: Passing) -> Cruise:
    passings = list(cruise.passings)
    passings[number] = passing
    return replace(cruise, passings=tuple(passings))


def with_call(cruise: Cruise, number: int, call: Call) -> Cruise:
    calls = list(cruise.calls)
    calls[number] = call
    return replace(cruise, calls=tuple(calls))


def moved(cruise: Cruise, minutes: int) -> Cruise:
    """The whole train later; what guests do on land stays where it is."""
    shift = minutes * 60
    return replace(
        cruise,
        passings=tuple(
            replace(p, arrive_s=p.arrive_s + shift, depart_s=p.depart_s + shift) for p in cruise.passings
        ),
        calls=tuple(
            replace(
                c,
                arrive=None if c.arrive is None else c.arrive + minutes,
                depart=None if c.depart is None else c.depart + minutes,
            )
            for c in cruise.calls
        ),
    )  # fmt: skip


def sight_call(cruise: Cruise) -> int:
    return next(number for number, call in enumerate(cruise.calls) if call.purpose == "sight")


def test_the_train_is_good_but_for_what_is_only_a_wish(facts: Facts, cruise: Cruise) -> None:
    assert [violation for violation in check_cruise(facts, traffic(facts.rail), cruise) if violation.hard] == []


def test_a_section_must_be_of_the_line_it_names(cruise: Cruise, check: Checker) -> None:
    assert "no-section" in check(with_passing(cruise, 1, replace(cruise.passings[1], line="no such line")))


def test_no_station_may_be_left_out(cruise: Cruise, check: Checker) -> None:
    passing = next(n for n, p in enumerate(cruise.passings) if n and p.depart_s == p.arrive_s)
    assert "no-section" in check(replace(cruise, passings=cruise.passings[:passing] + cruise.passings[passing + 1 :]))


def test_kilometres_add_up(cruise: Cruise, check: Checker) -> None:
    assert "km-sum" in check(with_passing(cruise, 1, replace(cruise.passings[1], km=cruise.passings[1].km + 1)))


def test_running_takes_its_time(cruise: Cruise, check: Checker) -> None:
    late = replace(cruise.passings[0], depart_s=cruise.passings[0].depart_s + 90)
    assert "running-short" in check(with_passing(cruise, 0, late))


def test_nobody_leaves_before_arriving(cruise: Cruise, check: Checker) -> None:
    passing = cruise.passings[1]
    assert "time-order" in check(with_passing(cruise, 1, replace(passing, depart_s=passing.arrive_s - 60)))


def test_other_trains_are_kept_clear_of(cruise: Cruise, check: Checker) -> None:
    found = [check(moved(cruise, minutes)) for minutes in range(30, 1440, 60)]
    assert sum("train-headway" in broken for broken in found) > 10


@pytest.mark.parametrize("minutes", [-2, 2])
def test_calls_say_what_the_train_does(cruise: Cruise, check: Checker, minutes: int) -> None:
    number = sight_call(cruise)
    call = cruise.calls[number]
    assert call.arrive is not None
    assert call.depart is not None
    assert "calls-differ" in check(with_call(cruise, number, replace(call, arrive=call.arrive + minutes)))
    assert "calls-differ" in check(with_call(cruise, number, replace(call, depart=call.depart + minutes)))
    assert "calls-differ" in check(with_call(cruise, number, replace(call, km=call.km + minutes)))


def test_every_stop_is_listed(cruise: Cruise, check: Checker) -> None:
    assert "calls-differ" in check(replace(cruise, calls=cruise.calls[:1] + cruise.calls[2:]))


def test_the_train_comes_home(cruise: Cruise, check: Checker) -> None:
    number = max(n for n, call in enumerate(cruise.calls) if call.purpose == "sight")
    station = cruise.calls[number].station
    end = max(n for n, passing in enumerate(cruise.passings) if passing.station == station)
    passing = replace(cruise.passings[end], depart_s=cruise.passings[end].arrive_s)
    short = replace(
        cruise,
        passings=(*cruise.passings[:end], passing),
        calls=(*cruise.calls[:number], replace(cruise.calls[number], depart=None)),
    )
    assert "not-home" in check(short)


def test_the_train_comes_home_in_time(cruise: Cruise, check: Checker) -> None:
    assert "too-long" in check(replace(cruise, request=replace(cruise.request, days=2)))


def test_nights_are_neither_short_nor_long(cruise: Cruise, check: Checker) -> None:
    assert "night-leg-min-hours" in check(cruise)  # Liaoning is small
    early = replace(cruise.passings[0], depart_s=cruise.passings[0].depart_s - 12 * 3600)
    assert "night-leg-max-hours" in check(with_passing(cruise, 0, early))


def test_days_on_land_are_where_the_train_is(cruise: Cruise, check: Checker) -> None:
    first, *others = cruise.excursions
    elsewhere = replace(first, station=cruise.calls[0].station)
    tomorrow = replace(first, day=replace(first.day, date=first.day.date + timedelta(days=1)))
    assert "excursion-nowhere" in check(replace(cruise, excursions=(elsewhere, *others)))
    assert "excursion-nowhere" in check(replace(cruise, excursions=(tomorrow, *others)))


def test_guests_are_out_before_they_set_off_and_back_before_it_leaves(cruise: Cruise, check: Checker) -> None:
    number = sight_call(cruise)
    call, day = cruise.calls[number], cruise.excursions[0].day
    midnight = (day.date - cruise.start).days * 1440
    late = replace(call, arrive=midnight + day.items[0].start)
    early = replace(call, depart=midnight + day.items[-1].end)
    assert "overlap" in check(with_call(cruise, number, late))
    assert "late-end" in check(with_call(cruise, number, early))


def test_more_guests_need_longer_at_the_doors(cruise: Cruise, check: Checker) -> None:
    number = sight_call(cruise)
    call, day = cruise.calls[number], cruise.excursions[0].day
    tight = replace(call, arrive=(day.date - cruise.start).days * 1440 + day.items[0].start - 8)
    few, many = replace(cruise.request, guests=45), replace(cruise.request, guests=900)
    assert "overlap" not in check(replace(with_call(cruise, number, tight), request=few))
    assert "overlap" in check(replace(with_call(cruise, number, tight), request=many))


def test_no_place_is_seen_twice(cruise: Cruise, check: Checker) -> None:
    assert "twice" in check(replace(cruise, excursions=(*cruise.excursions, cruise.excursions[0])))


def test_a_day_on_land_is_checked_like_any_other(cruise: Cruise, check: Checker) -> None:
    first, *others = cruise.excursions
    longer = replace(first, day=replace(first.day, walk_m=first.day.walk_m + 1))
    assert "sum-mark" in check(replace(cruise, excursions=(longer, *others)))


def test_a_crew_drives_no_longer_than_it_may(facts: Facts, cruise: Cruise) -> None:
    """The first night begins four hours sooner: one crew cannot, two can, if they have the time to change."""
    first = cruise.passings[0]
    early = with_passing(cruise, 0, replace(first, depart_s=first.depart_s - 4 * 3600))
    stop = next(n for n, passing in enumerate(early.passings) if n and passing.depart_s == passing.arrive_s)
    passing = early.passings[stop]

    def with_change(minutes: int) -> Cruise:
        change = replace(passing, arrive_s=passing.depart_s - minutes * 60)
        call = replace(early.calls[1], station=passing.station, km=passing.km, purpose="crew")
        return replace(with_passing(early, stop, change), calls=(early.calls[0], call, *early.calls[1:]))

    def broken(train: Cruise) -> dict[str, float]:
        return {v.rule: v.excess for v in check_cruise(facts, traffic(facts.rail), train) if v.rule.startswith("crew")}

    assert "crew-hours" in broken(early)
    assert broken(with_change(10)) == {}
    assert broken(with_change(7)) == {"crew-change-min": 3}
