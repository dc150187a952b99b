"""The second factor of a member who wants one: six digits from an application (TOTP, RFC 6238), or a recovery code.

The secret is kept sealed, codes for recovery as hashes, each opens once. A code that was used is not taken again, and
after MOST_WRONG wrong ones in a row none is for a while.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol
from urllib.parse import quote

from sqlalchemy import Text
from sqlmodel import Field, Session, SQLModel

from planner.accounts.keys import secret_hash
from planner.accounts.members import Member

STEP_S, DIGITS = 30, 6
DRIFT = 1  # steps by which a telephone's clock may be wrong
RECOVERY_CODES = 10
MOST_WRONG, BLOCKED = 10, timedelta(minutes=15)
Verdict = Literal["good", "wrong", "blocked"]


class Sealing(Protocol):
    """What seals texts and opens them."""

    def close(self, text: str) -> str:
        """The text, sealed."""

    def open(self, sealed: str) -> str:
        """What was sealed."""


class SecondFactor(SQLModel, table=True):
    """A member's second factor. `recovery` are hashes (JSON), `last_step` that of the
    code taken last, `wrong` how many were wrong since."""

    __tablename__ = "second_factor"
    member: str = Field(primary_key=True)  # the name
    office: str | None = Field(default=None, foreign_key="office.id", index=True)
    sealed: str = Field(sa_type=Text)
    confirmed_at: datetime
    recovery: str = Field(default="[]", sa_type=Text)
    last_step: int = 0
    wrong: int = 0
    blocked_until: datetime | None = None


def code_at(secret: str, step: int) -> str:
    """The code of a secret (base 32) in a step of time."""
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 0xF
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def provisioning_uri(secret: str, member: str, site: str) -> str:
    """What applications read from a QR code."""
    return f"otpauth://totp/{quote(f'{site}:{member}')}?secret={secret}&issuer={quote(site)}"


def new_factor_secret() -> str:
    """A secret (base 32) for an application."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def confirm_factor(session: Session, member: Member, seal: Sealing, secret: str, code: str) -> list[str] | None:
    """From now on codes of that secret are asked for, if this one is right; the codes for recovery, kept as hashes
    alone. None: it is wrong, or they have one already."""
    step = _step_of(secret, code, 0)
    if step is None or has_factor(session, member):
        return None
    codes = ["-".join((secrets.token_hex(3), secrets.token_hex(3))) for _ in range(RECOVERY_CODES)]
    session.add(
        SecondFactor(
            member=member.name, office=member.office, sealed=seal.close(secret), confirmed_at=datetime.now(UTC),
            recovery=json.dumps([secret_hash(_plain(each)) for each in codes]), last_step=step,
        )
    )  # fmt: skip
    session.flush()
    return codes


def has_factor(session: Session, member: Member) -> bool:
    """Is a second factor asked for when they log in?"""
    return session.get(SecondFactor, member.name) is not None


def members_with_factor(session: Session, names: list[str]) -> set[str]:
    """Those of the names who have one."""
    return {name for name in names if session.get(SecondFactor, name) is not None}


def recovery_left(session: Session, member: Member) -> int:
    """How many codes for recovery they still have."""
    row = session.get(SecondFactor, member.name)
    return len(json.loads(row.recovery)) if row else 0


def check_factor(session: Session, member: Member, seal: Sealing, code: str) -> Verdict:
    """Whether they may log in with that code, of the application or for recovery."""
    row, now = session.get(SecondFactor, member.name, with_for_update=True), datetime.now(UTC)
    if row is None:
        return "good"
    if row.blocked_until is not None and row.blocked_until > now:
        return "blocked"
    step, kept = _step_of(seal.open(row.sealed), code, row.last_step), json.loads(row.recovery)
    used = secret_hash(_plain(code))
    session.add(row)
    if step is None and used not in kept:
        row.wrong += 1
        if row.wrong >= MOST_WRONG:
            row.wrong, row.blocked_until = 0, now + BLOCKED
        return "wrong"
    if step is not None:
        row.last_step = step
    else:
        row.recovery = json.dumps([each for each in kept if each != used])
    row.wrong, row.blocked_until = 0, None
    return "good"


def drop_factor(session: Session, member: Member) -> bool:
    """It is asked for no more; whether there was one."""
    row = session.get(SecondFactor, member.name)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def _step_of(secret: str, code: str, last: int) -> int | None:
    """The step whose code it is, later than the last one taken; None if there is none."""
    now, typed = int(datetime.now(UTC).timestamp()) // STEP_S, _plain(code)
    steps = range(now - DRIFT, now + DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), typed.encode())]
    return next((step for step in found if step > last), None)


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()
