"""The members of an office, or the operators: who they are, what they may do, links for those who are to join or forgot
their password. Owners do this for their office, operators for every one."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlmodel import Session

from planner.accounts import (
    INVITED_DAYS,
    OFFICE_ROLES,
    RESET_DAYS,
    Member,
    Office,
    disable,
    drop_factor,
    enable,
    invitations_of,
    invite,
    load_member,
    load_office,
    members_of,
    members_with_factor,
    offer_reset,
    set_role,
    withdraw,
)
from planner.errors import SilverwayError, Unknown
from planner.sentences import error_sentence
from routes.addresses import outside
from routes.costs import costs
from routes.offices.blueprint import bp
from routes.offices.words import DUTIES, KINDS, ROLES
from routes.state import session
from routes.visitor import for_all_logged_in, for_role

OPERATORS = "site"  # in the place of an office's id
managers = for_role("owner", "operator")


@bp.get("/<office_id>/members")
@for_all_logged_in
def members(office_id: str) -> str:
    """All of them; for those who may, with forms."""
    return _page(office_id)


@bp.post("/<office_id>/invite")
@costs("make")
@managers
def invite_member(office_id: str) -> ResponseReturnValue:
    """A link for somebody who is to join; shown once."""
    try:
        with session() as db:
            token = invite(db, _key(db, office_id), request.form.get("role", ""), current_user.name)
    except Unknown as wrong:
        if wrong.kind != "role":
            raise
        return _page(office_id, wrong=wrong), 422
    except SilverwayError as wrong:
        return _page(office_id, wrong=wrong), 422
    return _page(office_id, link=outside("offices.join", token=token), days=INVITED_DAYS)


@bp.post("/<office_id>/members/<name>/reset")
@costs("make")
@managers
def reset(office_id: str, name: str) -> ResponseReturnValue:
    """A link for a member who forgot the password; shown once."""
    with session() as db:
        token = offer_reset(db, _member(db, office_id, name), current_user.name)
    return _page(office_id, link=outside("offices.join", token=token), days=RESET_DAYS, resets=name)


@bp.post("/<office_id>/members/<name>/role")
@managers
def change_role(office_id: str, name: str) -> ResponseReturnValue:
    """Let them do more or less."""
    return _changed(office_id, name, lambda db, member: set_role(db, member, request.form.get("role", "")))


@bp.post("/<office_id>/members/<name>/second-step")
@managers
def turn_off_second_step(office_id: str, name: str) -> ResponseReturnValue:
    """They log in with the password alone: for who has lost the telephone and the codes."""
    return _changed(office_id, name, drop_factor)


@bp.post("/<office_id>/members/<name>/disable")
@managers
def stop(office_id: str, name: str) -> ResponseReturnValue:
    """They cannot log in any more; what they saved stays."""
    return _changed(office_id, name, disable)


@bp.post("/<office_id>/members/<name>/enable")
@managers
def let_in(office_id: str, name: str) -> ResponseReturnValue:
    """They can again."""
    return _changed(office_id, name, lambda _db, member: enable(member))


@bp.post("/<office_id>/invitations/<int:number>/withdraw")
@managers
def close(office_id: str, number: int) -> ResponseReturnValue:
    """The link opens nothing any more."""
    with session() as db:
        if not withdraw(db, _key(db, office_id), number):
            abort(404)
    flash(_("链接收回了。"))
    return redirect(url_for("offices.members", office_id=office_id), 303)


def _changed(office_id: str, name: str, change: Callable[[Session, Member], object]) -> ResponseReturnValue:
    try:
        with session() as db:
            change(db, _member(db, office_id, name))
    except SilverwayError as wrong:
        if isinstance(wrong, Unknown) and wrong.kind != "role":
            raise
        return _page(office_id, wrong=wrong), 422
    flash(_("改好了。"))
    return redirect(url_for("offices.members", office_id=office_id), 303)


def _office(db: Session, office_id: str) -> Office | None:
    """The office, None for the operators; 404 for another's."""
    if current_user.role != "operator" and office_id != current_user.office:
        abort(404)
    if office_id == OPERATORS:
        return None
    office = load_office(db, office_id)
    if office.id != office_id:
        abort(404)
    return office


def _key(db: Session, office_id: str) -> str | None:
    office = _office(db, office_id)
    return office.id if office else None


def _member(db: Session, office_id: str, name: str) -> Member:
    key, member = _key(db, office_id), load_member(db, name)
    if member.office != key:
        abort(404)
    return member


def _page(
    office_id: str, *, wrong: SilverwayError | None = None, link: str = "", days: int = 0, resets: str = ""
) -> str:
    with session() as db:
        office = _office(db, office_id)
        key = office.id if office else None
        found, waiting = members_of(db, key), invitations_of(db, key)
        two_steps = members_with_factor(db, [each.name for each in found])
    return render_template(
        "offices/members.html", office=office, office_id=office_id, members=found, invitations=waiting, link=link,
        days=days, resets=resets, two_steps=two_steps,
        wrong=error_sentence(wrong, _) if wrong else "", roles=ROLES, duties=DUTIES,
        kinds=KINDS, to_choose=OFFICE_ROLES if office else ("operator",),
        may=current_user.role in ("owner", "operator"),
    )  # fmt: skip
