"""A place's photographs are on its page, with words, year, credit, licence and source, and travel once."""

from __future__ import annotations

from flask import Flask

from planner.settings import Settings
from planner.store import transaction
from tests.support.photos import JPEG, photo
from tests.support.site import reader

PALACE = "shenyang-imperial-palace"


def test_a_photograph_is_shown_with_its_words(desk: Flask, own: Settings) -> None:
    page = f"/facts/places/{PALACE}"
    assert "<img" not in reader(desk, "zh").get(page).get_data(as_text=True)
    with transaction(own.database_url) as session:
        session.add_all((photo(PALACE), photo(PALACE, "then", year="1970s")))
    chinese, english = (reader(desk, language).get(page).get_data(as_text=True) for language in ("zh", "en"))
    assert 'alt="老车站"' in chinese
    assert 'alt="The station"' in english
    assert "CC BY 4.0" in english
    assert "王某" in chinese
    assert 0 < chinese.index("当年 · 1970 年代") < chinese.index("现在。照片")
    assert "Then · 1970s" in english
    assert "档案馆" in english
    client = reader(desk, "zh")
    first = client.get(f"/facts/photos/{PALACE}/then.jpg")
    assert (first.mimetype, first.get_data()) == ("image/jpeg", JPEG)
    again = client.get(f"/facts/photos/{PALACE}/then.jpg", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/facts/photos/{PALACE}/long-ago.jpg").status_code == 404
