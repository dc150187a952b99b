"""The conflicts of an entered timetable cleared by the least shifts; the old timetable is kept for undoing it."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.train.entry import FIELDS
from planner.train.mend import Mended, NotMended, mend
from planner.train.report import mended_summary, move_words, not_mended_words
from routes.costs import costs
from routes.formatters import stations_words
from routes.presenters import remedy_text
from routes.rail.enter import MendView, checked_page, timetable_form
from routes.rail.forms.case import read_case, texts_of
from routes.state import facts_today, rail


@costs("search")
def clear_conflicts() -> ResponseReturnValue:
    """The page with the mended timetable in its form, or with what stands in the way."""
    form, facts = timetable_form(request.form), rail()
    train = read_case(facts, form)
    if train is None:
        return checked_page(form), 422
    found = mend(facts_today(), {"": train})
    if isinstance(found, NotMended):
        return checked_page(form, mend_view(found))
    if not found.moves:
        return checked_page(form)
    typed = {name: form[name] for name in FIELDS}
    texts = typed | {"calls": texts_of(facts, found.trains[""])["calls"], "before": form["calls"]}
    return checked_page(timetable_form(texts), mend_view(found))


def mend_view(found: Mended | NotMended) -> MendView:
    """What mending came to, in the reader's words, each train by its number if it has one."""
    if isinstance(found, Mended):
        moves = [_named(move.train, move_words(move, _, stations_words)) for move in found.moves]
        return MendView(mended_summary(found, _), moves, done=True)
    if found.faults:
        said = _("没有改：有 {count} 处问题挪时间改不好，请先改这些：").format(count=len(found.faults))
        return MendView(said, [_named(name, remedy_text(fault)) for name, fault in found.faults], done=False)
    first, *rest = not_mended_words(found, _, stations_words)
    return MendView(first, [line.strip() for line in rest], done=False)


def _named(train: str, text: str) -> str:
    return f"{train}{_('：')}{text}" if train else text
