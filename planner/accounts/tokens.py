"""Tokens by which other programs act for an office: made by its owners or on the command line, shown once, of a few
scopes, and not for ever. Only their hashes are stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts.holders import Who
from planner.accounts.keys import new_secret, secret_hash
from planner.accounts.offices import load_office
from planner.errors import OutOfRange, Unknown

Scope = Literal[
    "trips:read", "trips:write", "trains:use", "trains:write", "facts:read", "departures:read", "departures:write",
    "people:read", "people:write", "webhooks",
]  # fmt: skip
SCOPES: tuple[Scope, ...] = get_args(Scope)
MOST_TOKENS = 50  # of one office
MOST_TOKEN_DAYS, USUAL_TOKEN_DAYS = 366, 90
LONGEST_TOKEN_NAME = 40
NAMED = "token {number} {name}"  # who asks, where members have their names
PREFIX = "sw_"  # by which people and scanners recognise one
USED_EVERY = timedelta(minutes=5)  # so that reading writes seldom


class ApiToken(SQLModel, table=True):
    """A token of an office, with what it is for (`name`), its scopes separated by spaces, and when it was used last."""

    __tablename__ = "api_token"
    id: int | None = Field(default=None, primary_key=True)
    office: str = Field(foreign_key="office.id", index=True)
    name: str
    token_hash: str = Field(unique=True, index=True)
    scopes: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    def may(self, scope: Scope) -> bool:
        """Is it for that?"""
        return scope in self.scopes.split()


def make_token(
    session: Session, office: str, name: str, scopes: Sequence[str], days: int, made_by: str
) -> tuple[ApiToken, str]:
    """A new token of an office, and the secret text of it, which is not kept.

    Raises
    ------
    Unknown
        If there is no such office, or no such scope.
    OutOfRange
        If the name, the days, or the number of tokens or scopes cannot be.
    """
    name = " ".join(name.split())
    key = load_office(session, office).id
    for field, value, low, high in (
        ("token_name", len(name), 1, LONGEST_TOKEN_NAME),
        ("token_days", days, 1, MOST_TOKEN_DAYS),
        ("token_scopes", len(set(scopes)), 1, len(SCOPES)),
        ("tokens", len(tokens_of(session, key)) + 1, 1, MOST_TOKENS),
    ):
        if not low <= value <= high:
            raise OutOfRange(field, value, low, high)
    for scope in scopes:
        if scope not in SCOPES:
            raise Unknown("scope", scope, SCOPES)
    secret, now = PREFIX + new_secret(), datetime.now(UTC)
    row = ApiToken(
        office=key, name=name, token_hash=secret_hash(secret), scopes=" ".join(s for s in SCOPES if s in scopes),
        made_by=made_by, made_at=now, expires_at=now + timedelta(days=days),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row, secret


def token_with(session: Session, secret: str) -> ApiToken | None:
    """The token of that text, unless it was revoked or has expired; notes now and then that it is in use."""
    row = session.exec(select(ApiToken).where(ApiToken.token_hash == secret_hash(secret))).first()
    now = datetime.now(UTC)
    if row is None or row.expires_at <= now:
        return None
    if row.used_at is None or now - row.used_at > USED_EVERY:
        row.used_at = now
    return row


def tokens_of(session: Session, office: str) -> list[ApiToken]:
    """All tokens of an office, the expired too, the newest first."""
    query = select(ApiToken).where(ApiToken.office == office)
    return list(session.exec(query.order_by(col(ApiToken.made_at).desc(), col(ApiToken.id).desc())).all())


def revoke_token(session: Session, office: str, token_id: int) -> bool:
    """A token of that office opens nothing any more; whether there was one."""
    row = session.get(ApiToken, token_id)
    if row is None or row.office != office:
        return False
    session.delete(row)
    return True


def token_holder(token: ApiToken) -> Who:
    """Who asks with that token: its office, as somebody who plans, or as one who may only look."""
    name = NAMED.format(number=token.id, name=token.name)
    changes = any(scope.endswith(":write") for scope in token.scopes.split())
    return Who(name=name, role="planner" if changes else "viewer", office=token.office)
