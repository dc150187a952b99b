"""The form of a longer stay: planned while one waits, a second or two, kept, and shown at an address of its own."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.caching import memoize
from planner.facts import Facts
from planner.itinerary.types import Infeasible
from planner.saved import save_stay
from planner.solving import SolveOptions
from planner.stay import Stay, StayRequest
from planner.violations import Checked
from routes.costs import costs
from routes.presenters import reason_words
from routes.seniors.blueprint import bp
from routes.seniors.stay.form import StayForm, read_stay
from routes.state import facts_today, session, settings
from routes.visitor import keeping, remember

STAYS = 64  # held


@bp.get("/stay")
def stay() -> str:
    """The form, empty or with the answers of an earlier wish."""
    return _form(StayForm(request.args, sent=False))


@bp.post("/stay")
@costs("search")
def plan_stay() -> ResponseReturnValue:
    """Plan the stay for these answers, keep it and lead to it; or the form with what to mend, or why there is none."""
    form = StayForm(request.form, sent=True)
    wish = read_stay(form)
    if wish is None:
        return _form(form), 422
    found = _planned(facts_today(), wish, settings().plan_seconds)
    if isinstance(found, Infeasible):
        return _form(form, [reason_words(reason) for reason in found.reasons]), 422
    who = keeping()
    with session() as db:
        stay_id = save_stay(db, who, found)
    response = redirect(url_for("seniors.saved_stay", stay_id=stay_id), 303)
    remember(response, who)
    return response


@memoize(
    key=lambda facts, wish, _seconds: (facts.catalog.digest, facts.rail.digest, facts.today, wish),
    size=STAYS,
)
def _planned(facts: Facts, wish: StayRequest, seconds: float) -> Checked[Stay] | Infeasible:
    from planner.stay.planning import plan_stay

    return plan_stay(facts, wish, SolveOptions(seconds=seconds))


def _form(form: StayForm, reasons: list[str] | None = None) -> str:
    return render_template("seniors/stay/form.html", form=form, reasons=reasons or [])
