"""A timetable typed in or read from a file, and what the checker of trains finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import clock_text
from planner.train.check import check_timetable
from planner.train.diagram import Diagram, diagram
from planner.train.entry import FIELDS, entered_way, published_traffic_known
from planner.train.report import UNCHECKED
from planner.train.types import TrainSpec
from routes.costs import costs
from routes.formatters import own_name, stations_words
from routes.forms import Field, Form, same
from routes.presenters import remedy_text
from routes.rail.forms.case import calls_text, case_fields, read_case
from routes.rail.forms.upload import LARGEST_UPLOAD, texts_from, upload_fields
from routes.rail.save_scenario import save_fields, saved_texts, saving
from routes.state import facts_today, rail

FAST = frozenset("GDC")
SAMPLE_CALLS = 6
RARE = tuple(name for name in FIELDS if name not in ("calls", "own", "stock", "start"))  # folded up when empty


@dataclass(frozen=True)
class CheckView:
    """What was found, the largest first, in sentences; what could not be checked; and the train drawn, if there is a
    way to draw."""

    hard: list[str]
    soft: list[str]
    unchecked: list[str]
    unpublished: str  # the calls that were given a time, and which
    diagram: Diagram | None


@dataclass(frozen=True)
class MendView:
    """What mending came to, and one by one what was moved; or, if it was not `done`, what stands in the way."""

    summary: str
    details: list[str]
    done: bool


def enter() -> str:
    """An empty form, or one filled in with a published train or a saved scenario."""
    facts = rail()
    number = request.args.get("train", "").strip().upper()
    texts = saved_texts(request.args.get("scenario"))
    if number in facts.calls:
        texts |= {"calls": _published(facts, number), "own": number}
    return _page(facts, timetable_form(texts), None)


def room_for_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """A file may be larger than a form; said before anything reads the form."""
    if endpoint in ("rail.from_file", "rail.bring_workbench"):
        request.max_content_length = LARGEST_UPLOAD + 100_000


@costs("search")
def from_file() -> ResponseReturnValue:
    """The form filled in from a file, or what is wrong with the file."""
    facts, form = rail(), timetable_form({"number": request.form.get("number", "")})
    texts = texts_from(facts, request.files.get("file"), form)
    page = _page(facts, form if texts is None else timetable_form(texts), None, read=texts is not None)
    return page, 200 if form.ok else 422


def check() -> ResponseReturnValue:
    """All that is wrong with the timetable, or what cannot be read of it."""
    form = timetable_form(request.form)
    return checked_page(form), 200 if form.ok else 422


def checked_page(form: Form, mended: MendView | None = None) -> str:
    """The form and what was found, if its fields can be read; above it what mending came to."""
    facts = rail()
    train = read_case(facts, form)
    return _page(facts, form, check_view(facts, train) if train else None, mended=mended)


def check_view(facts: RailFacts, train: TrainSpec) -> CheckView:
    """What the checker says of an entered train, in the reader's words."""
    checked = check_timetable(facts_today(), published_traffic_known(facts), train.calls, train.case)
    way = entered_way(facts, train.calls)
    texts = [(v, remedy_text(v)) for v in sorted(checked.violations, key=lambda v: -v.excess)]
    found = [(violation.where, text) for violation, text in texts]
    graph = (
        diagram(facts, way, {call.station for call in train.calls}, found=found, name=stations_words) if way else None
    )
    return CheckView(
        [text for violation, text in texts if violation.hard],
        [text for violation, text in texts if not violation.hard],
        [_(UNCHECKED[u.what]).format(where=stations_words(u.where)) for u in checked.unchecked],
        _unpublished(facts, train),
        graph,
    )


def _unpublished(facts: RailFacts, train: TrainSpec) -> str:
    """The calls whose times nobody published, with those they were given."""
    calls = [call for call in train.calls if not call.published and call.arrive is not None]
    shown = (f"{own_name(facts.stations[c.station])} {clock_text(c.arrive or 0, 'mark')}" for c in calls)
    return _("没有公布时刻，按运行时间推算：%(calls)s。", calls=_("、").join(shown)) if calls else ""


def timetable_form(typed: Mapping[str, str]) -> Form:
    """All fields of the page: the timetable, the calls it had before it was mended, a file to read it from, the
    scenario to save it as."""
    return Form((*case_fields(), Field("before"), *upload_fields(), *save_fields()), typed, same)


def _page(
    facts: RailFacts, form: Form, checked: CheckView | None, read: bool = False, mended: MendView | None = None
) -> str:
    return render_template(
        "rail/enter.html",
        form=form,
        samples=_samples(facts),
        stations=facts.stations,
        read=read,
        checked=checked,
        mended=mended,
        fields=FIELDS,
        more=any(form[name] or name in form.errors for name in RARE),
        saving=saving("calls", {name: form[name] for name in FIELDS}) if checked else None,
    )


def _published(facts: RailFacts, number: str) -> str:
    return calls_text(facts, ((call.station, call.arrive, call.depart) for call in facts.calls[number]))


def _samples(facts: RailFacts) -> list[str]:
    """Published loco-hauled trains that stay among our stations and call often."""
    return [
        number
        for number, calls in facts.calls.items()
        if facts.runs[number].kind not in FAST
        and facts.runs[number].quality == "ok"
        and len(calls) >= SAMPLE_CALLS
        and all(call.in_region for call in calls)
    ]
