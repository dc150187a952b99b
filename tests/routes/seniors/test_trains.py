"""What guests read of a silver train: a day on board, who sees how much, berths, steps; whole in English too."""

from __future__ import annotations

import re

import pytest

from planner.rules import RulePack
from planner.train.insertion import boarding_minutes
from planner.train.types import Cruise
from routes.presenters import train_days, who_goes
from tests.support.site import Shelf, StrictClient, read_strictly, text_of

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


def test_the_page_says_it_in_plain_words(client: StrictClient, shelf: Shelf) -> None:
    text = client.get(f"/trains/{shelf.train}").get_data(as_text=True)
    for word in ("车上的一天是怎样过的", "睡哪个铺", "下铺", "先打电话问", "坐轮椅", PHONE, "买不到票", "想坐"):
        assert word in text
    assert "<figure" not in text  # a diagram is for railway people
    assert f'href="/rail/trains/{shelf.train}"' in text
    assert not re.search(r"不够理想|\d\.\d|%", text_of(read_strictly(text).find(".//main")))


def test_who_would_like_to_go_is_kept_for_the_agency_and_counted(client: StrictClient, shelf: Shelf) -> None:
    page, address = f"/trains/{shelf.train}", f"/trains/{shelf.train}/enquiry"
    assert f'href="{address}"' in client.get(page).get_data(as_text=True)
    assert "位想坐" not in client.get(page).get_data(as_text=True)
    wrong = client.submit(address, address, name="李叔", phone="12", people="2", agree="yes")
    assert wrong.status_code == 422
    kept = client.submit(address, address, name="李叔", phone="13800001234", people="2", agree="yes")
    assert kept.location.startswith("/enquiries/")
    assert "已经有 2 位想坐" in client.get(page).get_data(as_text=True)
    client.submit(kept.location, f"{kept.location}/withdraw")
    assert "位想坐" not in client.get(page).get_data(as_text=True)
    assert client.get("/trains/nothing/enquiry").status_code == 404


def test_nobody_is_offered_more_the_less_they_can_walk(cruise: Cruise) -> None:
    """Cities are named for each group; numbers of places beside each other would compare what is not alike."""
    sights = {call.city for call in cruise.calls if call.purpose == "sight"}
    for _who, can, cannot in who_goes(cruise):
        assert {*can, *cannot} == sights
        assert not {*can} & {*cannot}


@pytest.mark.parametrize("page", ["/trains", "/trains/{train}"])
def test_it_is_whole_in_english(english_client: StrictClient, shelf: Shelf, page: str) -> None:
    text = english_client.get(page.format(train=shelf.train)).get_data(as_text=True)
    assert ">To</th>" not in text
    assert "Shenyang" in text
