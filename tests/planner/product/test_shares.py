"""Agencies take berths of a published train: never more than there are, and what changes is told before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from planner.accounts import Who, act_for, audit_entries, create_office
from planner.errors import NotAllowed, OutOfRange, Unknown
from planner.product import (
    BerthKind,
    behind,
    berths_left,
    changes_for,
    close_train,
    publish_train,
    shares_of,
    take_over,
    take_train,
    taken_train,
)
from planner.saved import new_departure, remove_departure
from planner.settings import Settings
from planner.store import transaction
from tests.support.database import empty_database
from tests.support.published import DAYS, product, published


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


def agency(session: Session, name: str = "慢行旅行社") -> Who:
    who = Who(name="li", role="planner", office=create_office(session, "agency", name).id, office_key="k" * 43)
    act_for(session, who)
    return who


def departure(session: Session, who: Who) -> str:
    made = new_departure(session, who, {"title": "红海滩"})
    session.flush()
    return made


def test_no_more_berths_are_taken_on_a_day_than_there_are(settings: Settings) -> None:
    *_, train = published(settings)
    with transaction(settings.database_url) as session:
        who = agency(session)
        first, second = departure(session, who), departure(session, who)
        take_train(session, who, first, train, DAYS[0], {"lower": 30, "middle": 0})
        with pytest.raises(OutOfRange) as refused:
            take_train(session, who, second, train, DAYS[0], {"lower": 11})
        assert (refused.value.field, refused.value.high) == ("share_lower", 10)
        take_train(session, who, second, train, DAYS[1], {"lower": 40})
        take_train(session, who, first, train, DAYS[0], {"lower": 40, "upper": 1})  # its own count as free
        assert berths_left(session, train, product(), DAYS[0]) == {"lower": 0, "upper": 39}
        for nothing in ({}, {"middle": 1}):
            with pytest.raises(OutOfRange):
                take_train(session, who, departure(session, who), train, DAYS[0], nothing)
        remove_departure(session, first, who)
        session.flush()
        assert berths_left(session, train, product(), DAYS[0])["lower"] == 40
        assert [share.departure for share in shares_of(session, train)] == [second]
        assert {each.kind for each in audit_entries(session, who.office)} >= {"train_share"}


def test_many_at_once_take_no_more_than_there_are(settings: Settings) -> None:
    *_, train = published(settings)
    with transaction(settings.database_url) as session:
        who = agency(session)
        made = [departure(session, who) for _ in range(12)]

    def take(one: str) -> bool:
        try:
            with transaction(settings.database_url) as session:
                act_for(session, who)
                take_train(session, who, one, train, DAYS[0], {"lower": 9})
        except OutOfRange:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(take, made)) == 4


def test_who_may_not_take_and_what_is_not_offered(settings: Settings) -> None:
    bureau, _project, train = published(settings)
    with transaction(settings.database_url) as session:
        who = agency(session)
        mine = departure(session, who)
        for asker in (replace(who, role="viewer"), Who(browser="b" * 43)):
            with pytest.raises(NotAllowed):
                take_train(session, asker, mine, train, DAYS[0], {"lower": 1})
        other = agency(session, "乙社")
        for asker, one, day in ((other, mine, DAYS[0]), (who, mine, DAYS[0].replace(year=2020))):
            act_for(session, asker)
            with pytest.raises(Unknown):
                take_train(session, asker, one, train, day, {"lower": 1})
        act_for(session, who)
        take_train(session, who, mine, train, DAYS[0], {"lower": 2})
        act_for(session, bureau)
        close_train(session, bureau, train)
        act_for(session, who)
        with pytest.raises(Unknown):
            take_train(session, who, departure(session, who), train, DAYS[0], {"lower": 1})
        with pytest.raises(OutOfRange):
            take_train(session, who, mine, train, DAYS[0], {"lower": 3})
        assert take_train(session, who, mine, train, DAYS[0], {"lower": 1}).taken == {"lower": 1}


def test_a_newer_version_counts_only_when_it_is_taken_over(settings: Settings) -> None:
    bureau, project, train = published(settings)
    with transaction(settings.database_url) as session:
        who = agency(session)
        mine = departure(session, who)
        take_train(session, who, mine, train, DAYS[0], {"lower": 20})
    before = product()
    calls = (before.calls[0], replace(before.calls[1], arrive=1950), before.calls[2])
    berths = (BerthKind("lower", 10, 130_000), BerthKind("upper", 40, 98_000))
    with transaction(settings.database_url) as session:
        publish_train(session, bureau, project, 1, replace(before, calls=calls, berths=berths, days=DAYS[1:]))
    with transaction(settings.database_url) as session:
        act_for(session, who)
        taken = taken_train(session, mine)
        assert taken
        assert taken.is_behind
        assert taken.product == before
        assert behind(session, [mine, "x"]) == {mine}
        found = changes_for(taken.share, taken.product, taken.newest)
        assert [(each.station, each.after and each.after.arrive) for each in found.calls] == [("盘锦", 1950)]
        assert found.prices == {"lower": (128_000, 130_000)}
        assert found.short == {"lower": (20, 10)}
        assert found.day_gone
        take_over(session, who, mine, 2)
        after = taken_train(session, mine)
        assert after
        assert (after.is_behind, after.product.calls, after.share.first_version) == (False, calls, 1)
        take_over(session, who, mine, 1)  # never back
        assert not behind(session, [mine])
        with pytest.raises(Unknown):
            take_over(session, who, mine, 9)


def test_nothing_changed_is_nothing_told(settings: Settings) -> None:
    *_, train = published(settings)
    with transaction(settings.database_url) as session:
        who = agency(session)
        wanted: Mapping[str, int] = {"upper": 2}
        share = take_train(session, who, departure(session, who), train, DAYS[0], wanted)
        assert not changes_for(share, product(), product()).any


def test_who_goes_by_an_older_version_takes_none_that_the_newest_has_no_more(settings: Settings) -> None:
    bureau, project, train = published(settings)
    with transaction(settings.database_url) as session:
        who = agency(session)
        old, new = departure(session, who), departure(session, who)
        take_train(session, who, old, train, DAYS[0], {"lower": 4})
    fewer = replace(product(), berths=(BerthKind("lower", 10, 128_000), BerthKind("upper", 40, 98_000)))
    with transaction(settings.database_url) as session:
        publish_train(session, bureau, project, 1, fewer)
    with transaction(settings.database_url) as session:
        act_for(session, who)
        take_train(session, who, new, train, DAYS[0], {"lower": 5})
        with pytest.raises(OutOfRange) as refused:
            take_train(session, who, old, train, DAYS[0], {"lower": 6})
        assert refused.value.high == 5
        take_train(session, who, old, train, DAYS[0], {"lower": 5})
    with transaction(settings.database_url) as session:
        publish_train(session, bureau, project, 1, replace(fewer, days=DAYS[1:]))
    with transaction(settings.database_url) as session:
        act_for(session, who)
        take_train(session, who, old, train, DAYS[0], {"lower": 3})  # what one has may be kept, or less of it
        take_train(session, who, old, train, DAYS[0], {"lower": 3})
        with pytest.raises(OutOfRange):
            take_train(session, who, old, train, DAYS[0], {"lower": 4})
