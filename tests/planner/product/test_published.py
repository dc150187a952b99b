"""A railway office publishes a train: by versions that stay, without open conflicts, for others to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from planner.accounts import Role, Who, act_for, audit_entries, create_office
from planner.errors import NotAllowed, Unknown
from planner.product import (
    BerthKind,
    ProductCall,
    TrainProduct,
    changed_calls,
    close_train,
    load_published,
    load_version,
    publish_train,
    published_of,
    published_trains,
)
from planner.saved import new_project
from planner.settings import Settings
from planner.store import transaction
from planner.train.project import Project
from planner.train.types import Case, EnteredCall, TrainSpec
from tests.support.database import empty_database

SPEC = TrainSpec((EnteredCall(1, "甲", None, 600), EnteredCall(2, "乙", 720, None)), Case())
PRODUCT = TrainProduct(
    "Y501", "红海滩慢游", "25G", (date(2027, 5, 11),),
    (ProductCall("甲", None, 600), ProductCall("乙", 720, 1000, {"gentle": "坐车看滩"}), ProductCall("丙", 1100, None)),
    (BerthKind("lower", 40, 128_000), BerthKind("upper", 40, None)),
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


def member(session: Session, office: str, kind: str = "bureau", role: Role = "planner") -> Who:
    who = Who(name="li", role=role, office=create_office(session, kind, office).id, office_key="k" * 43)
    act_for(session, who)
    return who


def project(session: Session, who: Who) -> str:
    made = new_project(session, who, "方案", Project(trains={"Y501": SPEC}), {"kind": "new"})
    session.flush()
    return made


def test_versions_stay_as_they_were_and_everybody_reads_them(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        who = member(session, "甲局")
        made = project(session, who)
        first = publish_train(session, who, made, 1, PRODUCT)
        moved = replace(PRODUCT, calls=(PRODUCT.calls[0], replace(PRODUCT.calls[1], arrive=750), PRODUCT.calls[2]))
        second = publish_train(session, who, made, 1, moved)
        assert (first.id, second.version) == (second.id, 2)
        kept = audit_entries(session, who.office, "published_train")
        assert [(each.action, each.columns) for each in kept] == [("change", "version,published_at"), ("create", "")]
        train_id = first.id
    with transaction(settings.database_url) as session:
        agency = member(session, "乙社", "agency")
        ((row, newest),) = published_trains(session)
        assert (row.id, newest.number, newest.by) == (train_id, 2, "li")
        old = load_version(session, train_id, 1).product()
        assert old == PRODUCT
        ((changed),) = changed_calls(old, newest.product())
        assert (changed.before and changed.before.arrive, changed.after and changed.after.arrive) == (720, 750)
        with pytest.raises(Unknown):
            close_train(session, agency, train_id)


def test_what_is_no_longer_offered_is_not_listed_but_kept(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        who = member(session, "甲局")
        made = project(session, who)
        row = publish_train(session, who, made, 1, PRODUCT)
        close_train(session, who, row.id)
        assert not published_trains(session)
        assert load_published(session, row.id).version == 1
        publish_train(session, who, made, 1, PRODUCT)
        assert len(published_trains(session)) == 1


@pytest.mark.parametrize(("kind", "role", "refused"), [("agency", "owner", "bureau"), ("bureau", "viewer", "viewer")])
def test_only_who_may_change_a_railway_offices_projects_publishes(
    settings: Settings, kind: str, role: Role, refused: str
) -> None:
    with transaction(settings.database_url) as session:
        who = member(session, "某单位", kind, role)
        made = project(session, replace(who, role="planner"))
        with pytest.raises(NotAllowed, match=refused):
            publish_train(session, who, made, 1, PRODUCT)
        assert published_of(session, made, "Y501") is None


def test_what_is_not_there_or_not_theirs_is_not_published(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        who = member(session, "甲局")
        made = project(session, who)
        other = replace(member(session, "乙局"), name="zhao")
        for asker, number, revision in ((other, "Y501", 1), (who, "Y999", 1), (who, "Y501", 7)):
            act_for(session, asker)
            with pytest.raises(Unknown):
                publish_train(session, asker, made, revision, replace(PRODUCT, number=number))


def test_a_conflict_needs_a_reason_which_is_kept(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        who = member(session, "甲局")
        made = project(session, who)
        doubtful = replace(PRODUCT, conflicts=2)
        with pytest.raises(NotAllowed, match="conflicts"):
            publish_train(session, who, made, 1, doubtful)
        publish_train(session, who, made, 1, PRODUCT)
        row = publish_train(session, who, made, 1, doubtful, "对方车停运")
        assert load_version(session, row.id, 2).override == row.override == "对方车停运"
        newest = audit_entries(session, who.office, "published_train")[0]
        assert "override" in newest.columns
        assert publish_train(session, who, made, 1, PRODUCT, "用不着").override == ""


def test_new_and_dropped_stops_are_changes_and_second_stops_meet_second_ones() -> None:
    before = replace(PRODUCT, calls=(*PRODUCT.calls[:2], ProductCall("甲", 1040, 1050), PRODUCT.calls[2]))
    second, new = ProductCall("甲", 1045, 1050), ProductCall("丁", 1060, 1061)
    after = replace(before, calls=(before.calls[0], second, new, before.calls[3]))
    found = [(each.station, each.before is None, each.after is None) for each in changed_calls(before, after)]
    assert found == [("甲", False, False), ("丁", True, False), ("乙", False, True)]
