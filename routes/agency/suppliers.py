"""The supplier book: what was written into it from departures, and taking it out again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.saved import list_terms, remove_term
from routes.agency.words import SOURCE_WORDS, amount
from routes.state import session
from routes.visitor import visitor


def suppliers() -> ResponseReturnValue:
    """All prices in the reader's book."""
    with session() as db:
        terms = list_terms(db, visitor())
    page = render_template("agency/suppliers.html", terms=terms, amount=amount, source_words=SOURCE_WORDS)
    return page, {"Cache-Control": "private, no-store"}


def drop_term() -> ResponseReturnValue:
    """Take a price out."""
    with session() as db:
        remove_term(db, visitor(), request.form.get("term", ""))
    flash(_("从供应商册里删掉了。"))
    return redirect(url_for("agency.suppliers"), 303)
