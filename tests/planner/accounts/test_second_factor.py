"""Codes of the second factor: those of the standard, each taken once, and none after many wrong ones."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from planner.accounts import (
    AuditEntry,
    Member,
    add_member,
    check_factor,
    confirm_factor,
    create_office,
    drop_factor,
    has_factor,
    new_factor_secret,
    provisioning_uri,
    recovery_left,
)
from planner.accounts.second_factor import MOST_WRONG, STEP_S, SecondFactor, code_at
from planner.saved import Seal
from planner.settings import Settings
from planner.store import engine_for
from tests.support.database import empty_database
from tests.support.operators import PASSWORD

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


@pytest.fixture
def seal() -> Seal:
    return Seal(Settings(data_key=KEY))


@pytest.fixture
def db(tmp_path: Path, backend: str) -> Iterator[Session]:
    with Session(engine_for(empty_database(tmp_path, backend).database_url), expire_on_commit=False) as session:
        yield session


@pytest.fixture
def li(db: Session) -> Member:
    return add_member(db, "li", PASSWORD, "owner", create_office(db, "agency", "甲社").id)


def step() -> int:
    return int(datetime.now(UTC).timestamp()) // STEP_S


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
     (20000000000, "353130")],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238(at: int, code: str) -> None:
    """Its appendix B has eight digits: these are the last six."""
    assert code_at(base64.b32encode(b"12345678901234567890").decode(), at // STEP_S) == code


def test_a_code_is_taken_once_and_a_recovery_code_too(db: Session, li: Member, seal: Seal) -> None:
    secret, now = new_factor_secret(), step()
    assert check_factor(db, li, seal, "") == "good"  # nothing is asked for yet
    assert confirm_factor(db, li, seal, secret, "12345") is None
    assert not has_factor(db, li)
    codes = confirm_factor(db, li, seal, secret, f"{code_at(secret, now)[:3]} {code_at(secret, now)[3:]}")
    assert codes is not None
    assert confirm_factor(db, li, seal, secret, code_at(secret, now)) is None  # there is one
    assert check_factor(db, li, seal, code_at(secret, now)) == "wrong"  # it was used
    assert check_factor(db, li, seal, codes[0].upper()) == "good"
    assert check_factor(db, li, seal, codes[0]) == "wrong"
    assert recovery_left(db, li) == len(codes) - 1
    row = db.exec(select(SecondFactor)).one()
    row.last_step -= 3  # a while later
    assert check_factor(db, li, seal, code_at(secret, step())) == "good"
    assert check_factor(db, li, seal, code_at(secret, step() - 9)) == "wrong"  # long over
    assert secret not in row.sealed
    assert codes[1] not in row.recovery
    assert f"secret={secret}" in provisioning_uri(secret, "li", "Silverway")
    assert drop_factor(db, li)
    assert check_factor(db, li, seal, "") == "good"
    noted = db.exec(select(AuditEntry).where(AuditEntry.kind == "second_factor")).all()
    assert [each.action for each in noted] == ["create", "change", "delete"]  # the change: a recovery code is gone


def test_after_many_wrong_codes_none_is_taken_for_a_while(db: Session, li: Member, seal: Seal) -> None:
    secret = new_factor_secret()
    assert confirm_factor(db, li, seal, secret, code_at(secret, step()))
    row = db.exec(select(SecondFactor)).one()
    row.last_step -= 3
    for _ in range(MOST_WRONG):
        assert check_factor(db, li, seal, "12345") == "wrong"
    assert check_factor(db, li, seal, code_at(secret, step())) == "blocked"
    row.blocked_until = datetime.now(UTC) - timedelta(seconds=1)
    assert check_factor(db, li, seal, code_at(secret, step())) == "good"
