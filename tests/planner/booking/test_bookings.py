"""Bookings: never more than there are places for, whoever books at the same moment; options, queue, money, lists."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from planner.accounts import Who
from planner.booking import (
    Booker,
    Booking,
    Units,
    all_bookings,
    book,
    cancel,
    close_offer,
    confirm,
    contact_of,
    extend,
    forget_contacts,
    load_offer,
    offer_of,
    open_offers,
    paid_fen,
    payments_of,
    places_of,
    publish,
    record_payment,
    settle_departure,
)
from planner.clock import today
from planner.errors import NotAllowed, OutOfRange, Unknown, UnusableUnits
from planner.saved import Seal, change_departure, load_departure, load_travellers
from planner.settings import Settings
from planner.store import transaction
from tests.support.bookings import ME, draft, sold
from tests.support.database import empty_database

KEY = "p3dMmMvxvYJ0xqvVJ2tXQb0cWwC2o7k0vV1u8s0mYxE="  # of this test alone
NOW = datetime.now(UTC).replace(microsecond=0)
LI = Booker("李阿姨", "+86 138 0000 1234", "靠窗")
PAIR = Units(2, twin=1)


@pytest.fixture
def fresh(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend, data_key=KEY)


@pytest.fixture
def lone(tmp_path: Path) -> Settings:
    return empty_database(tmp_path, "sqlite", data_key=KEY)


def take(settings: Settings, departure: str, key: str, units: Units = PAIR, **more: Any) -> Booking:
    with transaction(settings.database_url) as session:
        return book(session, departure, ME, Seal(settings), key, LI, units, **more)


def statuses(session: Session, departure: str) -> list[str]:
    session.expire_all()
    return [each.status for each in all_bookings(session, departure)]


def test_nobody_is_booked_beyond_the_places_at_the_same_moment(fresh: Settings) -> None:
    """Thirty at once for 12 places in 6 rooms, each pressing twice."""
    departure = sold(fresh, most=12, quotas={"twin": 6})
    with ThreadPoolExecutor(15) as pool:
        made = list(pool.map(lambda n: take(fresh, departure, f"k{n % 30}"), range(60)))
    assert len({each.id for each in made}) == 30
    with transaction(fresh.database_url) as session:
        found = all_bookings(session, departure)
        assert Counter(each.status for each in found) == {"option": 6, "waiting": 24}
        assert places_of(session, load_offer(session, str(_offer(session, departure))), NOW).left == {
            "people": 0, "twin": 0,
        }  # fmt: skip


def _offer(session: Session, departure: str) -> str:
    offer = offer_of(session, departure)
    assert offer is not None
    return offer.id


def test_cancelling_and_booking_at_the_same_moment_keeps_the_limit(fresh: Settings) -> None:
    departure = sold(fresh, most=8, quotas={"twin": 4})
    first = [take(fresh, departure, f"a{n}", want="confirmed").id for n in range(4)]

    def act(number: int) -> None:
        if number % 2:
            take(fresh, departure, f"b{number}", want="confirmed")
        else:
            with transaction(fresh.database_url) as session:
                cancel(session, departure, ME, Seal(fresh), first[number // 2])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(8)))
    with transaction(fresh.database_url) as session:
        found = Counter(statuses(session, departure))
        assert found["cancelled"] == 4
        assert found["option"] + found["confirmed"] == 4
        on_list = load_travellers(session, departure, Seal(fresh)).travellers
        assert len(on_list) == 2 * found["confirmed"]


def test_an_option_ends_and_who_waits_longest_gets_the_place_that_fits(fresh: Settings) -> None:
    departure = sold(fresh, most=4, quotas={"twin": 2})
    take(fresh, departure, "a", now=NOW)
    take(fresh, departure, "b", want="confirmed", now=NOW + timedelta(seconds=1))
    take(fresh, departure, "four", Units(4, twin=2), now=NOW + timedelta(minutes=1))
    take(fresh, departure, "c", now=NOW + timedelta(minutes=2))
    take(fresh, departure, "d", now=NOW + timedelta(minutes=3))
    later = NOW + timedelta(hours=48)
    with transaction(fresh.database_url) as session:
        settle_departure(session, departure, later - timedelta(seconds=1))
        assert statuses(session, departure) == ["option", "confirmed", "waiting", "waiting", "waiting"]
        settle_departure(session, departure, later)
        assert statuses(session, departure) == ["expired", "confirmed", "waiting", "option", "waiting"]
    with transaction(fresh.database_url) as session:  # the option of who was promoted is as long as any
        settle_departure(session, departure, later + timedelta(hours=47))
        assert statuses(session, departure)[3] == "option"
        extend(session, departure, ME, all_bookings(session, departure)[3].id, later + timedelta(hours=47))
        settle_departure(session, departure, later + timedelta(hours=49))
        assert statuses(session, departure)[3] == "option"


def test_an_option_that_is_over_is_confirmed_only_if_there_is_room(lone: Settings) -> None:
    departure = sold(lone, most=2, quotas={"twin": 1})
    first = take(lone, departure, "a", now=NOW)
    later = NOW + timedelta(days=3)
    second = take(lone, departure, "b", now=later)
    with transaction(lone.database_url) as session:
        (short, *_rest) = confirm(session, departure, ME, Seal(lone), first.id, later)
        assert (short.kind, short.left, short.needed) == ("people", 0, 2)
        cancel(session, departure, ME, Seal(lone), second.id, later)
        assert confirm(session, departure, ME, Seal(lone), first.id, later) == ()
        assert statuses(session, departure) == ["confirmed", "cancelled"]


def test_who_is_confirmed_is_on_every_list_and_who_cancels_on_none(fresh: Settings) -> None:
    departure = sold(fresh)
    kept, gone = take(fresh, departure, "a"), take(fresh, departure, "b", Units(3, twin=1, single=1))
    seal = Seal(fresh)
    with transaction(fresh.database_url) as session:
        for each in (kept, gone):
            confirm(session, departure, ME, seal, each.id)
            confirm(session, departure, ME, seal, each.id)  # twice is once
        group = load_travellers(session, departure, seal)
        assert [each.name for each in group.travellers] == ["李阿姨", "李阿姨(2)", "李阿姨", "李阿姨(2)", "李阿姨(3)"]
        room = {"rooms": [{"id": "r1", "kind": "twin", "people": ["p1", "p3"]},
                          {"id": "r2", "kind": "twin", "people": ["p4", "p5"]}]}  # fmt: skip
        seats = {"seats": {"p1": [1, "1A"], "p4": [1, "1B"]}}
        file = load_departure(session, departure, ME)
        change_departure(session, departure, ME, file.revision, {"rooms.plan": room, "seats.plan": seats})
        assert cancel(session, departure, ME, seal, gone.id).fee_fen == 0  # two months before
        assert [each.key for each in load_travellers(session, departure, seal).travellers] == ["p1", "p2"]
        inputs = load_departure(session, departure, ME).inputs
        assert [each["people"] for each in inputs["rooms.plan"]["rooms"]] == [["p1"]]
        assert list(inputs["seats.plan"]["seats"]) == ["p1"]
        assert inputs["group.people"] == 40  # the price stays that of the group that is planned
        assert cancel(session, departure, ME, seal, gone.id).status == "cancelled"


def test_the_fee_is_that_of_the_day_in_china_and_of_the_scale_when_it_was_booked(lone: Settings) -> None:
    """At 23:30 in Greenwich it is the next day in China: four days before the start, not five."""
    start = date(2027, 5, 11)
    departure = sold(lone, first_day=start)
    made = take(lone, departure, "a", want="confirmed", now=datetime(2027, 3, 1, tzinfo=UTC))
    with transaction(lone.database_url) as session:
        dearer = draft(start, terms=draft().terms.__class__(300_000, 0, 0, (), ((0, 100),)))
        publish(session, departure, ME, dearer)
        told = cancel(session, departure, ME, Seal(lone), made.id, datetime(2027, 5, 7, 16, 30, tzinfo=UTC))
        assert (told.price_fen, told.fee_fen) == (500_348, 500_348 * 40 // 100)  # 8 May, three days before


def test_options_and_places_in_the_queue_cost_nothing_to_give_back(lone: Settings) -> None:
    departure = sold(lone, most=2, first_day=today() + timedelta(2))
    first, second = take(lone, departure, "a"), take(lone, departure, "b")
    with transaction(lone.database_url) as session:
        assert [cancel(session, departure, ME, Seal(lone), each.id).fee_fen for each in (second, first)] == [0, 0]


def test_more_places_take_in_who_waits_and_fewer_than_taken_are_refused(fresh: Settings) -> None:
    departure = sold(fresh, most=4, quotas={"twin": 2})
    for key in "abc":
        take(fresh, departure, key)
    with transaction(fresh.database_url) as session:
        with pytest.raises(OutOfRange) as told:
            publish(session, departure, ME, draft(most=3))
        assert (told.value.field, told.value.low) == ("places", 4)
        with pytest.raises(OutOfRange) as told:
            publish(session, departure, ME, draft(most=4, quotas={"twin": 1}))
        assert (told.value.field, told.value.low) == ("places_twin", 2)
    with transaction(fresh.database_url) as session:
        publish(session, departure, ME, draft(most=6, quotas={"twin": 3}))
        settle_departure(session, departure)
        assert statuses(session, departure) == ["option"] * 3


def test_payments_are_noted_once_and_add_up(fresh: Settings) -> None:
    departure = sold(fresh)
    made = take(fresh, departure, "a", want="confirmed")
    with transaction(fresh.database_url) as session:
        for key, kind, fen in (("1", "deposit", 100_000), ("1", "deposit", 100_000), ("2", "instalment", 400_348),
                               ("3", "refund", 348)):  # fmt: skip
            record_payment(session, departure, ME, made.id, key, kind, fen, today())  # type: ignore[arg-type]
        assert [each.fen for each in payments_of(session, made.id)] == [100_000, 400_348, -348]
        assert paid_fen(payments_of(session, made.id)) == 500_000
        for kind, fen in (("deposit", 349), ("refund", 500_001), ("deposit", 0)):
            with pytest.raises(OutOfRange):
                record_payment(session, departure, ME, made.id, "x", kind, fen, today())  # type: ignore[arg-type]


def test_others_and_viewers_book_nothing(lone: Settings) -> None:
    departure = sold(lone)
    made = take(lone, departure, "a")
    for who, error in ((Who("y" * 43), Unknown), (Who(ME.browser, role="viewer"), NotAllowed)):
        for act in (
            lambda session, who: book(session, departure, who, Seal(lone), "z", LI, PAIR),
            lambda session, who: confirm(session, departure, who, Seal(lone), made.id),
            lambda session, who: cancel(session, departure, who, Seal(lone), made.id),
            lambda session, who: extend(session, departure, who, made.id),
            lambda session, who: close_offer(session, departure, who),
            lambda session, who: publish(session, departure, who, draft()),
            lambda session, who: record_payment(session, departure, who, made.id, "k", "deposit", 1, today()),
        ):
            with pytest.raises(error), transaction(lone.database_url) as session:
                act(session, who)
    with transaction(lone.database_url) as session:
        assert statuses(session, departure) == ["option"]
        for unknown in (lambda: confirm(session, departure, ME, Seal(lone), "nothing"),
                        lambda: book(session, "nothing", ME, Seal(lone), "z", LI, PAIR)):  # fmt: skip
            with pytest.raises(Unknown):
                unknown()
        with pytest.raises(UnusableUnits):
            book(session, departure, ME, Seal(lone), "z", LI, Units(3, twin=1))


def test_names_are_sealed_and_forgotten_in_time(lone: Settings) -> None:
    departure = sold(lone)
    made = take(lone, departure, "a")
    assert "李阿姨" not in made.sealed
    with transaction(lone.database_url) as session:
        (kept,) = all_bookings(session, departure)
        assert contact_of(kept, Seal(lone)) == LI
        forget_contacts(session, today() + timedelta(64))
        assert kept.sealed
        forget_contacts(session, today() + timedelta(65))
        assert contact_of(kept, Seal(lone)) == Booker("", "")


def test_what_is_closed_or_over_is_offered_to_nobody(lone: Settings) -> None:
    first, second = sold(lone), sold(lone, first_day=today())
    with transaction(lone.database_url) as session:
        assert [each.departure for each in open_offers(session, today())] == [first]
        close_offer(session, first, ME)
        assert not open_offers(session, today())
        assert offer_of(session, second) is not None
