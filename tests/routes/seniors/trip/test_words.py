"""What the pages of a trip say is what it means for the reader: no figures of a solver, nothing unknown said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from planner.catalog import Catalog
from planner.itinerary.metrics import day_effort
from planner.itinerary.types import Connection, Itinerary
from planner.people import profile
from planner.rules import RulePack
from planner.saved import save_itinerary
from planner.store import transaction
from routes.components import example_trip
from routes.presenters import trip_title
from routes.presenters.cards.effort import day_effort_words
from tests.support.pages import TRIP_PAGES
from tests.support.site import Shelf, StrictClient, read_strictly, reader, text_of
from tests.support.words import speaking

RAW = re.compile(r"%|(?<!CC BY )\d\.\d|\d{4}-;|MET")  # a licence is called CC BY 4.0
UNKNOWN = {"zh": "没问到", "en": "could not confirm"}


def trees(app: Flask, shelf: Shelf, language: str) -> Iterator[tuple[str, Element]]:
    client = reader(app, language)
    for page in TRIP_PAGES:
        yield page, read_strictly(client.get(f"/trips/{shelf.trip}{page}").get_data(as_text=True))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_percentages_no_decimals_no_raw_data(app: Flask, shelf: Shelf, language: str) -> None:
    for page, tree in trees(app, shelf, language):
        (main,) = tree.iter("main")
        found = RAW.search(text_of(main))
        assert not found, f"{page}: …{text_of(main)[max(0, found.start() - 20) : found.end() + 20]}…"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_known_is_said_once_a_card_with_whom_to_ask(app: Flask, shelf: Shelf, language: str) -> None:
    cards = [card for _page, tree in trees(app, shelf, language) for card in tree.iter("article")]
    said = [text_of(card).count(UNKNOWN[language]) for card in cards]
    assert any(said)
    assert max(said) == 1
    asks = [text_of(p) for card in cards for p in card.iter("p") if UNKNOWN[language] in text_of(p)]
    assert all(re.search(r"\d{3}|门口|gate", line) for line in asks)


def test_a_memory_is_called_a_sentence_of_ours(client: StrictClient, shelf: Shelf) -> None:
    tree = read_strictly(client.get(f"/trips/{shelf.trip}/days/1").get_data(as_text=True))
    told = [card for card in tree.iter("article") if any(p.get("class") == "memory" for p in card.iter("p"))]
    assert told
    assert all("那句回忆是我们写的" in text_of(card) for card in told)


def test_three_honest_steps(itinerary: Itinerary, rules: RulePack) -> None:
    """A full ring says that one will be tired, and only that does."""
    person = profile(rules, "gentle")
    with speaking("zh"):
        for share, rings in ((0.2, 1), (0.5, 2), (0.75, 2), (0.95, 3)):
            effort = replace(day_effort(itinerary.days[0], person), step=max(1, -(-int(share * 100) // 20)))
            words = day_effort_words(itinerary.days[0], effort, person)
            assert words.rings == rings
            assert ("走完会累" in words.words) == (rings == 3)


def test_nobody_in_a_wheelchair_is_told_to_walk(itinerary: Itinerary, rules: RulePack) -> None:
    person = profile(rules, "wheelchair")
    with speaking("zh"):
        words = day_effort_words(itinerary.days[0], day_effort(itinerary.days[0], person), person)
    assert words.way.startswith("推着走")


def test_an_arrival_is_the_first_line(client: StrictClient, catalog: Catalog, shelf: Shelf) -> None:
    trip = example_trip(catalog)
    arriving = replace(trip, request=replace(trip.request, arrival=Connection("沈阳北", 615)))
    with transaction(shelf.settings.database_url) as session:
        key = save_itinerary(session, arriving, ())
    assert "10:15 到沈阳北" in client.get(f"/trips/{key}").get_data(as_text=True)
    tree = read_strictly(client.get(f"/trips/{key}/days/1").get_data(as_text=True))
    entries = next(ol for ol in tree.iter("ol") if ol.get("class") == "entries")
    assert text_of(next(entries.iter("li"))).startswith("10:15 到沈阳北")


def test_a_name_tells_where_it_goes(app: Flask, itinerary: Itinerary, catalog: Catalog) -> None:
    cities = {catalog.places[visit.place.id].city for day in itinerary.days for visit in day.visits}
    for language, days in (("zh", "两日"), ("en", "2 days")):
        with app.test_request_context(headers={"Cookie": f"language={language}"}):
            title = trip_title(itinerary)
        assert days in title
        assert not re.match("怀旧|Nostalgia", title)
        assert any((city if language == "zh" else catalog.cities[city].name_en) in title for city in cities)


def test_hospitals_are_told_with_their_address(client: StrictClient, shelf: Shelf, catalog: Catalog) -> None:
    page = client.get(f"/trips/{shelf.trip}/call").get_data(as_text=True)
    assert 'href="tel:120"' in page
    assert 'href="tel:95128"' in page
    assert any(hospital.address and hospital.address in page for hospital in catalog.hospitals.values())
