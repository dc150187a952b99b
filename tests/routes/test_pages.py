"""Every page, in both languages, read by the strict client."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.pages import STAY_CARDS, TRIP_PAGES
from tests.support.site import Shelf, read_strictly, reader, text_of

PAGES = (
    "/", "/trips", "/trips?theme=food", *(f"/trips/{{trip}}{page}" for page in TRIP_PAGES),
    "/plan", "/trains", "/trains/{train}", "/about", "/help",
    "/offline", "/stay", "/stays", *(f"/stays/{{stay}}{page}" for page in STAY_CARDS),
    "/arrange/who", "/arrange/walk", "/arrange/aid", "/arrange/see", "/arrange/when", "/arrange/from",
    "/arrange/budget", "/arrange/avoid", "/arrange/check", "/arrange/plans/{trip}",
)  # fmt: skip
WORKBENCHES = (
    "/agency/", "/agency/suppliers", "/rail/", "/rail/workbench",
    "/rail/trains", "/rail/trains/{train}", "/rail/trains/{train}/delays",
    "/rail/traffic", "/rail/traffic?line=沈山线", "/rail/traffic?gap=other_way",
    "/rail/insert", "/rail/clashes", "/rail/clashes?line=沈山线",
    "/rail/diagram", "/rail/diagram?stations=Dalian,Shenyang&train=K682&from=18&to=6", "/rail/diagram?train={train}",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", [*PAGES, *WORKBENCHES])
def test_every_page_is_whole_in_both_languages(app: Flask, shelf: Shelf, page: str, language: str) -> None:
    answer = reader(app, language).get(page.format(**vars(shelf)))
    assert answer.status_code == 200
    assert read_strictly(answer.get_data(as_text=True)).get("lang") == {"zh": "zh-CN", "en": "en"}[language]


@pytest.mark.parametrize(
    ("page", "status", "heading"),
    [("/nowhere", 404, "没有这一页"), ("/trips/nothing", 404, "没有找到"), ("/trains/nothing", 404, "没有找到"),
     ("/stays/nothing", 404, "没有找到"),
     ("/plan/progress/nothing", 404, "没有找到"), ("/preferences", 405, "不能这样打开"),
     ("/no%00where", 404, "没有这一页"), ("/trips/%00", 404, "没有这一页"), ("/trips/a%1bb%7f", 404, "没有这一页")],
)  # fmt: skip
def test_what_is_not_there_is_reported_kindly(app: Flask, page: str, status: int, heading: str) -> None:
    answer = reader(app, "zh").get(page)
    assert answer.status_code == status
    assert text_of(next(read_strictly(answer.get_data(as_text=True)).iter("h1"))) == heading


@pytest.mark.parametrize("page", [*PAGES, "/nowhere", "/trips/nothing", "/agency/", "/rail/", "/facts/"])
def test_the_number_to_call_is_on_every_page(app: Flask, shelf: Shelf, page: str) -> None:
    answer = reader(app, "zh").get(page.format(**vars(shelf))).get_data(as_text=True)
    (phone,) = (e for e in read_strictly(answer).iter("a") if e.get("class") == "phone")
    assert phone.get("href") == "tel:024-12345678"
    assert "024-12345678" in (phone.get("aria-label") or "")


def test_the_site_knows_that_it_is_well(app: Flask) -> None:
    answer = reader(app, "zh").get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json()["status"] == "ok"


def test_headers_keep_pages_to_themselves(app: Flask) -> None:
    headers = reader(app, "zh").get("/").headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_token_changes_nothing(app: Flask) -> None:
    answer = reader(app, "zh").post("/plan", data={"theme": "nostalgia"})
    assert answer.status_code == 400
    assert "再交一次" in answer.get_data(as_text=True)
