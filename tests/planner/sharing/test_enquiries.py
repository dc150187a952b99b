"""Enquiries: kept whole, refused in words, forgotten in time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from planner.accounts import Who
from planner.errors import Malformed, OutOfRange, Unknown
from planner.saved import load_saved, save_itinerary
from planner.sharing import enquiries
from planner.store import engine_for, transaction
from tests.support.database import empty_database
from tests.support.results import make_itinerary

OPERATOR = Who(name="wang", role="operator")


@pytest.fixture
def db(tmp_path: Path, backend: str) -> Iterator[Session]:
    with Session(engine_for(empty_database(tmp_path, backend).database_url), expire_on_commit=False) as session:
        yield session


def test_an_enquiry_is_kept_with_the_trip_it_is_about(db: Session) -> None:
    ready = save_itinerary(db, make_itinerary(), (), "ready")
    enquiries.enquire(db, ready, "王阿姨", "13800001234", 2, "五月中旬", "evening")
    (kept,) = enquiries.enquiries_waiting(db, OPERATOR)
    assert (kept.name, kept.phone, kept.people, kept.preferred) == ("王阿姨", "+86 138 0000 1234", 2, "五月中旬")
    assert kept.call_hours == "evening"
    save_itinerary(db, make_itinerary(digest="facts-2"), (), "ready")
    assert load_saved(db, kept.trip).itinerary() == make_itinerary()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138 0000 1234", "+86 138 0000 1234"),
        ("１３８００００１２３４", "+86 138 0000 1234"),
        ("+86-138-0000-1234", "+86 138 0000 1234"),
        ("024-22896699", "+86 24 2289 6699"),
        ("(0411) 83622222", "+86 411 8362 2222"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
    ],
)
def test_numbers_are_read_however_they_are_written(typed: str, number: str) -> None:
    assert enquiries.telephone(typed) == number


@pytest.mark.parametrize("typed", ["", "无", "12345", "22896699", "1380000123", "138000012345", "+1", "0" * 200])
def test_what_cannot_be_called_is_refused(typed: str) -> None:
    with pytest.raises(Malformed):
        enquiries.telephone(typed)


def test_all_faults_are_reported_and_nothing_is_kept(db: Session) -> None:
    found = enquiries.faults("", "x", 0, "日" * 101)
    assert {fault.field for fault in found} == {"enquiry_name", "phone", "people", "enquiry_when"}
    trip = save_itinerary(db, make_itinerary(), ())
    with pytest.raises(OutOfRange):
        enquiries.enquire(db, trip, "", "13800001234", 2, "")
    with pytest.raises(Unknown):
        enquiries.enquire(db, "nothing", "王", "13800001234", 2, "")
    assert enquiries.enquiries_waiting(db, OPERATOR) == []


def test_nothing_is_kept_longer_than_agreed(db: Session) -> None:
    trip = save_itinerary(db, make_itinerary(), ())
    ids = [enquiries.enquire(db, trip, name, "13800001234", 1, "") for name in ("早", "晚", "撤")]
    old = db.get(enquiries.Enquiry, ids[0])
    assert old is not None
    old.at = datetime.now(UTC) - timedelta(days=enquiries.KEPT_DAYS, minutes=1)
    db.add(old)
    db.flush()
    assert enquiries.forget(db, ids[2], OPERATOR)
    assert not enquiries.forget(db, ids[2], OPERATOR)
    assert [one.name for one in enquiries.enquiries_waiting(db, OPERATOR)] == ["晚"]


def test_three_at_once_are_one(tmp_path: Path, backend: str) -> None:
    """A button pressed three times, by three processes at the same moment."""
    url = empty_database(tmp_path, backend).database_url
    with transaction(url) as session:
        ready = save_itinerary(session, make_itinerary(), (), "ready")

    def send(_: int) -> str:
        with transaction(url) as session:
            return enquiries.enquire(session, ready, "王阿姨", "13800001234", 2, "五月中旬")

    with ThreadPoolExecutor(3) as pool:
        ids = set(pool.map(send, range(3)))
    with transaction(url) as session:
        assert [each.id for each in enquiries.enquiries_waiting(session, OPERATOR)] == list(ids)
        assert enquiries.enquire(session, ready, "王阿姨", "13800001234", 3, "五月中旬") not in ids
