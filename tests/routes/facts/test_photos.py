"""A place's photograph is on its page, with words, credit and licence, and travels once."""

from __future__ import annotations

from flask import Flask

from planner.settings import Settings
from planner.store import transaction
from planner.upkeep import Photo
from tests.support.site import reader

PALACE = "shenyang-imperial-palace"


def test_a_photograph_is_shown_with_its_words(desk: Flask, own: Settings) -> None:
    page = f"/facts/places/{PALACE}"
    assert "<img" not in reader(desk, "zh").get(page).get_data(as_text=True)
    words = {"licence": "CC-BY-4.0", "credit": "王某", "alt_zh": "大政殿", "alt_en": "The hall"}
    with transaction(own.database_url) as session:
        session.add(Photo(place=PALACE, width=400, height=300, jpeg=b"jpeg", added_on="2026-11-29", **words))
    chinese, english = (reader(desk, language).get(page).get_data(as_text=True) for language in ("zh", "en"))
    assert 'alt="大政殿"' in chinese
    assert 'alt="The hall"' in english
    assert "CC BY 4.0" in english
    assert "王某" in chinese
    client = reader(desk, "zh")
    first = client.get(f"/facts/photos/{PALACE}.jpg")
    assert (first.mimetype, first.get_data()) == ("image/jpeg", b"jpeg")
    again = client.get(f"/facts/photos/{PALACE}.jpg", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/facts/photos/nowhere.jpg").status_code == 404
