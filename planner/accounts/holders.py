"""Who asks, whose saved things are, and who may read and change them: the one place where that is decided.

A *holder* is a text: `browser:` with the hash of the browser's secret, `office:` with the id of an office, or SITE for
what belongs to nobody in particular. What an office holds is for its members alone. What a browser or the site holds is
for whoever knows its address, which cannot be guessed; lists are the holder's own.

Reading is not left to those who ask: a database session that acts for somebody (`act_for`) finds no row of a `Held`
table that another office holds, however it is asked. Changing is `may_change`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import event, func, or_, select, update
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm.interfaces import ORMOption
from sqlmodel import Field, Session, SQLModel

from planner.accounts.keys import secret_hash
from planner.accounts.members import Role
from planner.errors import NotAllowed

SITE = "site"
OFFICE = "office:"
_WHO = "who"


class Held(SQLModel):
    """A row of something that was saved; `holder` says for whom."""

    holder: str = Field(default=SITE, index=True)


@dataclass(frozen=True)
class Who:
    """Who asks: the secret of their browser, "" if it keeps nothing; and the name, role and office of the member who is
    logged in there. An office's links are made with its `office_key`, which is not in the database."""

    browser: str = ""
    name: str = ""
    role: Role | None = None
    office: str = ""
    office_key: str = ""

    @property
    def holder(self) -> str:
        """Under what their own things are: those of the office, else those of the browser; "" if there can be none."""
        return holder_of(self.office) if self.office else self.browser_holder

    @property
    def browser_holder(self) -> str:
        """The holder that their browser is, whoever is logged in there; "" if it keeps nothing."""
        return f"browser:{secret_hash(self.browser)}" if self.browser else ""

    @property
    def link_key(self) -> str:
        """The secret that the links they hand out are made with."""
        return self.office_key if self.office else self.browser


def holder_of(office: str) -> str:
    """The holder that an office is."""
    return f"{OFFICE}{office}"


def office_that_is(holder: str) -> str:
    """The office that a holder is; "" if it is none."""
    return holder.removeprefix(OFFICE) if holder.startswith(OFFICE) else ""


def may_read(who: Who, holder: str) -> bool:
    """May they look at what that holder has, if they know where it is?"""
    return not holder.startswith(OFFICE) or holder == who.holder


def may_change(who: Who, holder: str) -> bool:
    """May they change or remove it? What is the site's is its operators'."""
    if holder == SITE:
        return who.role == "operator"
    return is_holder(who, holder) and who.role != "viewer"


def is_holder(who: Who, holder: str) -> bool:
    """Is it theirs, or their office's?"""
    return bool(holder) and holder == who.holder


def keeper(who: Who) -> str:
    """The holder of something new that they want to find again.

    Raises
    ------
    NotAllowed
        If they may only look.
    """
    refuse_viewers(who)
    if not who.holder:
        raise ValueError("neither a browser that keeps things nor a member of an office")
    return who.holder


def refuse_viewers(who: Who) -> None:
    """Raise NotAllowed if they may only look."""
    if who.role == "viewer":
        raise NotAllowed("viewer")


def result_holder(who: Who) -> str:
    """The holder of what is planned for them: their office, else nobody in particular. Raises as `keeper`."""
    return keeper(who) if who.office else SITE


def count_in_browser(session: Session, who: Who) -> int:
    """How many things their browser keeps that could go to their office."""
    if not who.office or not who.browser:
        return 0
    counts = [select(func.count()).where(table.holder == who.browser_holder) for table in _tables_of(Held)]
    return sum(int(session.execute(count).scalar_one()) for count in counts)


def take_to_office(session: Session, who: Who) -> int:
    """Make what their browser keeps their office's; how many things. Raises NotAllowed."""
    count = count_in_browser(session, who)
    for table in _tables_of(Held) if count else ():
        session.execute(update(table).where(table.holder == who.browser_holder).values(holder=keeper(who)))
    return count


def act_for(session: Session, who: Who) -> None:
    """From now on the session finds what they may read, and nothing else."""
    session.info[_WHO] = who


def act_for_all(session: Session) -> None:
    """From now on the session finds everything: for whoever shows a link that an office handed out."""
    session.info.pop(_WHO, None)


def acting_for(session: OrmSession) -> Who | None:
    """Whom the session acts for; None if for everybody."""
    found = session.info.get(_WHO)
    return found if isinstance(found, Who) else None


@event.listens_for(OrmSession, "do_orm_execute")
def _only_what_may_be_read(state: ORMExecuteState) -> None:
    who = acting_for(state.session)
    if who is None or not (state.is_select or state.is_update or state.is_delete):
        return
    state.statement = state.statement.options(*_readable(who.holder, tuple(_tables_of(Held))))


@lru_cache(maxsize=256)
def _readable(holder: str, tables: tuple[Any, ...]) -> tuple[ORMOption, ...]:
    """What a statement of that holder finds of the tables; dear to make, and every statement asks for it."""
    return tuple(
        with_loader_criteria(
            table, or_(table.holder.not_like(f"{OFFICE}%"), table.holder == holder), include_aliases=True
        )
        for table in tables
    )


def _tables_of(kind: Any) -> Iterator[Any]:
    """The classes with a table of their own that are of that kind."""
    for each in kind.__subclasses__():
        if hasattr(each, "__table__"):
            yield each
        yield from _tables_of(each)
