"""A trip taken along: what its page says is on paper too."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from itertools import chain, pairwise

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from pypdf import PdfReader

from planner.catalog import Catalog
from planner.itinerary.types import Itinerary, Visit
from planner.saved import save_itinerary
from planner.store import transaction
from routes import create_app
from routes.presenters.known import prices
from routes.presenters.trip_page import near_hospitals
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
        if day.hotel:
            assert packed(f"晚上住：{day.hotel.name}") in text
    for near in near_hospitals(catalog, itinerary):
        assert packed(near.hospital.name) in text
    for words in ("还没问到", "门票和证件", "下雨怎么办", "急救卡", "吃的药", "024-12345678", "120"):
        assert words in text


def test_paper_tells_clothes_documents_reasons_effort_and_photographs(client: StrictClient, shelf: Shelf) -> None:
    text = text_of(client.get(f"/trips/{shelf.trip}/paper-a4.pdf").data)
    for words in ("5月的大连，白天 20 度左右", "多少钱，带什么", "60 岁以上的，带身份证", "中间歇"):
        assert packed(words) in text
    for words in ("当年 · 1978 年", "现在", "照片：王某，CC BY 4.0。"):  # one credit for both photographs
        assert text.count(packed(words)) == 1


def test_the_card_of_an_english_reader_speaks_chinese_too(english_client: StrictClient, shelf: Shelf) -> None:
    text = text_of(english_client.get(f"/trips/{shelf.trip}/paper-a4.pdf").data)
    assert packed("Medicines taken 吃的药") in text
    assert packed("Ambulance 120, police 110 急救 120，报警 110") in text


def test_the_code_leads_to_the_address_readers_know(shelf: Shelf) -> None:
    known = replace(shelf.settings, public_url="https://trips.example.org")
    pdf = reader(_strict(create_app(known)), "zh").get(f"/trips/{shelf.trip}/paper-a4.pdf").data
    codes = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_numpy())
    assert [code.text for code in codes] == [f"https://trips.example.org/trips/{shelf.trip}"]


def _strict(app: Flask) -> Flask:
    app.test_client_class = StrictClient
    return app


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_days_are_six_pages_and_a_card_and_no_page_holds_a_line_or_two(
    app: Flask, shelf: Shelf, language: str
) -> None:
    answer = reader(app, language).get(f"/trips/{shelf.trip}/paper-a4.pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) <= 7
    lines = [len([line for line in page.extract_text().splitlines() if line.strip()]) - 1 for page in pages]  # footer
    assert min(lines) >= 4, lines


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_are_whole_and_no_column_is_a_sign_wide(app: Flask, shelf: Shelf, language: str) -> None:
    """Every line stays within the margins; no run of lines has one sign each, as a squeezed column has."""
    answer = reader(app, language).get(f"/trips/{shelf.trip}/paper-a4.pdf")
    for page in pypdfium2.PdfDocument(answer.data):
        text, (width, _height) = page.get_textpage(), page.get_size()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        assert all(box[0] >= 40 and box[2] <= width - 40 for box in boxes)
    for sheet in PdfReader(io.BytesIO(answer.data)).pages:
        short = [len(line.strip()) <= 1 for line in sheet.extract_text().splitlines()]
        assert not any(all(short[at : at + 3]) for at in range(len(short) - 2))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_a_week_is_on_one_page_and_no_page_is_nearly_empty(
    app: Flask, shelf: Shelf, itinerary: Itinerary, language: str
) -> None:
    """Among its days are some that are a few lines longer than a page."""
    first = itinerary.days[0]
    pairs = [(way, visit) for way, visit in pairwise(first.items) if isinstance(visit, Visit)]
    days = [
        replace(first, date=first.date + timedelta(number), items=(*first.items, *chain(*(2 * pairs)[: number % 4])))
        for number in range(7)
    ]
    week = replace(itinerary, days=tuple(days), request=replace(itinerary.request, days=7))
    with transaction(shelf.settings.database_url) as session:
        key = save_itinerary(session, week, ())
    pages = PdfReader(io.BytesIO(reader(app, language).get(f"/trips/{key}/paper-a4.pdf").data)).pages
    texts = [packed(page.extract_text()) for page in pages]
    rows = [packed(f"第{n}天" if language == "zh" else f"Day {n}") for n in range(1, 8)]
    assert any(all(row in text for row in rows) for text in texts[:2])
    lines = [len([line for line in page.extract_text().splitlines() if line.strip()]) - 1 for page in pages]
    assert min(lines) >= 6, lines


@pytest.mark.parametrize("path", ["/trips/nothing/paper-a4.pdf", "/trips/{trip}/paper-b5.pdf"])
def test_what_is_not_there_is_reported_kindly(client: StrictClient, shelf: Shelf, path: str) -> None:
    assert client.get(path.format(trip=shelf.trip)).status_code == 404


def test_each_traveller_pays_the_price_of_their_age(catalog: Catalog) -> None:
    palace = catalog.places["shenyang-imperial-palace"]
    place = replace(palace, ticket_fen=5000, price_60_fen=2500, price_65_fen=None, price_70_fen=0)
    with speaking("zh"):
        reported = prices(place, (62, 67, 72, 50, 62))
        assert reported == "门票：62 岁 25 元；67 岁 50 元（老人多少钱还没问到）；72 岁 免费；50 岁 50 元"
        assert "60 到 64 岁 25 元" in prices(place, ())
        assert prices(replace(place, ticket_fen=None), (62,)) == ""
        assert prices(replace(place, ticket_fen=0), (62,)) == "不要门票"
