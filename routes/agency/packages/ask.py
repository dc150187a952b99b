"""Ask for packages: the wish as typed on the step, the departure's people as the party, its prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.errors import SilverwayError
from planner.group import request_for
from planner.itinerary.inputs import validated
from planner.itinerary.types import MAX_DAYS, TripRequest
from planner.jobs import submit
from planner.package.proposals import MOST_STARTS, ProposalRequest
from planner.saved import new_proposal
from planner.sentences import error_sentence
from planner.text import read_day
from routes.agency.departures import step_page
from routes.agency.desk import Desk, open_desk
from routes.agency.packages.step import PACKAGES
from routes.extensions import limiter
from routes.forms import whole
from routes.state import jobs, session
from routes.visitor import asker, visitor

COSTS = ("cost.", "own.", "set.")


@limiter.limit("10/minute")
def find_packages(departure_id: str) -> ResponseReturnValue:
    """Queue the search, or say what is to be mended."""
    desk = open_desk(departure_id)
    wish, starts, errors = _read(desk)
    if errors or wish is None or desk.party is None:
        typed = {name: text for name, text in request.form.items() if name != "csrf_token"}
        return step_page(replace(desk, typed=typed), PACKAGES, errors)
    costs = {name: value for name, value in desk.file.inputs.items() if name.startswith(COSTS)}
    with session() as db:
        row = new_proposal(db, departure_id, visitor())
        row.job = submit(db, "packages", ProposalRequest(row.id, wish, starts, desk.party, costs), *asker())
    jobs().wake()
    return redirect(url_for("jobs.progress", job_id=row.job), 303)


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
    wish = replace(_base(desk), theme=form.get("theme", ""), home=form.get("home", ""), days=days, start=starts[0])
    wish = request_for(desk.people, wish)
    try:
        validated(desk.facts, wish)
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
