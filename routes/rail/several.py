"""Several new trains asked for at once: a form, a job, and the trains with the shifts of others."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.errors import SilverwayError
from planner.jobs import SeveralWish
from planner.saved import load_several
from planner.train.entry import BadCase, SharedConditions, read_new_trains
from planner.train.insertion import PathRequest
from planner.train.multi import MOST_SHIFT_MIN, MOST_TRAINS, SeveralRequest
from routes.costs import costs
from routes.examples import example
from routes.forms import Field, Form, same
from routes.jobs import queue
from routes.rail.forms.calls import fault_words
from routes.rail.forms.shared import away_field, possessions_field, read_away, read_possessions, read_trains
from routes.rail.insert import help_words, rows_of, unknown_words
from routes.state import rail, session

FIELDS = ("trains", "flexible", "shift", "away", "possessions")


def ask() -> str:
    """An empty form, or one with the answers in the address."""
    return _page(_form(request.args, sent=False))


@costs("search")
def submit_wish() -> ResponseReturnValue:
    """Queue the wish, or show what to mend."""
    form = _form(request.form, sent=True)
    asked = _request(rail(), form)
    if asked is None:
        return _page(form), 422
    return queue("several", SeveralWish(asked, {name: form[name] for name in FIELDS}))


def show(several_id: str) -> str:
    """The trains, the shifts, and why some have no path."""
    facts = rail()
    with session() as db:
        found, texts = load_several(db, several_id)
    return render_template(
        "rail/several_found.html",
        found=found,
        texts=texts,
        rows={name: rows_of(path) for name, path in found.paths.items()},
        helps={name: [help_words(facts, change) for change in none.helps] for name, none in found.none.items()},
        stations=facts.stations,
        unknown=unknown_words(found.paths.values()),
    )


def _form(typed: Mapping[str, str], *, sent: bool) -> Form:
    shown = example()
    trains = _(
        "每行一趟，最多 %(most)s 趟：车次、冒号、要停的站，中间空格。@ 后面写时间范围，/ 后面写停几分钟；"
        "车次后面可以写车底（25G、25T）。例如：Y501: %(first)s@20:30-23:00 %(second)s/5-20 %(third)s@-08:00",
        first=shown.first,
        second=shown.second,
        third=shown.third,
        most=MOST_TRAINS,
    )
    flexible, limits = (
        _("公布的车次，中间用逗号，例如 %(trains)s", trains=shown.trains),
        {"min": 1, "max": MOST_SHIFT_MIN},
    )
    shift = _("1 到 %(most)s", most=MOST_SHIFT_MIN)
    fields = (
        Field("trains", _("新车"), trains, type="textarea", rows=10),
        Field("flexible", _("可以挪一点的车（可不填）"), flexible, type="textarea", rows=2),
        Field("shift", _("最多早或晚几分钟"), shift, "5", "number", attributes=limits),
        away_field(),
        possessions_field(),
    )
    return Form(fields, typed, str.strip if sent else same, sent=sent)


def _page(form: Form) -> str:
    return render_template("rail/several.html", form=form)


def _request(facts: RailFacts, form: Form) -> SeveralRequest | None:
    away = read_away(facts, form)
    closed = read_possessions(facts, form)
    flexible = read_trains(facts, form, "flexible")
    words = _("最多挪几分钟，请填 1 到 %(most)s 的数字。", most=MOST_SHIFT_MIN)
    shift = form.whole("shift", words, 1, MOST_SHIFT_MIN)
    trains: dict[str, PathRequest] = {}

    def words_of(wrong: SilverwayError) -> str:
        return fault_words(wrong, facts.stations)

    try:
        shared = SharedConditions(away, (), closed)
        trains = read_new_trains(form["trains"].splitlines(), facts.stations, shared, _, words_of)
    except BadCase as bad:
        form.mend("trains", " ".join(bad.sentences))
    if shift is None or not form.ok:
        return None
    try:
        return SeveralRequest(trains, flexible, shift)
    except SilverwayError as wrong:
        form.mend("trains", words_of(wrong))
        return None
