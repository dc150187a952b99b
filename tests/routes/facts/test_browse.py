"""The facts as pages: whole in both languages, findable, with a source beside every known cell."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask

from planner.folders import ROOT
from tests.support.site import StrictClient, read_strictly, reader, text_of

PAGES = (
    "/facts/", "/facts/places", "/facts/places?city=沈阳&theme=nostalgia", "/facts/places?gap=phone&page=2",
    "/facts/hotels", "/facts/hospitals", "/facts/restaurants", "/facts/events", "/facts/policies", "/facts/stations",
    "/facts/places/shenyang-imperial-palace", "/facts/hotels/hotel-01", "/facts/policies/law-sights",
    "/facts/stations/沈阳", "/office/login",
)  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_whole_in_both_languages(app: Flask, page: str, language: str) -> None:
    assert reader(app, language).get(page).status_code == 200


def test_a_filter_that_finds_nothing_says_so(client: StrictClient) -> None:
    page = client.get("/facts/places?q=没有这个地方").get_data(as_text=True)
    assert "没有合适的行" in page
    assert "共 0 行" in page


def test_pages_of_a_table_hold_every_row_once(client: StrictClient) -> None:
    found: list[str] = []
    for number in range(1, 9):
        tree = read_strictly(client.get(f"/facts/places?page={number}").get_data(as_text=True))
        links = [a.get("href") or "" for a in tree.iter("a")]
        found += [link for link in links if link.startswith("/facts/places/")]
        if not any(f"page={number + 1}" in link for link in links):
            break
    with (ROOT / "data/liaoning/places.csv").open(encoding="utf-8") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert sorted(found) == sorted(f"/facts/places/{key}" for key in ids)


def test_estimates_say_about_and_unknown_says_so(client: StrictClient) -> None:
    page = read_strictly(client.get("/facts/places/shenyang-imperial-palace").get_data(as_text=True))
    rows = {text_of(next(tr.iter("th"))): text_of(tr) for tr in page.iter("tr") if list(tr.iter("td"))}
    assert "约 120" in rows["游览时间（分钟）"]
    assert "我们的估计" in rows["游览时间（分钟）"]
    assert "不知道" in rows["团队容量（人）"]
    assert "常识" in rows["70 岁以上票价（元）"]  # it rests on a page of generated texts alone


def test_a_table_can_be_taken_away(client: StrictClient) -> None:
    answer = client.get("/facts/places.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert len(rows) >= 250


@pytest.mark.parametrize("page", ["/facts/dragons", "/facts/dragons.csv", "/facts/places/atlantis"])
def test_what_is_not_there(client: StrictClient, page: str) -> None:
    assert client.get(page).status_code == 404
