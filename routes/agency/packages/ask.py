"""Ask for packages: the wish as typed on the step, the departure's people as the party, its prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.clock import today
from planner.errors import SilverwayError
from planner.group import request_for
from planner.itinerary.inputs import validated
from planner.itinerary.types import MAX_DAYS, TripRequest
from planner.jobs import submit
from planner.package import Party
from planner.package.proposals import MOST_STARTS, ProposalRequest
from planner.saved import new_proposal
from planner.sentences import error_sentence
from planner.text import read_day
from routes.agency.departures import step_page
from routes.agency.desk import Desk, open_desk
from routes.agency.packages.step import PACKAGES
from routes.costs import costs
from routes.forms import whole
from routes.state import jobs, session
from routes.visitor import asker, visitor

COSTS = ("cost.", "own.", "set.")


@costs("send")
def find_packages(departure_id: str) -> ResponseReturnValue:
    """Queue the search, or say what is to be mended."""
    desk = open_desk(departure_id)
    wish, starts, errors = _read(desk)
    if errors or wish is None or desk.party is None:
        typed = {name: text for name, text in request.form.items() if name != "csrf_token"}
        return step_page(replace(desk, typed=typed), PACKAGES, errors)
    with session() as db:
        job = submit_search(db, desk, desk.party, wish, starts)
    jobs().wake()
    return redirect(url_for("jobs.progress", job_id=job), 303)


def submit_search(db: Session, desk: Desk, party: Party, wish: TripRequest, starts: tuple[date, ...]) -> str:
    """Queue a search for packages; its job. Earlier ones that found nothing are forgotten."""
    costs = {name: value for name, value in desk.file.inputs.items() if name.startswith(COSTS)}
    row = new_proposal(db, desk.file.id, visitor())
    row.job = submit(db, "packages", ProposalRequest(row.id, wish, starts, party, costs), *asker())
    return row.job


def group_wish(desk: Desk, theme: str, home: str, days: int, start: date) -> TripRequest:
    """What is wished for the departure's whole group; raises SilverwayError if it cannot be."""
    wish = request_for(desk.people, replace(_base(desk), theme=theme, home=home, days=days, start=start))
    validated(desk.facts, wish)
    return wish


def _read(desk: Desk) -> tuple[TripRequest | None, tuple[date, ...], dict[str, str]]:
    form, errors = request.form, dict[str, str]()
    if desk.party is None:
        return None, (), {"find": _("先写多少人：在“客人”里填名单，或者只填人数。")}
    days = whole(form.get("days", ""), 2, ("天", "日"))
    if days is None or not 1 <= days <= MAX_DAYS:
        errors["days"] = _("天数请写 1 到 %(most)s 的整数。", most=MAX_DAYS)
    starts = []
    for number in range(1, MOST_STARTS + 1):
        text = form.get(f"start-{number}", "").strip()
        day = read_day(text, today()) if text else None
        if day is not None and day > today():
            starts.append(day)
        elif text or number == 1:
            errors[f"start-{number}"] = _("出发日期请写今天以后的日子，例如 2027-05-11。")
    if errors or days is None:
        return None, (), errors
    try:
        wish = group_wish(desk, form.get("theme", ""), form.get("home", ""), days, starts[0])
    except SilverwayError as error:
        return None, (), {"find": error_sentence(error, _)}
    return wish, tuple(dict.fromkeys(starts)), {}


def _base(desk: Desk) -> TripRequest:
    """What the departure's trip was wished for, without what only that trip was to hold."""
    plain = TripRequest("", "", 1, "steady", today())
    if desk.trip is None:
        return plain
    wish = desk.trip.request
    return replace(plain, bans=wish.bans, also=wish.also, kinds_out=wish.kinds_out, birth_year=wish.birth_year,
                   pace=wish.pace, lift=wish.lift, budget_fen=wish.budget_fen)  # fmt: skip
