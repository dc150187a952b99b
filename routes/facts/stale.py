"""What is old news by the shelf life of its kind: for operators, what is planned with first."""

from __future__ import annotations

from collections import Counter

from flask import render_template, request
from flask_babel import gettext as _

from planner.clock import today
from planner.upkeep import KINDS, stale_facts
from routes.facts.blueprint import bp
from routes.facts.present import files, foreign, present, shown
from routes.state import rules
from routes.visitor import for_operators

PAGE = 100


@bp.get("/stale")
@for_operators
def stale() -> str:
    kind = request.args.get("kind", "")
    found = stale_facts(present(), rules(), today())
    counts = Counter(fact.kind for fact in found)
    chosen = [fact for fact in found if fact.kind == kind or kind not in counts]
    shelves = {name: (_(KINDS[name]), count, rules().whole(f"shelf-life-{name}")) for name, count in counts.items()}
    return render_template("facts/stale.html", facts=chosen[:PAGE], count=len(chosen), kind=kind, shelves=shelves,
                           files=files(), foreign=foreign, shown=shown)  # fmt: skip
