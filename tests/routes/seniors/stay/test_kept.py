"""A stay that is kept: what its owner may do, what others see, and that it stays as it was planned."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from flask import Flask

from planner.accounts import Who, new_secret
from planner.saved import load_stay, save_stay
from planner.store import transaction
from planner.violations import Checked
from tests.support.results import make_stay
from tests.support.site import Shelf, StrictClient, read_strictly, reader, text_of

OWNERS = ("发给家人", "改一改，再排", "删掉这次旅居")


@pytest.fixture
def owner(app: Flask, shelf: Shelf) -> StrictClient:
    """The reader whose browser planned the stay."""
    return kept_by(app, shelf.owner)


def kept_by(app: Flask, secret: str, language: str = "zh") -> StrictClient:
    client = reader(app, language)
    client.set_cookie("owner", secret)
    return client


def read_whole(client: StrictClient, stay: str) -> str:
    """All cards of a stay, found by following its links."""
    seen, left = {}, [f"/stays/{stay}"]
    while left:
        path = left.pop()
        seen[path] = client.get(path).get_data(as_text=True)
        links = (a.get("href") or "" for a in read_strictly(seen[path]).iter("a"))
        left += [
            link for link in links if re.fullmatch(f"/stays/{stay}/[a-z0-9/]+", link) and link not in [*seen, *left]
        ]
    return "".join(seen[path] for path in sorted(seen))


def test_a_stay_says_where_how_the_days_go_and_whom_to_ask(client: StrictClient, shelf: Shelf) -> None:
    page = read_whole(client, shelf.stay)
    for words in (
        "住多久",
        "最近的医院",
        "订房前先问",
        "住一个月怎么算钱",
        "第 2 周",
        "几点做什么",
        "照您的要求，这样住最合适",
        "排好的",
    ):
        assert words in page
    assert "资料更新过" not in page
    assert 'href="tel:12345"' in page
    assert "辽政办发〔2025〕11号" in page


def test_each_week_is_a_card_and_each_day_out_too(client: StrictClient, shelf: Shelf) -> None:
    classes = []
    for number in (1, 2, 3):
        tree = read_strictly(client.get(f"/stays/{shelf.stay}/weeks/{number}").get_data(as_text=True))
        (week,) = (e for e in tree.iter("ol") if e.get("class") == "week")
        classes.append([day.get("class") for day in week])
    assert [len(week) for week in classes] == [7, 7, 1]
    days = [use for week in classes for use in week]
    assert days[0] == days[-1] == "move"
    assert {"outing", "leisure"} <= set(days)
    for number, use in enumerate(days, 1):
        assert client.get(f"/stays/{shelf.stay}/days/{number}").status_code == (404 if use == "leisure" else 200)
    for path in ("weeks/0", "weeks/4", "bases/9", "days/16", "more/nothing"):
        assert client.get(f"/stays/{shelf.stay}/{path}").status_code == 404


def test_in_english_too(english_client: StrictClient, shelf: Shelf) -> None:
    page = read_whole(english_client, shelf.stay)
    assert "this one suits best" in page
    assert "you can look at it, but not change it" in page
    title = next(read_strictly(english_client.get(f"/stays/{shelf.stay}").get_data(as_text=True)).iter("title"))
    assert text_of(title).startswith("A longer stay")


def test_its_owner_can_hand_it_on_and_change_it(owner: StrictClient, shelf: Shelf) -> None:
    page = read_whole(owner, shelf.stay)
    assert all(words in page for words in OWNERS)
    assert "您在这里只能看" not in page
    again = next(found[1].replace("&amp;", "&") for found in re.finditer(r'href="(/stay\?[^"]*)"', page))
    form = read_strictly(owner.get(again).get_data(as_text=True))
    nights = next(e for e in form.iter("input") if e.get("name") == "nights")
    assert nights.get("value") == "14"


@pytest.mark.parametrize("secret", ["", new_secret(), "short"], ids=["none", "another", "short"])
def test_anybody_else_only_reads_it(app: Flask, shelf: Shelf, secret: str) -> None:
    stranger = kept_by(app, secret)
    page = read_whole(stranger, shelf.stay)
    assert stranger.get(f"/stays/{shelf.stay}/more/share").status_code == 404
    assert not [words for words in OWNERS if words in page]
    assert "您在这里只能看，不能改" in page
    answer = stranger.submit("/stay", f"/stays/{shelf.stay}/remove")
    assert answer.status_code == 404
    assert stranger.get(f"/stays/{shelf.stay}").status_code == 200


def test_the_code_leads_to_the_stay(owner: StrictClient, shelf: Shelf) -> None:
    page = owner.get(f"/stays/{shelf.stay}/more/share").get_data(as_text=True)
    address = f"http://localhost/stays/{shelf.stay}"
    assert f'data-copy="{address}"' in page
    drawing = re.search(r'<div class="qr".*?(<svg.*?</svg>)', page, re.DOTALL)
    assert drawing
    assert address in codes_in(drawing[1])


def codes_in(svg: str) -> list[str]:
    """What the QR code in a drawing made of one path of horizontal strokes says."""
    import numpy as np

    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    picture = np.full((side, side), 255, dtype=np.uint8)
    x, y = 0, 0.0
    strokes = re.search(r'class="qrline"[^>]*d="([^"]+)"', svg)
    assert strokes
    for command, numbers in re.findall(r"([Mmh])([^Mmhz]*)", strokes[1]):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            picture[int(y), x : x + int(values[0])] = 0
            x += int(values[0])
        else:
            x, y = (int(values[0]), values[1]) if command == "M" else (x + int(values[0]), y + values[1])
    return [code.text for code in zxingcpp.read_barcodes(picture.repeat(6, axis=0).repeat(6, axis=1))]


def test_the_list_shows_what_this_browser_keeps(app: Flask, owner: StrictClient, shelf: Shelf) -> None:
    assert f'href="/stays/{shelf.stay}"' in owner.get("/stays").get_data(as_text=True)
    for language, words in (("zh", "还没有排过旅居"), ("en", "have not planned a longer stay")):
        page = kept_by(app, new_secret(), language).get("/stays").get_data(as_text=True)
        assert words in page
        assert "/stays/" not in page
        assert 'href="/stay"' in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_removed_is_gone_for_everybody(app: Flask, shelf: Shelf, language: str) -> None:
    secret = new_secret()
    with transaction(shelf.settings.database_url) as session:
        stay = save_stay(session, Who(secret), Checked(make_stay()))
    client = kept_by(app, secret, language)
    answer = client.submit(f"/stays/{stay}/more", f"/stays/{stay}/remove")
    assert answer.headers["Location"] == "/stays"
    assert {"zh": "这次旅居删掉了", "en": "The stay has been deleted"}[language] in client.get("/stays").text
    assert client.get(f"/stays/{stay}").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_stay_on_facts_that_are_gone_reads_as_it_was_planned(app: Flask, shelf: Shelf, language: str) -> None:
    """Its hotel, its sights and where its weather was measured are in no fact any more."""
    with transaction(shelf.settings.database_url) as session:
        stay = save_stay(session, Who(shelf.owner), Checked(make_stay()))
    page = read_whole(kept_by(app, shelf.owner, language), stay)
    told = {"zh": ("和平旅馆", "工业博物馆", "资料更新过"), "en": ("Heping Hotel", "have been updated")}
    assert all(words in page for words in told[language])
    for path in ("paper-a4.pdf", "calendar.ics"):
        assert reader(app, language).get(f"/stays/{stay}/{path}").status_code == 200
    with transaction(shelf.settings.database_url) as session:
        assert load_stay(session, stay).stay() == make_stay()
