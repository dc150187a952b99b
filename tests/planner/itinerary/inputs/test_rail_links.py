"""Trains to choose from: all that make sense, with an estimate where the last arrival is not published."""

from __future__ import annotations

from itertools import groupby

import pytest

from planner.facts import Facts
from planner.itinerary.inputs.rail_links import DirectTrain, city_stations, direct_trains


@pytest.fixture(scope="module")
def trains(facts: Facts) -> tuple[DirectTrain, ...]:
    """From 沈阳 to 大连, where many runs end."""
    stations = [city_stations(facts.catalog, facts.catalog.cities[city], facts.rules) for city in ("沈阳", "大连")]
    return direct_trains(facts.rail, stations[0], stations[1], facts.rules)


def test_more_than_one_for_each_part_of_the_day(trains: tuple[DirectTrain, ...]) -> None:
    assert len(trains) > 20


def test_an_earlier_train_is_not_hidden_behind_a_quicker_one(facts: Facts) -> None:
    """By 14:38 one is there sooner than by 16:12, however long that takes."""
    stations = [city_stations(facts.catalog, facts.catalog.cities[city], facts.rules) for city in ("大连", "沈阳")]
    found = {train.number: train.depart for train in direct_trains(facts.rail, stations[0], stations[1], facts.rules)}
    assert (found["G8015"], found["G725"]) == (14 * 60 + 38, 16 * 60 + 12)


def test_none_leaves_before_and_arrives_after_another_of_its_stations(trains: tuple[DirectTrain, ...]) -> None:
    for _, group in groupby(trains, key=lambda train: (train.origin, train.target)):
        same = list(group)
        assert [train.depart for train in same] == sorted(train.depart for train in same)
        assert [train.arrive for train in same] == sorted({train.arrive for train in same})


def test_they_go_by_day_and_not_too_long(facts: Facts, trains: tuple[DirectTrain, ...]) -> None:
    assert min(train.depart for train in trains) >= facts.rules.minute("train-from")
    assert max(train.arrive for train in trains) <= facts.rules.minute("train-by")
    assert max(train.minutes for train in trains) <= facts.rules.whole("train-longest")


def test_a_last_arrival_that_is_not_published_is_estimated_and_marked(
    facts: Facts, trains: tuple[DirectTrain, ...]
) -> None:
    estimated = [train for train in trains if train.estimated]
    assert estimated
    for train in estimated:
        last = facts.rail.calls[train.number][-1]
        assert (last.station, last.arrive, last.depart) == (train.target, None, None)
        assert 100 < train.km / train.minutes * 60 < 350
