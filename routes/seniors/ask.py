"""The wish for a trip: a form that keeps what was typed and says what to mend."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from routes.costs import costs
from routes.jobs import queue
from routes.seniors.blueprint import bp
from routes.seniors.wish_form import WishForm, read_wish


@bp.get("/plan")
def plan() -> str:
    """The form, empty or with the answers of an earlier wish."""
    return _page(WishForm(request.args, sent=False))


@bp.post("/plan")
@costs("search")
def submit_wish() -> ResponseReturnValue:
    """Queue the wish, or show what to mend."""
    form = WishForm(request.form, sent=True)
    wish = read_wish(form)
    return queue("trip", wish) if wish else (_page(form), 422)


def _page(form: WishForm) -> str:
    return render_template("seniors/plan.html", form=form)
