"""Several timetables typed at once: each against the traffic, all against each other, and all mended together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import SilverwayError
from planner.sentences import error_sentence
from planner.train.check import check_together
from planner.train.entry import BadCase, published_traffic_known, read_blocks, write_blocks
from planner.train.mend import Mended, mend
from planner.train.report import UNCHECKED
from planner.train.types import TrainSpec
from routes.costs import costs
from routes.examples import example
from routes.formatters import stations_words
from routes.forms import Field, Form, same
from routes.presenters import remedy_text
from routes.rail.enter import MendView
from routes.rail.forms.shared import possessions_field, read_possessions
from routes.rail.mending import mend_view
from routes.state import facts_today, rail


@dataclass(frozen=True)
class JudgedTrain:
    """A train by its number: what is wrong with it, what could be better or is in doubt."""

    name: str
    hard: list[str]
    soft: list[str]


@dataclass(frozen=True)
class CheckedTrains:
    """The conflicts of the trains with each other, each with both of them, and of each with the traffic."""

    between: list[str]
    trains: list[JudgedTrain]
    unchecked: list[str]

    @property
    def hard(self) -> int:
        return len(self.between) + sum(len(train.hard) for train in self.trains)


def ask() -> str:
    """An empty form."""
    return _page(_form(request.args), None, None)


@costs("search", cheap=lambda: not request.form.get("mend"))
def check() -> ResponseReturnValue:
    """What is wrong with the trains; mended first if that was asked for."""
    form = _form(request.form)
    specs = _read(form)
    if specs is None:
        return _page(form, None, None), 422
    mended = None
    if request.form.get("mend"):
        found = mend(facts_today(), specs)
        mended = mend_view(found)
        if isinstance(found, Mended) and found.moves:
            specs = dict(found.trains)
            form = _form({**request.form, "trains": write_blocks(specs), "before": form["trains"]})
    return _page(form, _checked(specs), mended)


def _form(typed: Mapping[str, str]) -> Form:
    shown = example()
    hint = _(
        "一趟车一段：先单独一行写车次（如 Y501），下面每行一站：站名、到点、开点，例如 %(first)s -- 21:40。",
        first=shown.first,
    )
    fields = Field("trains", _("几趟新车的时刻"), hint, type="textarea", rows=16), possessions_field(), Field("before")
    return Form(fields, typed, same)


def _read(form: Form) -> dict[str, TrainSpec] | None:
    facts = rail()
    read_possessions(facts, form)
    try:
        specs = read_blocks(form["trains"], facts, _, tuple(form.lines("possessions")))
    except BadCase as bad:
        form.mend("trains", " ".join(bad.sentences))
    except SilverwayError as wrong:
        form.mend("trains", error_sentence(wrong, _))
    return specs if form.ok else None


def _checked(specs: Mapping[str, TrainSpec]) -> CheckedTrains:
    found = check_together(facts_today(), published_traffic_known(rail()), specs)
    trains = []
    for name, result in found.trains.items():
        texts = [(v.hard, remedy_text(v)) for v in sorted(result.violations, key=lambda v: -v.excess)]
        trains.append(JudgedTrain(name, [t for hard, t in texts if hard], [t for hard, t in texts if not hard]))
    between = [f"{name}{_('：')}{remedy_text(v)}" for name, v in found.between]
    unchecked = dict.fromkeys(
        _(UNCHECKED[u.what]).format(where=stations_words(u.where)) for r in found.trains.values() for u in r.unchecked
    )
    return CheckedTrains(between, trains, list(unchecked))


def _page(form: Form, judged: CheckedTrains | None, mended: MendView | None) -> str:
    return render_template("rail/together.html", form=form, judged=judged, mended=mended)
