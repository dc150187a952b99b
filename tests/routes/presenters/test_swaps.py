"""Another place instead: by name, with what would be different on the way, there and at the gate."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.itinerary.types import Itinerary
from routes.presenters import offers
from tests.routes.presenters.test_trip_page import reading

MUCH_FARTHER = re.compile(r"路[远近](?:[四五六七八九]|[一二三四五六七八九]?十.?)公里")


def test_who_would_go_farther_hears_how_much_longer_the_ride_is(app: Flask, itinerary: Itinerary) -> None:
    """Whatever is four kilometres off or more says minutes too."""
    with reading(app):
        words = [offer.words for some in offers(itinerary).values() for offer in some]
    far = [each for each in words if MUCH_FARTHER.search(each)]
    assert far
    assert all(re.search("[多少]坐.+车", each) for each in far)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_differences_are_in_units_people_use(app: Flask, itinerary: Itinerary, language: str) -> None:
    with reading(app, language):
        words = [offer.words for some in offers(itinerary).values() for offer in some]
    assert words
    assert not [each for each in words if re.search(r"%|\d\.\d|-\d", each)]
