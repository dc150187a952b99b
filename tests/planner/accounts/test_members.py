"""Offices and members: links that open once, passwords, roles, sessions that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters
from sqlmodel import Session, select

from planner.accounts import (
    Invitation,
    Member,
    accept,
    add_member,
    begin_session,
    create_office,
    disable,
    enable,
    invitations_of,
    invite,
    load_office,
    member_of_session,
    member_with,
    offer_reset,
    open_invitation,
    set_role,
    withdraw,
)
from planner.errors import Malformed, NotAllowed, OutOfRange, SilverwayError, Taken, Unknown
from planner.store import engine_for
from tests.support.database import empty_database
from tests.support.operators import PASSWORD
from tests.support.thrift import REAL_HASHER


@pytest.fixture
def db(tmp_path: Path, backend: str) -> Iterator[Session]:
    with Session(engine_for(empty_database(tmp_path, backend).database_url), expire_on_commit=False) as session:
        yield session


@pytest.fixture
def office(db: Session) -> str:
    return create_office(db, "agency", "  沈阳 银龄旅行社 ", "L-LN00001", "024-12345678").id


def test_an_office_has_one_name_and_a_telephone_that_can_be_called(db: Session, office: str) -> None:
    found = load_office(db, "沈阳 银龄旅行社")
    assert (found.id, found.phone) == (office, "+86 24 1234 5678")
    wrong: list[tuple[tuple[str, ...], type[SilverwayError]]] = [
        (("agency", "沈阳 银龄旅行社"), Taken),
        (("school", "x"), Unknown),
        (("agency", " "), OutOfRange),
        (("agency", "x" * 41), OutOfRange),
        (("agency", "x", "9" * 41), OutOfRange),
        (("agency", "x", "", "12"), Malformed),
    ]
    for told, error in wrong:
        with pytest.raises(error):
            create_office(db, *told)


def test_an_invitation_opens_once(db: Session, office: str) -> None:
    token = invite(db, office, "planner", "wang")
    link = open_invitation(db, token)
    assert link is not None
    assert token not in str(link)
    with pytest.raises(OutOfRange):
        accept(db, link, "li", "short")
    member = accept(db, link, " li ", PASSWORD)
    assert (member.name, member.office, member.role) == ("li", office, "planner")
    assert open_invitation(db, token) is None
    assert member_with(db, "li", PASSWORD) is member
    assert member_with(db, "li", PASSWORD + "x") is None


def test_an_invitation_ends(db: Session, office: str) -> None:
    token, other = invite(db, office, "viewer", "wang"), invite(db, None, "operator", "wang")
    (link,) = invitations_of(db, office)
    assert not withdraw(db, None, link.id or 0)  # another's
    assert withdraw(db, office, link.id or 0)
    assert open_invitation(db, token) is None
    for row in db.exec(select(Invitation)).all():
        row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    assert open_invitation(db, other) is None


@pytest.mark.parametrize(("of", "role"), [(True, "operator"), (True, "king"), (False, "owner")])
def test_no_invitation_to_a_role_that_is_not_there(db: Session, office: str, of: bool, role: str) -> None:
    with pytest.raises(Unknown):
        invite(db, office if of else None, role, "wang")


def test_a_reset_link_changes_the_password_and_ends_sessions(db: Session, office: str) -> None:
    member = add_member(db, "li", PASSWORD, "planner", office)
    secret, first = begin_session(db, member, "Firefox"), offer_reset(db, member, "wang")
    token = offer_reset(db, member, "wang")
    assert open_invitation(db, first) is None
    link = open_invitation(db, token)
    assert link is not None
    accept(db, link, "somebody", "another horse")
    assert db.get(Member, "somebody") is None
    assert member_of_session(db, secret) is None
    assert member_with(db, "li", "another horse") is member


def test_one_who_may_let_others_in_stays(db: Session, office: str) -> None:
    owner, planner = add_member(db, "o", PASSWORD, "owner", office), add_member(db, "p", PASSWORD, "planner", office)
    for change in (lambda: disable(db, owner), lambda: set_role(db, owner, "viewer")):
        with pytest.raises(NotAllowed):
            change()
    with pytest.raises(Unknown):
        set_role(db, planner, "operator")
    set_role(db, planner, "owner")
    secret = begin_session(db, owner, "")
    disable(db, owner)
    assert member_of_session(db, secret) is None
    assert member_with(db, "o", PASSWORD) is None
    enable(owner)
    assert member_with(db, "o", PASSWORD) is owner


def test_names_are_one_persons(db: Session, office: str) -> None:
    add_member(db, "li", PASSWORD, "planner", office)
    for name, error in (("li", Taken), ("", OutOfRange), ("x" * 41, OutOfRange)):
        with pytest.raises(error):
            add_member(db, name, PASSWORD, "viewer", office)


def test_outside_tests_a_hash_takes_what_is_advised() -> None:
    """Of argon2id 19 MiB and two passes at least."""
    parameters = extract_parameters(REAL_HASHER.hash(PASSWORD))
    assert parameters.type is Type.ID
    assert parameters.memory_cost >= 19 * 1024
    assert parameters.time_cost >= 2
