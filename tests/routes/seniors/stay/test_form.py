"""The form of a longer stay, what it refuses, and where it leads."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from planner.itinerary.types import LIFTS, PACES, PROFILES
from planner.rules import RulePack
from planner.stay import LEAST_NIGHTS, MOST_NIGHTS, PRICES, SETTING_WORDS, SETTINGS, StayRequest
from routes.seniors.stay.form import FINER, USUAL, StayForm, read_stay, stay_answers
from tests.support.calendar import SPRING, SPRING_DAY
from tests.support.effort import examples
from tests.support.site import StrictClient, read_strictly

CODES = {*PROFILES, *PACES, *LIFTS, *SETTING_WORDS, "low", "mid", "high", "nostalgia"}  # no words for readers
WISH = {"nights": "14", "home": "沈阳", "profile": "gentle", "start": SPRING}


def send(client: StrictClient, **answers: str) -> TestResponse:
    return client.submit("/stay", "/stay", **{**WISH, **answers})


def test_the_home_page_leads_to_it(client: StrictClient) -> None:
    assert 'href="/stay"' in client.get("/").get_data(as_text=True)


def test_the_form_asks_for_a_month(client: StrictClient) -> None:
    tree = read_strictly(client.get("/stay").get_data(as_text=True))
    month = next(e for e in tree.iter("select") if e.get("name") == "month")
    assert len(list(month.iter("option"))) == 12


@pytest.mark.parametrize(
    ("field", "typed", "reported"),
    [
        ("nights", "6", "住 7 到 30 晚"),
        ("nights", "31", "住 7 到 30 晚"),
        ("nights", "好几晚", "住几晚请填 7 到 30 的数字"),
        ("home", "北京", "没有“北京”这个城市"),
        ("profile", "fast", "没有“fast”这种腿脚"),
        ("setting", "moon", "没有“moon”这种环境"),
        ("theme", "sport", "没有“sport”这个主题"),
        ("price", "free", "没有“free”这种价位"),
        ("lift", "glass", "酒店电梯没有“glass”这种选法"),
        ("pace", "racing", "没有“racing”这种节奏"),
        ("people", "两三个", "人数请填数字"),
        ("people", "99", "人数要在 1 到 60 之间"),
        ("bases", "三", "住处可以是 1 或 2 个"),
        ("bans", "没有的地方", "没找到“没有的地方”这个地方"),
        ("start", "2001-01-01", "已经过去了"),
        ("start", "soon", "出发日期请选一天"),
    ],
)
def test_a_slip_is_reported_beside_its_field(client: StrictClient, field: str, typed: str, reported: str) -> None:
    answer = send(client, **{field: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(reported) == 2
    assert f'id="f-{field}"' in page
    assert not CODES & set(re.findall("[a-z_]+", page.split('class="error"')[1].split("</span>")[0]))


def test_a_stay_needs_a_month_or_a_day(client: StrictClient) -> None:
    answer = send(client, start="", month="1999-01")
    assert answer.status_code == 422
    assert "请选一个月份。" in answer.get_data(as_text=True)


def test_a_planned_stay_has_an_address_and_its_browser_keeps_it(client: StrictClient) -> None:
    answer = send(client)
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert re.fullmatch("/stays/[a-z0-9]+", address)
    assert "改一改，再排" in client.get(f"{address}/more").get_data(as_text=True)
    assert f'href="{address}"' in client.get("/stays").get_data(as_text=True)
    assert send(client).headers["Location"] == address


def test_the_answers_lead_back_to_the_form(client: StrictClient) -> None:
    address = send(client, setting="sea", price="high", bans="沈阳故宫").headers["Location"]
    page = client.get(f"{address}/more").get_data(as_text=True)
    again = next(a.get("href", "") for a in read_strictly(page).iter("a") if (a.get("href") or "").startswith("/stay?"))
    tree = read_strictly(client.get(again).get_data(as_text=True))
    checked = {(e.get("name"), e.get("value")) for e in tree.iter("input") if e.get("checked") is not None}
    assert {("setting", "sea"), ("price", "high"), ("profile", "gentle"), ("elsewhere", "no")} <= checked
    details = next(e for e in tree.iter("details") if e.get("class") == "finer")
    assert details.get("open") is not None
    assert next(e.text for e in tree.iter("textarea") if e.get("name") == "bans") == "沈阳故宫博物院"


def test_where_there_is_no_base_the_form_says_why(client: StrictClient) -> None:
    answer = send(client, home="丹东", nights="7", lift="confirmed", price="low")
    assert answer.status_code == 422
    assert "没有找到适合住得久的酒店" in answer.get_data(as_text=True)


def test_the_finer_questions_are_those_of_the_form(client: StrictClient) -> None:
    page = client.get("/stay").get_data(as_text=True)
    assert all(f'name="{name}"' in page for name in FINER)
    assert len(USUAL) < len(FINER)


def test_the_least_nights_hold_two_bases_only_from_twice_as_many(rules: RulePack) -> None:
    assert rules.whole("stay-base-nights") >= LEAST_NIGHTS


@given(
    wish=st.builds(
        StayRequest,
        home=st.sampled_from(["沈阳", "大连"]),
        nights=st.integers(LEAST_NIGHTS, MOST_NIGHTS),
        start=st.dates(SPRING_DAY, SPRING_DAY + timedelta(days=90)),
        profile=st.sampled_from(PROFILES),
        people=st.integers(1, 60),
        theme=st.none() | st.just("nostalgia"),
        setting=st.none() | st.sampled_from(SETTINGS),
        pace=st.sampled_from(PACES),
        lift=st.sampled_from(LIFTS),
        price=st.sampled_from(PRICES),
        bases=st.integers(1, 2),
        bans=st.sampled_from([(), ("shenyang-imperial-palace",)]),
        elsewhere=st.booleans(),
    )
)
@hypothesis_settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_answers_of_a_wish_are_read_as_that_wish(app: Flask, wish: StayRequest) -> None:
    with app.test_request_context():
        assert read_stay(StayForm(stay_answers(wish), sent=True)) == wish
