"""The form of a longer stay, what it refuses, and the page of a stay in both languages."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from planner.itinerary.types import LIFTS, PACES, PROFILES
from planner.rules import RulePack
from planner.stay import LEAST_NIGHTS, SETTING_WORDS
from routes.seniors.stay.form import FINER, USUAL
from tests.support.calendar import SPRING
from tests.support.site import StrictClient, read_strictly, text_of

CODES = {*PROFILES, *PACES, *LIFTS, *SETTING_WORDS, "low", "mid", "high", "nostalgia"}  # no words for readers
WISH = {"nights": "14", "home": "沈阳", "profile": "gentle", "start": SPRING}


def address(**answers: str) -> str:
    return "/stay/plan?" + urlencode({**WISH, **answers})


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
        ("bans", "没有的地方", "没有找到叫“没有的地方”的景点"),
        ("start", "2001-01-01", "已经过去了"),
        ("start", "soon", "出发日期请选一天"),
    ],
)
def test_a_slip_is_reported_beside_its_field(client: StrictClient, field: str, typed: str, reported: str) -> None:
    answer = client.get(address(**{field: typed}))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(reported) == 2
    assert f'id="f-{field}"' in page
    assert not CODES & set(re.findall("[a-z_]+", page.split('class="error"')[1].split("</span>")[0]))


def test_a_stay_needs_a_month_or_a_day(client: StrictClient) -> None:
    answer = client.get(address(start="", month="1999-01"))
    assert answer.status_code == 422
    assert "请选一个月份。" in answer.get_data(as_text=True)


def test_a_stay_says_where_how_the_days_go_and_whom_to_ask(client: StrictClient) -> None:
    page = client.get(address()).get_data(as_text=True)
    for words in (
        "住多久",
        "最近的医院",
        "订房前先问",
        "住一个月怎么算钱",
        "第 2 周",
        "几点做什么",
        "证明这是其中最好的",
    ):
        assert words in page
    assert 'href="tel:12345"' in page
    assert "辽政办发〔2025〕11号" in page
    tree = read_strictly(page)
    weeks = [e for e in tree.iter("ol") if e.get("class") == "week"]
    assert [len(list(week.findall("li"))) for week in weeks] == [7, 7, 1]
    classes = [day.get("class") for week in weeks for day in week.findall("li")]
    assert classes[0] == classes[-1] == "move"
    assert {"outing", "leisure"} <= set(classes)


def test_the_answers_lead_back_to_the_form(client: StrictClient) -> None:
    page = client.get(address(setting="sea", price="high")).get_data(as_text=True)
    again = next(a.get("href", "") for a in read_strictly(page).iter("a") if (a.get("href") or "").startswith("/stay?"))
    tree = read_strictly(client.get(again).get_data(as_text=True))
    checked = {(e.get("name"), e.get("value")) for e in tree.iter("input") if e.get("checked") is not None}
    assert {("setting", "sea"), ("price", "high"), ("profile", "gentle")} <= checked
    details = next(e for e in tree.iter("details") if e.get("class") == "finer")
    assert details.get("open") is not None


def test_in_english_too(english_client: StrictClient) -> None:
    page = english_client.get(address()).get_data(as_text=True)
    assert "proved that this is the best of them" in page
    title = next(read_strictly(page).iter("title"))
    assert text_of(title).startswith("A longer stay")


def test_where_there_is_no_base_the_form_says_why(client: StrictClient) -> None:
    answer = client.get(address(home="丹东", nights="7", lift="confirmed", price="low"))
    assert answer.status_code == 422
    assert "没有找到适合住得久的酒店" in answer.get_data(as_text=True)


def test_the_finer_questions_are_those_of_the_form(client: StrictClient) -> None:
    page = client.get("/stay").get_data(as_text=True)
    assert all(f'name="{name}"' in page for name in FINER)
    assert len(USUAL) < len(FINER)


def test_the_least_nights_hold_two_bases_only_from_twice_as_many(rules: RulePack) -> None:
    assert rules.whole("stay-base-nights") >= LEAST_NIGHTS


def test_without_any_answer_the_form_is_shown(client: StrictClient) -> None:
    answer = client.get("/stay/plan")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/stay"
