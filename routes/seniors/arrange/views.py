"""帮我安排: one question a page, an answer of 说不准 to each, a summary to check, and then the plans.

Answers that hold are kept in the reader's signed session, so that neither the site's Back nor the browser's loses one.
"""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask import session as reader
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from planner.errors import SilverwayError
from planner.itinerary.inputs import validated
from planner.itinerary.types import TripRequest
from planner.saved import load_saved
from routes.costs import costs
from routes.forms import Form
from routes.jobs import queue
from routes.presenters import error_words, insight_texts, insights_pending, walk_words
from routes.seniors.arrange.answers import questions, summary
from routes.seniors.arrange.fields import step_form
from routes.seniors.arrange.steps import ORDER, STEPS, next_step, offered, read, step_before, usual
from routes.seniors.arrange.wish import Answers, answers_to, wish_of
from routes.seniors.blueprint import bp
from routes.seniors.wish_form import answers_of
from routes.state import catalog, facts_today, session, soonest

KEPT = "arrange"
WAY = "arrange"  # how those who answered questions come to their plans


@bp.get("/arrange")
def arrange() -> ResponseReturnValue:
    """The first question; one whose answer is known already, such as a theme, may come with the address."""
    theme = request.args.get("theme", "")
    if theme in offered("themes") and "see" not in _answers():
        _keep("see", {"themes": [theme]})
    return redirect(url_for("seniors.arrange_step", step=ORDER[0]), 303)


@bp.get("/arrange/<step>")
def arrange_step(step: str) -> str:
    """One question, with the answer given before."""
    if step not in STEPS:
        abort(404)
    texts = MultiDict[str, str]()
    for name, found in _answers().get(step, {}).items():
        texts.setlist(name, [found] if isinstance(found, str) else found)
    return _page(step, step_form(step, texts, _answers()), request.args.get("then") == "check")


@bp.post("/arrange/<step>")
def answer_step(step: str) -> ResponseReturnValue:
    """Keep the answer and go on, or show what to mend with all that was typed; going back keeps what holds. Who does
    not know the rest either goes on to the summary."""
    if step not in STEPS:
        abort(404)
    checking = request.form.get("then") == "check"
    skips = "rest" in request.form
    if skips or "unsure" in request.form:
        _keep(step, {})
    else:
        form = step_form(step, request.form, _answers())
        answer = read(step, form, _answers())
        if "back" in request.form:
            if form.ok:
                _keep(step, answer)
            return redirect(url_for("seniors.arrange_step", step=step_before(step) or step), 303)
        if not form.ok:
            return _page(step, form, checking), 422
        _keep(step, answer)
    following = None if checking or skips else next_step(step)
    if following is None:
        return redirect(url_for("seniors.check_answers"), 303)
    return redirect(url_for("seniors.arrange_step", step=following), 303)


@bp.get("/arrange/check")
def check_answers() -> str:
    """Every answer, and what is taken where none was given, each with a way to change it."""
    return _summary()


@bp.post("/arrange/check")
@costs("search")
def start_arranging() -> ResponseReturnValue:
    """Queue the wish behind the answers."""
    try:
        wish, _person = validated(facts_today(), wish_of(_answers(), soonest(), usual()))
    except SilverwayError as error:
        return _summary(error_words(error)), 422
    return queue("trip", wish, WAY)


@bp.post("/arrange/again")
def arrange_again() -> ResponseReturnValue:
    """Forget every answer."""
    reader.pop(KEPT, None)
    return redirect(url_for("seniors.arrange_step", step=ORDER[0]), 303)


@bp.get("/arrange/plans/<trip_id>")
def arranged(trip_id: str) -> str:
    """The plan, and the alternatives to it, each with its reason."""
    with session() as db:
        saved = load_saved(db, trip_id)
        trip = saved.itinerary()
        insights, pending = insight_texts(db, saved, trip), insights_pending(db, saved)
    most = max(day.walk_m for day in trip.days)
    return render_template(
        "seniors/arrange/plans.html", trip_id=trip_id, trip=trip, insights=insights, pending=pending,
        most_walk=walk_words(most), answers=answers_of(trip.request), walk_words=walk_words,
    )  # fmt: skip


def keep_remedied(before: TripRequest, after: TripRequest) -> None:
    """The answers from now on are those to the wish that a remedy made, if they are this reader's."""
    if _answers():
        reader[KEPT] = answers_to(_answers(), before, after)


def _answers() -> Answers:
    stored = reader.get(KEPT)
    return {step: answer for step, answer in stored.items() if step in STEPS} if isinstance(stored, dict) else {}


def _keep(step: str, answer: object) -> None:
    reader[KEPT] = {**_answers(), step: answer}


def _page(step: str, form: Form, checking: bool) -> str:
    return render_template(
        "seniors/arrange/question.html", step=step, question=questions()[step], form=form, checking=checking,
        number=ORDER.index(step) + 1, steps=len(ORDER), before=step_before(step),
        stations=_stations() if step == "from" else (),
    )  # fmt: skip


def _stations() -> list[str]:
    facts = catalog()
    return sorted(s.name for s in facts.stations.values() if s.on_sale and s.city in facts.cities)


def _summary(wrong: str = "") -> str:
    return render_template("seniors/arrange/check.html", lines=summary(_answers()), wrong=wrong)
