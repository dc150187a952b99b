"""What is sent around of a trip: the picture and card of its link, the poster, data for search machines."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from flask import Flask
from flask_babel import force_locale
from pypdf import PdfReader

from planner.exchange.documents import SIZES_PX, poster_pdf, share_png
from planner.itinerary.types import Connection, Itinerary, Visit
from planner.saved import save_itinerary
from planner.store import transaction
from routes.presenters import link_card, share_card
from routes.seniors.trip.share import A_VISITOR
from tests.support.site import Shelf, StrictClient, read_strictly, reader

A4_POINTS = (595, 842)
OF_PEOPLE = {
    "home": "丹东", "profile": "wheelchair", "companions": ("cane",), "ages": (88, 91), "birth_year": 1935, "people": 7,
    "budget_fen": 12_300, "pace": "slow", "arrival": Connection("沈阳北", 615), "departure": Connection("沈阳", 1200),
}  # fmt: skip
# Of schema.org: which properties a type may have here, and of which kind.
SHAPES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "TouristTrip": {
        "name": str, "description": str, "url": str, "image": list, "inLanguage": str, "itinerary": dict,
    },
    "ItemList": {"itemListOrder": str, "numberOfItems": int, "itemListElement": list},
    "ListItem": {"position": int, "item": dict},
    "TouristAttraction": {"name": str, "geo": dict, "address": dict},
    "GeoCoordinates": {"latitude": float, "longitude": float},
    "PostalAddress": {"addressCountry": str, "addressLocality": str, "streetAddress": str},
}  # fmt: skip


@pytest.fixture(scope="module")
def own(shelf: Shelf, itinerary: Itinerary) -> str:
    """A trip of somebody's own."""
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, itinerary, ())


