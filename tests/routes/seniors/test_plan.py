"""The form: what it refuses, what it keeps, and a wish planned to the end."""

from __future__ import annotations

import re

import pytest

from planner.itinerary.types import LIFTS, PACES, PROFILES
from routes.seniors.wish_form import FINER
from tests.support.calendar import SPRING
from tests.support.site import StrictClient, read_strictly, text_of

CODES = {*PROFILES, *PACES, *LIFTS, "nostalgia"}  # no words for readers
WISH = {"theme": "nostalgia", "home": "沈阳", "days": "1", "profile": "gentle", "start": SPRING}


@pytest.mark.parametrize(
    ("field", "typed", "reported"),
    [
        ("days", "0", "天数要在 1 到 14 之间"),
        ("days", "几天", "天数请填"),
        ("home", "北京", "没有“北京”这个城市"),
        ("theme", "sport", "没有“sport”这个主题"),
        ("profile", "fast", "没有“fast”这种腿脚"),
        ("start", "2001-01-01", "已经过去了"),
        ("start", "tomorrow", "出发日期请选一天"),
        ("birth_year", "old", "出生年份请填四位数字"),
        ("musts", "没有的地方", "没找到“没有的地方”这个地方"),
        ("musts", "不存在的地方", "没找到“不存在的地方”这个地方"),
        ("bans", "也没有", "没找到“也没有”这个地方"),
        ("also", "sport", "没有“sport”这个主题"),
        ("pace", "racing", "没有“racing”这种节奏"),
        ("lift", "glass", "酒店电梯没有“glass”这种选法"),
        ("ages", "68、七十多", "年龄请填数字"),
        ("ages", "68、7000", "年龄请填数字"),
        ("ages", "68、250", "年龄要在 1 到 110 岁之间"),
        ("people", "两个", "人数请填数字"),
        ("people", "200", "人数要在 1 到 60 之间"),
        ("budget", "几百", "预算请填整数"),
        ("budget", "999999", "预算要在 0 到 100000 元之间"),
        ("arrival", "沈阳北", "看不懂“沈阳北”"),
        ("arrival", "沈阳北 23:30", "到达最晚写 22:30"),
        ("arrival", "D9999999 沈阳北", "时刻表里没有 D9999999 次车"),
        ("arrival", "月球 10:00", "没有找到叫“月球”的车站"),
        ("departure", "沈阳北 05:00", "返程最早写 08:00"),
        ("departure", "月球 10:00", "没有找到叫“月球”的车站"),
        ("kinds_out", "casino", "没有“casino”这一类景点"),
    ],
)
def test_a_slip_is_reported_beside_its_field_and_nothing_is_lost(
    client: StrictClient, field: str, typed: str, reported: str
) -> None:
    answer = client.submit("/plan", "/plan", **{**WISH, field: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    tree = read_strictly(page)
    assert text_of(next(tree.iter("title"))).startswith("出错：")
    assert page.count(reported) == 2  # in the summary and beside the field
    assert not CODES & set(re.findall("[a-z_]+", page.split('class="error"')[1].split("</span>")[0]))
    assert f'href="#f-{field}"' in page
    assert any(e.get("id") == f"f-{field}" for e in tree.iter())
    kept = {**WISH, field: typed}["days"]
    assert f'value="{kept}"' in page


def test_finer_wishes_come_back_on_the_way_to_another_trip(client: StrictClient) -> None:
    finer = {"pace": "slow", "lift": "confirmed", "ages": "68、72", "budget": "200", "also": "culture",
             "kinds_out": "temple", "arrival": "沈阳北 10:15", "departure": "沈阳北 16:30"}  # fmt: skip
    answer = client.submit("/plan", "/plan", **WISH, **finer)
    page = client.follow(answer.location)
    trip = client.get(page.location + "/more/others").get_data(as_text=True)
    again = next(a.get("href", "") for a in read_strictly(trip).iter("a") if "/plan?" in a.get("href", ""))
    form = read_strictly(client.get(again).get_data(as_text=True))
    typed = {e.get("name"): e.get("value") for e in form.iter("input") if e.get("type") in ("text", "number", "date")}
    checked = {(e.get("name"), e.get("value")) for e in form.iter("input") if e.get("checked") is not None}
    assert (typed["ages"], typed["budget"], typed["arrival"], typed["departure"]) == (
        "68、72", "200", "沈阳北 10:15", "沈阳北 16:30",
    )  # fmt: skip
    assert {("pace", "slow"), ("lift", "confirmed"), ("also", "culture"), ("kinds_out", "temple")} <= checked
    assert next(form.iter("details"), None) is not None


def test_every_finer_wish_has_its_question(client: StrictClient) -> None:
    asked = {e.get("name") for e in read_strictly(client.get("/plan").get_data(as_text=True)).iter() if e.get("name")}
    assert set(FINER) - {"pins"} <= asked


def test_who_comes_along_is_carried_through_the_form(client: StrictClient) -> None:
    form = read_strictly(client.get("/plan?profile=wheelchair&companions=gentle").get_data(as_text=True))
    hidden = [(e.get("name"), e.get("value")) for e in form.iter("input") if e.get("name") == "companions"]
    assert hidden == [("companions", "gentle")]
    answer = client.submit("/plan", "/plan", **{**WISH, "profile": "wheelchair"}, companions="dragon")
    assert answer.status_code == 422
    assert "没有“dragon”这种腿脚" in answer.get_data(as_text=True)


def test_a_wish_is_planned_and_shown(client: StrictClient) -> None:
    answer = client.submit("/plan", "/plan", **WISH)
    assert answer.status_code == 303
    page = client.follow(answer.location)
    assert "/trips/" in page.location
    assert "第 1 天" in client.get(page.location).get_data(as_text=True)


def test_a_wish_that_cannot_be_met_says_why_and_keeps_the_answers(client: StrictClient) -> None:
    answer = client.submit("/plan", "/plan", **{**WISH, "musts": "老虎滩"})
    page = client.follow(answer.location).get_data(as_text=True)
    assert "这次没有排成" in page
    assert "老虎滩海洋公园·极地馆：您说一天走" in page
    back = client.get("/plan?" + page.split('href="/plan?')[1].split('"')[0].replace("&amp;", "&"))
    assert "老虎滩海洋公园·极地馆" in back.get_data(as_text=True)


def test_choices_of_language_size_and_contrast_are_remembered(client: StrictClient) -> None:
    answer = client.submit("/", "/preferences", next="/help", size="largest")
    assert answer.location == "/help"
    assert 'class="size-largest contrast-system"' in client.get("/help").get_data(as_text=True)
    client.submit("/", "/preferences", next="/", contrast="dark")
    assert "contrast-dark" in client.get("/").get_data(as_text=True)
    client.submit("/", "/preferences", next="/", language="en")
    assert 'lang="en"' in client.get("/").get_data(as_text=True)


def test_a_link_in_a_language_is_read_on_in_it(client: StrictClient) -> None:
    answer = client.get("/help?lang=en&x=%2F%2Fexample.org")
    page = answer.get_data(as_text=True)
    assert 'lang="en"' in page
    assert {"Cookie", "Accept-Language"} <= set(answer.vary)
    back = next(e.get("value") for e in read_strictly(page).iter("input") if e.get("name") == "next")
    assert back == "/help?x=%2F%2Fexample.org"
    assert 'lang="en"' in client.get("/").get_data(as_text=True)
    client.submit("/help?lang=en", "/preferences", next=back, language="zh")
    assert 'lang="zh-CN"' in client.get(back).get_data(as_text=True)
    assert 'lang="zh-CN"' in client.get("/?lang=fr").get_data(as_text=True)
    assert client.get("/?lang=").headers.getlist("Set-Cookie") == client.get("/").headers.getlist("Set-Cookie")


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_nobody_is_sent_to_a_foreign_site(client: StrictClient, address: str) -> None:
    assert client.submit("/", "/preferences", next=address, size="large").location == "/"
