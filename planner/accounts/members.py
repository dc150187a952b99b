"""Members: the people who log in. Those of an office are its owners, planners and viewers; operators run the site and
belong to none."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import cache
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts.offices import Office
from planner.errors import NotAllowed, OutOfRange, Taken, Unknown

Role = Literal["viewer", "planner", "owner", "operator"]
OFFICE_ROLES: tuple[Role, ...] = get_args(Role)[:3]  # each may do what those before it may
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
LONGEST_NAME = 40
_HASHER = PasswordHasher()


class Member(SQLModel, table=True):
    """Somebody who logs in; of no `office` if the role is operator. `session_key` changes with the password and ends
    open sessions; whoever is disabled cannot log in."""

    __tablename__ = "member"
    name: str = Field(primary_key=True)
    office: str | None = Field(default=None, foreign_key="office.id", index=True)
    role: str
    password_hash: str
    session_key: str = Field(unique=True)
    added_at: datetime
    disabled_at: datetime | None = None


def add_member(session: Session, name: str, password: str, role: Role, office: str | None = None) -> Member:
    """A new member of an office, or a new operator.

    Raises
    ------
    OutOfRange, Taken
        If the name is empty, too long or somebody's, or the password too short or too long.
    """
    if (role == "operator") != (office is None):
        raise ValueError(f"{role} of {office}")
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise OutOfRange("member_name", len(name), 1, LONGEST_NAME)
    if session.get(Member, name) is not None:
        raise Taken("member", name)
    member = Member(
        name=name, office=office, role=role, password_hash="", session_key="", added_at=datetime.now(UTC)
    )  # fmt: skip
    set_password(session, member, password)
    return member


def set_password(session: Session, member: Member, password: str) -> None:
    """Give somebody a password, which ends all their sessions; raises OutOfRange if it is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise OutOfRange("password", len(password), SHORTEST_PASSWORD, LONGEST_PASSWORD)
    member.password_hash, member.session_key = _HASHER.hash(password), secrets.token_urlsafe(24)
    session.add(member)
    session.flush()


def load_member(session: Session, name: str) -> Member:
    """The member of that name; raises Unknown."""
    found = session.get(Member, name)
    if found is None:
        raise Unknown("member", name)
    return found


def members_of(session: Session, office: str | None) -> list[Member]:
    """The members of an office, or the operators, by name."""
    return list(session.exec(select(Member).where(Member.office == office).order_by(col(Member.name))).all())


def set_role(session: Session, member: Member, role: str) -> None:
    """Let a member of an office do more or less.

    Raises
    ------
    Unknown
        If there is no such role in offices.
    NotAllowed
        If nobody would be left who may invite others.
    """
    if role not in OFFICE_ROLES or member.office is None:
        raise Unknown("role", role, OFFICE_ROLES)
    if role != "owner":
        _leave_an_owner(session, member)
    member.role = role


def disable(session: Session, member: Member) -> None:
    """Nobody logs in under that name any more, and open sessions end; raises NotAllowed as `set_role`."""
    _leave_an_owner(session, member)
    member.disabled_at, member.session_key = datetime.now(UTC), secrets.token_urlsafe(24)


def enable(member: Member) -> None:
    """Let a disabled member log in again."""
    member.disabled_at = None


def member_with(session: Session, name: str, password: str) -> Member | None:
    """The member who may log in, if name and password are right."""
    row = session.get(Member, name)
    try:
        _HASHER.verify(row.password_hash if row else _nobody(), password[: LONGEST_PASSWORD + 1])
    except VerificationError:
        return None
    return row if row is not None and row.disabled_at is None else None


def office_of(session: Session, member: Member) -> Office | None:
    """The office of a member; an operator has none."""
    return session.get(Office, member.office) if member.office else None


def _leave_an_owner(session: Session, member: Member) -> None:
    """Of an office, and of the operators, one who may invite others stays."""
    if member.role not in ("owner", "operator") or member.disabled_at is not None:
        return
    others = select(Member.name).where(
        Member.office == member.office, Member.role == member.role, Member.name != member.name,
        col(Member.disabled_at).is_(None),
    )  # fmt: skip
    if session.exec(others).first() is None:
        raise NotAllowed("last_owner")


@cache
def _nobody() -> str:
    """A hash to check for unknown names, so that they take as long as known ones."""
    return _HASHER.hash(secrets.token_hex(16))
