"""A stay taken along: on paper, in a calendar, as a file."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
import zxingcpp
from icalendar import Calendar
from pypdf import PdfReader

from planner.saved import load_stay
from planner.stay import STAY_JSON, Stay
from planner.store import transaction
from tests.support.site import Shelf, StrictClient


@pytest.fixture(scope="module")
def stay(shelf: Shelf) -> Stay:
    with transaction(shelf.settings.database_url) as session:
        return load_stay(session, shelf.stay).stay()


def packed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def text_of(pdf: bytes) -> str:
    return packed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_paper_has_the_bases_every_outing_and_the_card(
    client: StrictClient, shelf: Shelf, stay: Stay, size: str
) -> None:
    answer = client.get(f"/stays/{shelf.stay}/paper-{size}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = text_of(answer.data)
    for base in stay.bases:
        assert packed(base.hotel.name) in text
        assert packed(base.hospital.name) in text
    for day in stay.days:
        for visit in day.trip.visits if day.use == "outing" and day.trip else ():
            assert packed(visit.place.name) in text
    for words in ("日子怎么过", "订房前先问", "住一个月怎么算钱", "急救卡", "吃的药", "排好的", "024-12345678"):
        assert packed(words) in text


def test_paper_in_english_speaks_chinese_on_the_card(english_client: StrictClient, shelf: Shelf, stay: Stay) -> None:
    text = text_of(english_client.get(f"/stays/{shelf.stay}/paper-a4.pdf").data)
    assert packed("Medicines taken 吃的药") in text
    assert packed(f"{stay.bases[0].hotel.name_en} {stay.bases[0].hotel.name}") in text


def test_the_code_on_paper_leads_to_the_stay(client: StrictClient, shelf: Shelf) -> None:
    pdf = client.get(f"/stays/{shelf.stay}/paper-a4.pdf").data
    codes = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_numpy())
    assert [code.text for code in codes] == [f"http://localhost/stays/{shelf.stay}"]


def test_the_calendar_has_each_day_out_and_each_train(client: StrictClient, shelf: Shelf, stay: Stay) -> None:
    answer = client.get(f"/stays/{shelf.stay}/calendar.ics")
    assert answer.mimetype == "text/calendar"
    events = list(Calendar.from_ical(answer.data).walk("VEVENT"))
    whole = [event for event in events if not hasattr(event.decoded("dtstart"), "hour")]
    assert [event.decoded("dtstart") for event in whole] == [day.date for day in stay.days if day.trip]
    trains = [item for day in stay.days if day.trip for item in day.trip.items if getattr(item, "mode", "") == "train"]
    assert len(events) - len(whole) == len(trains)
    assert all(event["url"] == f"http://localhost/stays/{shelf.stay}" for event in events)
    assert len({event["uid"] for event in events}) == len(events)


def test_the_file_is_the_stay(client: StrictClient, shelf: Shelf, stay: Stay) -> None:
    answer = client.get(f"/stays/{shelf.stay}.json")
    assert answer.mimetype == "application/json"
    assert STAY_JSON.validate_json(answer.data) == stay


@pytest.mark.parametrize(
    "path", ["nothing/paper-a4.pdf", "{stay}/paper-b5.pdf", "nothing/calendar.ics", "nothing.json", "{stay}/x"]
)
def test_what_is_not_there_is_reported_kindly(client: StrictClient, shelf: Shelf, path: str) -> None:
    answer = client.get("/stays/" + path.format(stay=shelf.stay))
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
