"""What guests read of a silver train: a day on board, who sees how much, berths, steps; whole in English too."""

from __future__ import annotations

import pytest

from planner.rules import RulePack
from planner.train.insertion import boarding_minutes
from planner.train.types import Cruise
from routes.formatters import clock
from routes.presenters import train_days
from tests.support.site import Shelf, StrictClient

PHONE = "tel:12306"


def test_each_day_is_reported_by_the_hour_from_the_plan(cruise: Cruise, rules: RulePack) -> None:
    days = train_days(cruise, rules)
    sights = [call for call in cruise.calls if call.purpose == "sight"]
    assert [day.call for day in days] == sights
    boarding = boarding_minutes(cruise.request.guests, rules)
    for day in days:
        assert day.arrives + boarding <= day.out < day.back <= day.back_by <= day.leaves
        assert day.back_by <= 20 * 60 + 30
        assert 0 < day.night_min < 24 * 60
    ends = [*(call.city for call in sights[1:]), cruise.request.home]
    assert [day.next_city for day in days] == ends
    stops = sum(call.purpose == "technical" for call in cruise.calls)
    assert sum(day.stops for day in days) <= stops


def test_the_page_says_it_in_plain_words(client: StrictClient, shelf: Shelf, cruise: Cruise, rules: RulePack) -> None:
    text = client.get(f"/trains/{shelf.train}").get_data(as_text=True)
    for word in ("车上的一天是怎样过的", "睡哪个铺", "下铺", "先打电话问", "腿脚不同", PHONE, "试排的方案"):
        assert word in text
    assert "<figure" not in text  # a diagram is for railway people
    assert clock(train_days(cruise, rules)[0].leaves) in text
    assert f'href="/rail/trains/{shelf.train}"' in text


@pytest.mark.parametrize("page", ["/trains", "/trains/{train}"])
def test_it_is_whole_in_english(english_client: StrictClient, shelf: Shelf, page: str) -> None:
    text = english_client.get(page.format(train=shelf.train)).get_data(as_text=True)
    assert ">To</th>" not in text
    assert "Shenyang" in text
