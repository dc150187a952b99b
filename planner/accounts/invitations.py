"""Links handed over by an owner or an operator: to become a member, or to choose a new password. Each opens once, and
not for long; only the hash of what stands in it is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts.keys import new_secret, secret_hash
from planner.accounts.members import OFFICE_ROLES, Member, Role, add_member, load_member, set_password
from planner.accounts.offices import load_office
from planner.errors import OutOfRange, Unknown

INVITED_DAYS, RESET_DAYS = 7, 1
MOST_INVITATIONS = 50  # open ones of one office


class Invitation(SQLModel, table=True):
    """An open link: to join `office` (None: the operators) in a role, or, with the name of a `member`, to choose a
    password. Deleted when it is used."""

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, index=True)
    office: str | None = Field(default=None, foreign_key="office.id", index=True)
    role: str
    member: str | None = None
    made_by: str
    expires_at: datetime = Field(index=True)


def invite(session: Session, office: str | None, role: str, made_by: str) -> str:
    """A link's token, for whoever is to join an office, or the operators.

    Raises
    ------
    Unknown
        If there is no such office, or no such role in it.
    OutOfRange
        If too many links of that office are open.
    """
    if office is not None:
        load_office(session, office)
    roles: tuple[Role, ...] = OFFICE_ROLES if office else ("operator",)
    if role not in roles:
        raise Unknown("role", role, roles)
    return _made(session, office, role, None, made_by)


def offer_reset(session: Session, member: Member, made_by: str) -> str:
    """A link's token, for a member who forgot the password; an earlier one opens nothing any more."""
    session.execute(delete(Invitation).where(col(Invitation.member) == member.name))
    return _made(session, member.office, member.role, member.name, made_by)


def open_invitation(session: Session, token: str) -> Invitation | None:
    """The link with that token, unless it was used, withdrawn, or has expired."""
    row = session.exec(select(Invitation).where(Invitation.token_hash == secret_hash(token))).first()
    return row if row is not None and datetime.now(UTC) < row.expires_at else None


def accept(session: Session, invitation: Invitation, name: str, password: str) -> Member:
    """Use a link: the member it makes, or whose password it sets (`name` is then not asked).

    Raises
    ------
    OutOfRange, Taken
        As `add_member`; the link then stays open.
    """
    if invitation.member is not None:
        member = load_member(session, invitation.member)
        set_password(session, member, password)
    else:
        role: Role = next(each for each in (*OFFICE_ROLES, "operator") if each == invitation.role)
        member = add_member(session, name, password, role, invitation.office)
    session.delete(invitation)
    session.flush()
    return member


def invitations_of(session: Session, office: str | None) -> list[Invitation]:
    """The open links of an office, or of the operators, the first to expire first."""
    now = datetime.now(UTC)
    query = select(Invitation).where(Invitation.office == office, col(Invitation.expires_at) > now)
    return list(session.exec(query.order_by(col(Invitation.expires_at), col(Invitation.id))).all())


def withdraw(session: Session, office: str | None, invitation_id: int) -> bool:
    """Close an open link of that office; whether there was one."""
    row = next((each for each in invitations_of(session, office) if each.id == invitation_id), None)
    if row is not None:
        session.delete(row)
    return row is not None


def _made(session: Session, office: str | None, role: str, member: str | None, made_by: str) -> str:
    now, token = datetime.now(UTC), new_secret()
    session.execute(delete(Invitation).where(col(Invitation.expires_at) < now))
    if (count := len(invitations_of(session, office))) >= MOST_INVITATIONS:
        raise OutOfRange("invitations", count + 1, 0, MOST_INVITATIONS)
    session.add(
        Invitation(
            token_hash=secret_hash(token), office=office, role=role, member=member, made_by=made_by,
            expires_at=now + timedelta(days=RESET_DAYS if member else INVITED_DAYS),
        )
    )  # fmt: skip
    session.flush()
    return token
