"""What a change did to a trip, in words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from planner.itinerary.types import Change
from routes.formatters import clock, own_name
from routes.presenters.reasons import reason_words
from routes.state import catalog


@dataclass(frozen=True)
class ChangeReport:
    """What a change did, in words; `before` is the trip to go back to, `new` and `gone` are the ids of places."""

    before: str
    lines: tuple[str, ...]
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def change_report(change: Change) -> ChangeReport:
    """The change in words: what went, what came, what moved, and that the rest is as it was."""
    difference = change.difference
    asked = {
        "keep": _("这一处会一直留着：%(names)s。", names=_asked_for(change, "keep")),
        "slower": _("已经排得轻松一点。"),
        "faster": _("已经排得满一点。"),
    }
    lines = (
        [_("第 %(day)s 天 %(at)s 以前的没有动。", day=change.since.day, at=clock(change.since.minute))]
        if change.since
        else []
    )
    idle = [reason for reason in change.idle if reason.code != "edit_keeps"]
    vain = {reason.code.rpartition("_")[2] for reason in idle}
    lines += [asked[kind] for kind in dict.fromkeys(edit.kind for edit in change.edits) if kind in asked.keys() - vain]
    lines += map(reason_words, idle)
    for ids, words in (
        (difference.gone, _("不去了：%(names)s。")),
        (difference.new, _("新加的：%(names)s。")),
        (difference.moved, _("换了日子：%(names)s。")),
    ):
        if ids:
            lines.append(words % {"names": _names(ids)})
    lines += map(reason_words, change.rest)
    if not (difference.gone or difference.new or difference.moved):
        lines.append(_("去的地方没有变。"))
    elif same := len(difference.kept) - len(difference.moved):
        lines.append(_("另外 %(n)s 处没有动。", n=same))
    return ChangeReport(change.before, tuple(lines), difference.new, difference.gone)


def _asked_for(change: Change, kind: str) -> str:
    return _names(tuple(edit.place for edit in change.edits if edit.kind == kind and edit.place))


def _names(ids: tuple[str, ...]) -> str:
    places = catalog().places
    return _("、").join(own_name(places[key]) if key in places else key for key in ids)
