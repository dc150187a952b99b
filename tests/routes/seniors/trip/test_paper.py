"""A trip taken along: what its page says is on paper too."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from pypdf import PdfReader

from planner.catalog import Catalog
from planner.itinerary.types import Itinerary
from routes import create_app
from routes.presenters.known import prices
from tests.support.site import Shelf, StrictClient, reader
from tests.support.words import speaking


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def packed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_large_print_tells_every_day_as_the_page_does(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, catalog: Catalog, size: str
) -> None:
    page = client.get(f"/trips/{shelf.trip}/more/paper").get_data(as_text=True)
    assert f"/trips/{shelf.trip}/paper-{size}.pdf" in page
    answer = client.get(f"/trips/{shelf.trip}/paper-{size}.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data)
    for day in itinerary.days:
        for visit in day.visits:
            assert packed(visit.place.name) in text
            assert packed(f"约走 {visit.walk_m:,} 米") in text
        if day.hotel:
            assert packed(f"晚上住：{day.hotel.name}") in text
            assert packed(catalog.hotels[day.hotel.id].hospital or "") in text
    for words in ("没查到：", "门票要多少钱", "下雨怎么办", "急救卡", "吃的药", "024-12345678", "120"):
        assert words in text


def test_paper_tells_clothes_documents_reasons_and_effort(client: StrictClient, shelf: Shelf) -> None:
    text = text_of(client.get(f"/trips/{shelf.trip}/paper-a4.pdf").data)
    for words in ("穿什么：5月的大连，白天 20 度左右", "带什么证件", "60 岁以上的，带身份证", "为什么来：", "累不累："):
        assert packed(words) in text


def test_the_card_of_an_english_reader_speaks_chinese_too(english_client: StrictClient, shelf: Shelf) -> None:
    text = text_of(english_client.get(f"/trips/{shelf.trip}/paper-a4.pdf").data)
    assert packed("Medicines taken 吃的药") in text
    assert packed("Ambulance 120, police 110 急救 120，报警 110") in text


def test_the_code_leads_to_the_address_readers_know(shelf: Shelf) -> None:
    known = shelf.settings.model_copy(update={"public_url": "https://trips.example.org"})
    pdf = reader(_strict(create_app(known)), "zh").get(f"/trips/{shelf.trip}/paper-a4.pdf").data
    codes = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_numpy())
    assert [code.text for code in codes] == [f"https://trips.example.org/trips/{shelf.trip}"]


def _strict(app: Flask) -> Flask:
    app.test_client_class = StrictClient
    return app


@pytest.mark.parametrize("path", ["/trips/nothing/paper-a4.pdf", "/trips/{trip}/paper-b5.pdf"])
def test_what_is_not_there_is_reported_kindly(client: StrictClient, shelf: Shelf, path: str) -> None:
    assert client.get(path.format(trip=shelf.trip)).status_code == 404


def test_each_traveller_pays_the_price_of_their_age(catalog: Catalog) -> None:
    place = catalog.places["shenyang-imperial-palace"].model_copy()
    place.ticket_fen, place.price_60_fen, place.price_65_fen, place.price_70_fen = 5000, 2500, None, 0
    with speaking("zh"):
        reported = prices(place, (62, 67, 72, 50, 62))
        assert reported == "门票：62 岁 25 元；67 岁 50 元（老年票价没查到，先按全价，请问）；72 岁 免费；50 岁 50 元"
        assert "60 到 64 岁 25 元" in prices(place, ())
        place.ticket_fen = None
        assert prices(place, (62,)) == ""
        place.ticket_fen = 0
        assert prices(place, (62,)) == "不要门票"
