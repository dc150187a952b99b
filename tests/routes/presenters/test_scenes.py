"""Pictures of one hand: every one is drawn, light and named; neighbours differ as long as they can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from planner.catalog import Catalog
from planner.folders import ROOT
from planner.itinerary.types import Itinerary
from routes.presenters.cards.scenes import LIKE, OF_KINDS, OF_WORDS, SEEN, scene_of, scenes_along, unlike_scenes

DRAWN = {file.stem: file for file in (ROOT / "templates" / "components" / "scenes").glob("*.svg")}
MAY, JANUARY = date(2027, 5, 4), date(2027, 1, 12)


def test_every_picture_is_drawn_light_and_named() -> None:
    assert set(DRAWN) == set(SEEN)
    assert {*OF_KINDS.values(), *(one for suit in (*LIKE.values(), *OF_WORDS.values()) for one in suit)} <= set(SEEN)
    assert len(set(SEEN.values())) == len(SEEN)
    for file in DRAWN.values():
        text = file.read_text(encoding="utf-8")
        assert len(text.encode()) <= 3 * 1024, file.name
        assert "fill=" not in text, f"{file.name} has colours that no look can change"


def test_neighbours_on_a_trip_differ_and_a_place_keeps_its_picture(catalog: Catalog, itinerary: Itinerary) -> None:
    museums = [place for place in catalog.places.values() if scene_of(place, MAY) == "museum"][:6]
    visit = itinerary.days[0].visits[0]
    visits = [replace(visit, place=replace(visit.place, id=place.id, name=place.name)) for place in museums]
    day = replace(itinerary.days[0], date=MAY, items=tuple(visits))
    found = scenes_along(replace(itinerary, days=(day, day)), catalog.places)
    assert list(found) == [place.id for place in museums]
    assert all(one != other for one, other in pairwise(found.values()))
    assert max(list(found.values()).count(scene) for scene in found.values()) == 2


def test_nobody_bathes_or_rows_in_the_snow(catalog: Catalog) -> None:
    seen = unlike_scenes([[(place, JANUARY)] for place in catalog.places.values()])
    assert not {"beach", "reeds", "rowing", "shade", "bloom"} & set(seen)
    assert "snow" in seen
    in_may = unlike_scenes([[(place, MAY)] for place in catalog.places.values()])
    assert len(set(in_may)) >= 40