def heads(tree: Element) -> list[tuple[str, str]]:
    return [(meta.get("property") or meta.get("name") or "", meta.get("content") or "") for meta in tree.iter("meta")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_of_a_link_is_whole_and_its_addresses_absolute(app: Flask, shelf: Shelf, language: str) -> None:
    client = reader(app, language)
    tree = read_strictly(client.get(f"/trips/{shelf.trip}").get_data(as_text=True))
    told = dict(heads(tree))
    assert told["og:url"] == f"http://localhost/trips/{shelf.trip}"
    assert told["og:title"]
    assert told["og:description"] == told["description"]
    pictures = [content for name, content in heads(tree) if name == "og:image"]
    for address, (wide, high) in zip(pictures, SIZES_PX.values(), strict=True):
        assert address.startswith("http://localhost/")
        answer = app.test_client().get(address.removeprefix("http://localhost"))
        assert answer.mimetype == "image/png"
        assert struct.unpack(">II", answer.get_data()[16:24]) == (wide, high)
        assert "Set-Cookie" not in answer.headers
        again = app.test_client().get(
            address.removeprefix("http://localhost"), headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert again.status_code == 304


def test_what_is_sent_around_says_nothing_of_the_travellers(app: Flask, itinerary: Itinerary) -> None:
    """Who goes, how old and how well, from where and when: with all of it changed, every byte stays."""
    days = tuple(replace(day, date=day.date + timedelta(days=40)) for day in itinerary.days)
    wish = replace(itinerary.request, **OF_PEOPLE, start=days[0].date)
    other = replace(itinerary, request=wish, days=days)
    with app.test_request_context("/"), force_locale("zh"):
        cards, links = (
            [share_card(one) for one in (itinerary, other)],
            [link_card(one, "x") for one in (itinerary, other)],
        )
    assert links[0] == links[1]
    assert cards[0] == cards[1]
    assert share_png(cards[0], "square") == share_png(cards[1], "square")


def test_a_trip_that_sees_nothing_does_not_tell_where_its_travellers_live(app: Flask, itinerary: Itinerary) -> None:
    days = tuple(replace(day, items=tuple(i for i in day.items if not isinstance(i, Visit))) for day in itinerary.days)
    with app.test_request_context("/"), force_locale("zh"):
        card = share_card(replace(itinerary, days=days))
    assert itinerary.request.home not in f"{card.name}{card.days}"


@pytest.mark.parametrize("days", [1, 2, 7])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_poster_is_one_page_in_large_letters(app: Flask, itinerary: Itinerary, days: int, language: str) -> None:
    longer = replace(itinerary, days=tuple(itinerary.days[n % 2] for n in range(days)))
    with app.test_request_context("/"), force_locale(language):
        card = share_card(longer)
    pages = PdfReader(io.BytesIO(poster_pdf(card, "https://example.org/trips/x"))).pages
    assert len(pages) == 1
    assert tuple(map(int, pages[0].mediabox[2:])) in (A4_POINTS, (595, 841))
    sizes: list[float] = []
    pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: sizes.append(size * abs(tm[3])) if text.strip() else None
    )
    assert min(sizes) >= 18
    words = pages[0].extract_text()
    assert all(label in words for label, _places in card.days)


def test_pictures_cost_no_more_than_the_limit(app: Flask, shelf: Shelf) -> None:
    most = int(A_VISITOR.partition("/")[0])
    answers = [
        app.test_client()
        .get(f"/trips/{shelf.trip}/picture-wide-zh.png", environ_base={"REMOTE_ADDR": "10.9.8.7"})
        .status_code
        for _time in range(most + 1)
    ]
    assert answers == [200] * most + [429]


@pytest.mark.parametrize("path", ["picture-tall-zh.png", "picture-wide-fr.png"])
def test_there_are_no_other_pictures(client: StrictClient, shelf: Shelf, path: str) -> None:
    assert client.get(f"/trips/{shelf.trip}/{path}").status_code == 404


def things(found: Any) -> Iterator[dict[str, Any]]:
    """All that has a type."""
    if isinstance(found, dict):
        if "@type" in found:
            yield found
        for value in found.values():
            yield from things(value)
    elif isinstance(found, list):
        for value in found:
            yield from things(value)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_search_machines_are_told_a_tourist_trip(app: Flask, shelf: Shelf, itinerary: Itinerary, language: str) -> None:
    tree = read_strictly(reader(app, language).get(f"/trips/{shelf.trip}").get_data(as_text=True))
    (script,) = [one for one in tree.iter("script") if one.get("type") == "application/ld+json"]
    found = json.loads(script.text or "")
    assert (found["@context"], found["@type"]) == ("https://schema.org", "TouristTrip")
    for thing in things(found):
        shape = SHAPES[thing["@type"]]
        for name, value in thing.items():
            if not name.startswith("@"):
                assert isinstance(value, shape[name]), (thing["@type"], name)
    listed = found["itinerary"]["itemListElement"]
    seen = [visit.place for day in itinerary.days for visit in day.visits]
    assert [one["position"] for one in listed] == list(range(1, len(seen) + 1))
    assert [one["item"]["geo"]["latitude"] for one in listed] == [spot.lat for spot in seen]
    assert all(address.startswith("http") for address in (found["url"], *found["image"]))


def test_nobodys_own_trip_is_listed(client: StrictClient, shelf: Shelf, own: str) -> None:
    for path in ("", "/days/1", "/share", "/call", "/more/map"):
        assert ("robots", "noindex") in heads(read_strictly(client.get(f"/trips/{own}{path}").get_data(as_text=True)))
    page = client.get(f"/trips/{own}").get_data(as_text=True)
    assert "ld+json" not in page
    assert ("robots", "noindex") not in heads(read_strictly(client.get(f"/trips/{shelf.trip}").get_data(as_text=True)))
    listed = {
        loc.text or "" for loc in fromstring(client.get("/sitemap.xml").get_data()).iter() if loc.tag.endswith("loc")
    }
    assert f"http://localhost/trips/{shelf.trip}" in listed
    assert not [address for address in listed if own in address or shelf.changed in address]
    robots = client.get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: http://localhost/sitemap.xml" in robots
    barred = [line.removeprefix("Disallow: ") for line in robots.splitlines() if line.startswith("Disallow: ")]
    for address in listed:
        path = address.removeprefix("http://localhost") or "/"
        assert client.get(path).status_code == 200
        assert not path.startswith(tuple(barred))
        assert ("robots", "noindex") not in heads(read_strictly(client.get(path).get_data(as_text=True)))


def test_a_code_leads_another_telephone_to_the_trip(client: StrictClient, shelf: Shelf) -> None:
    page = client.get(f"/trips/{shelf.trip}/share").get_data(as_text=True)
    assert 'class="qr"' in page
    assert "poster.pdf" in page
    assert client.get(f"/trips/{shelf.trip}/poster.pdf").mimetype == "application/pdf"
