"""The form of a longer stay, and the stay: planned while one waits, a second or two."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.caching import memoize
from planner.facts import Facts
from planner.itinerary.types import Infeasible
from planner.people import party_profile
from planner.solving import SolveOptions
from planner.stay import Stay, StayRequest, known_policies
from planner.violations import Checked
from routes.extensions import limiter
from routes.presenters import holiday_words, reason_words
from routes.seniors.blueprint import bp
from routes.seniors.stay.form import StayForm, read_stay
from routes.seniors.stay.page import base_views, week_views
from routes.state import facts_today, settings

STAYS = 64  # held


@bp.get("/stay")
def stay() -> str:
    """The form, empty or with the answers of an earlier wish."""
    return _form(StayForm(request.args, sent=False))


@bp.get("/stay/plan")
@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def planned_stay() -> ResponseReturnValue:
    """The stay for these answers; or the form with what to mend, or why there is none."""
    if not request.args:
        return redirect(url_for(".stay"))
    form = StayForm(request.args, sent=True)
    wish = read_stay(form)
    if wish is None:
        return _form(form), 422
    facts = facts_today()
    found = _planned(facts, wish, settings().plan_seconds)
    if isinstance(found, Infeasible):
        return _form(form, [reason_words(reason) for reason in found.reasons]), 422
    return _page(facts, found.result, form)


@memoize(
    key=lambda facts, wish, _seconds: (facts.catalog.digest, facts.rail.digest, facts.today, wish),
    size=STAYS,
)
def _planned(facts: Facts, wish: StayRequest, seconds: float) -> Checked[Stay] | Infeasible:
    from planner.stay.planning import plan_stay

    return plan_stay(facts, wish, SolveOptions(seconds=seconds))


def _form(form: StayForm, reasons: list[str] | None = None) -> str:
    return render_template("seniors/stay/form.html", form=form, reasons=reasons or [])


def _page(facts: Facts, found: Stay, form: StayForm) -> str:
    wish = found.request
    person = party_profile(facts.rules, (wish.profile, *wish.companions), wish.pace, wish.people)
    answers: dict[str, Any] = form.filled()
    return render_template(
        "seniors/stay/page.html",
        stay=found,
        facts=facts.catalog,
        bases=base_views(found, facts.rules, person),
        weeks=week_views(found),
        holidays=holiday_words(day.date for day in found.days),
        policies=known_policies(facts.catalog, [base.city for base in found.bases]),
        answers=answers,
    )
