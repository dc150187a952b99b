"""What the page of a stay says of its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from planner.itinerary.types import Leg
from planner.stay import Stay
from routes.seniors.stay.page import week_views
from tests.support.results import HOTEL, STATION, make_stay


def arriving(*, estimated: bool) -> Stay:
    """A stay whose first day is a ride on train K1."""
    stay = make_stay()
    train = Leg(570, 600, STATION, HOTEL, "train", 20.0, train="K1", estimated=estimated)
    first = stay.days[0]
    assert first.trip
    return replace(stay, days=(replace(first, trip=replace(first.trip, items=(train,))), *stay.days[1:]))


@pytest.mark.parametrize("estimated", [True, False])
def test_an_estimated_train_says_so(app: Flask, estimated: bool) -> None:
    with app.test_request_context():
        (line,) = week_views(arriving(estimated=estimated))[0][0].lines
    assert "坐 K1 次火车：沈阳 09:30 开" in line
    assert ("约 10:00 到（估的）" in line) is estimated


def test_weeks_are_seven_days_each(app: Flask) -> None:
    with app.test_request_context():
        weeks = week_views(make_stay())
    assert [len(week) for week in weeks] == [7, 1]
    assert weeks[0][0].day.date == date(2027, 5, 4)
