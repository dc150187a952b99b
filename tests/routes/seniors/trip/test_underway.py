"""From now on: which day, what time, and the rest is planned anew; slips are reported next to the field."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from planner.clock import CHINA
from planner.itinerary.types import Itinerary
from tests.routes.seniors.trip.test_change import followed
from tests.support.calendar import clock_at
from tests.support.site import Shelf, StrictClient


def test_the_rest_is_planned_anew_and_what_was_done_stays(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    page = f"/trips/{shelf.trip}/now"
    assert "现在几点" in client.get(page).get_data(as_text=True)
    answer = client.submit(page, page, day="2", time="10:00", tired="yes")
    assert answer.status_code == 303
    address = followed(client, answer.location)
    assert "第 2 天 10:00 以前的没有动" in client.get(address).get_data(as_text=True)
    first = client.get(address.split("/days/")[0] + "/days/1").get_data(as_text=True)
    assert all(visit.place.name in first for visit in itinerary.days[0].visits)


@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ({"day": "2", "time": "半夜"}, "时间请写成 14:30 这样"),
        ({"day": "2", "time": ""}, "时间请写成 14:30 这样"),
        ({"day": "99", "time": "10:00"}, "请选今天是第几天"),
        ({"time": "10:00"}, "请选今天是第几天"),
    ],
)
def test_a_slip_is_reported_and_what_was_typed_is_kept(
    client: StrictClient, shelf: Shelf, fields: dict[str, str], reported: str
) -> None:
    page = f"/trips/{shelf.trip}/now"
    answer = client.submit(page, page, **fields)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert reported in text
    assert f'value="{fields["time"]}"' in text


def test_it_is_asked_in_english_too(english_client: StrictClient, shelf: Shelf) -> None:
    assert "What time is it now?" in english_client.get(f"/trips/{shelf.trip}/now").get_data(as_text=True)


@pytest.mark.parametrize(("quick", "words"), [("late", "以前的没有动"), ("tired", "已经排得轻松一点")])
def test_one_press_on_the_day_itself_is_enough(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, monkeypatch: pytest.MonkeyPatch, quick: str, words: str
) -> None:
    page = f"/trips/{shelf.trip}/days/2"
    form = {"day": "2", "quick": quick}
    assert client.submit(page, f"/trips/{shelf.trip}/now", **form).location == f"/trips/{shelf.trip}/now"  # not today
    noon = datetime.combine(itinerary.days[1].date, time(12), CHINA)
    monkeypatch.setattr("routes.seniors.trip.underway.datetime", clock_at(noon))
    answer = client.submit(page, f"/trips/{shelf.trip}/now", **form)
    text = client.get(followed(client, answer.location)).get_data(as_text=True)
    assert "第 2 天 12:00 以前的没有动" in text
    assert words in text
