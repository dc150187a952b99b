"""Links for the family: unguessable, known by a hash only, theirs to take back who made them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlmodel import Session

from planner.accounts import Who, new_secret
from planner.errors import OutOfRange, Unknown
from planner.jobs.records import enqueue
from planner.saved import load_saved, save_itinerary
from planner.settings import Settings
from planner.sharing import family
from planner.store import engine_for
from tests.support.database import empty_database, rows_of
from tests.support.results import make_itinerary

OWNER, OTHER = Who("o" * 43), Who("p" * 43)


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@pytest.fixture
def db(settings: Settings) -> Iterator[Session]:
    with Session(engine_for(settings.database_url), expire_on_commit=False) as session:
        yield session


@pytest.fixture
def trip(db: Session) -> str:
    return save_itinerary(db, make_itinerary(), ())


def test_a_link_is_found_by_its_token_only(db: Session, trip: str) -> None:
    link = family.open_link(db, trip, OWNER, 30)
    token = family.token_of(OWNER.link_key, link.id)
    assert family.link_with(db, token) == link
    for wrong in (
        token[:-1],
        token + "x",
        link.id,
        OWNER.browser,
        link.token_hash,
        "",
        family.token_of(OTHER.link_key, link.id),
    ):
        assert family.link_with(db, wrong) is None


def test_tokens_are_long_and_differ() -> None:
    tokens = {family.token_of(new_secret(), "link") for _ in range(500)}
    tokens |= {family.token_of(OWNER.link_key, str(n)) for n in range(500)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {32}


def test_the_database_holds_neither_token_nor_secret(settings: Settings, db: Session, trip: str) -> None:
    link = family.open_link(db, trip, OWNER, 30)
    token = family.token_of(OWNER.link_key, link.id)
    db.commit()
    dump = str([rows_of(settings, table) for table in inspect(engine_for(settings.database_url)).get_table_names()])
    assert link.id in dump
    assert token not in dump
    assert OWNER.browser not in dump


def test_a_link_ends_by_itself_or_when_taken_back(db: Session, trip: str) -> None:
    link = family.open_link(db, trip, OWNER, 7)
    now = datetime.now(UTC)
    assert link.state(now) == "open"
    assert link.state(now + timedelta(days=6, hours=23)) == "open"
    assert link.state(now + timedelta(days=7, minutes=1)) == "expired"
    assert family.revoke(db, link.id, OTHER) is None
    assert link.state(now) == "open"
    assert family.revoke(db, link.id, OWNER) is link
    assert link.state(now) == "revoked"
    first = link.revoked_at
    family.revoke(db, link.id, OWNER)
    assert link.revoked_at == first
    assert family.revoke(db, "nothing", OWNER) is None


def test_owners_see_their_own_links_only(db: Session, trip: str) -> None:
    link = family.open_link(db, trip, OWNER, 7)
    assert family.links_of(db, trip, OWNER) == [link]
    assert family.links_of(db, trip, OTHER) == []
    assert family.links_of(db, "elsewhere", OWNER) == []


def test_there_are_never_too_many_open_links(db: Session, trip: str) -> None:
    links = [family.open_link(db, trip, OWNER, 7) for _ in range(family.MOST_LINKS)]
    with pytest.raises(OutOfRange):
        family.open_link(db, trip, OWNER, 7)
    family.revoke(db, links[0].id, OWNER)
    family.open_link(db, trip, OWNER, 7)


def test_a_ready_made_trip_is_copied_and_stays_as_it_was(db: Session) -> None:
    ready = save_itinerary(db, make_itinerary(), (), "ready")
    link = family.open_link(db, ready, OWNER, 7)
    assert link.trip != ready
    save_itinerary(db, make_itinerary(digest="facts-2"), (), "ready")
    copy = load_saved(db, link.trip)
    assert copy.featured is None
    assert copy.itinerary() == make_itinerary()
    with pytest.raises(Unknown):
        family.open_link(db, "nothing", OWNER, 7)


def test_comments_are_kept_in_order_and_in_bounds(db: Session, trip: str) -> None:
    link = family.open_link(db, trip, OWNER, 7)
    for who, text in (("女儿", "真好"), ("w" * family.LONGEST_WHO, "t" * family.LONGEST_TEXT)):
        family.say(db, link, who, text)
    assert family.comments_on(db, [link])[0].text == "真好"
    for who, text in (("", "x"), ("x", ""), ("x" * 21, "x"), ("x", "x" * 301)):
        with pytest.raises(OutOfRange):
            family.say(db, link, who, text)
    for _ in range(family.MOST_COMMENTS - 2):
        family.say(db, link, "儿子", "好")
    with pytest.raises(OutOfRange):
        family.say(db, link, "儿子", "太多")
    assert len(family.comments_on(db, [link])) == family.MOST_COMMENTS
    assert family.comments_on(db, []) == []


def test_the_same_change_pressed_twice_is_one(db: Session, trip: str) -> None:
    link, other = family.open_link(db, trip, OWNER, 7), family.open_link(db, trip, OWNER, 7)
    job = enqueue(db, "change", "{}")
    number = family.note_change(db, link, job)
    assert family.note_change(db, link, job) == number
    assert family.note_change(db, other, job) != number
    assert [(change.id, found.id) for change, found in family.changes_on(db, [link])] == [(number, job)]
