"""The list of a planner's projects; new ones on the region's railway or one that is brought; files in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import Who
from planner.errors import BadFile, SilverwayError
from planner.exchange.railways import list_railways, load_railway, make_railway, railway_facts
from planner.exchange.timetables import READABLE, import_summary, read_file
from planner.facts import Facts
from planner.saved import (
    is_project_file,
    keep_railway,
    last_removed_project,
    list_projects,
    load_revision,
    new_project,
    read_project,
    write_project,
)
from planner.sentences import error_sentence, fault_sentence
from planner.train.entry import published_traffic_known
from planner.train.project import Project
from routes.costs import costs
from routes.forms import Field, Form, same
from routes.rail.forms.upload import LARGEST_UPLOAD
from routes.rail.workbench.opening import shortened
from routes.state import facts_today, language, region, session, settings
from routes.visitor import keeping, remember, visitor

OFF = {"autocomplete": "off"}
SHOWN = 10  # faults told, and lines of the report of what was read
TRACKS = ("", "single", "double")
STEP = {"kind": "new"}


@dataclass(frozen=True)
class ProjectCard:
    """A project in the list."""

    id: str
    name: str
    trains: list[str]
    changed_at: datetime


def listed() -> str:
    """All of one's own, the last changed first, and how to begin one."""
    return _page(_form({}))


def create() -> ResponseReturnValue:
    """A new project on the region's railway, or on one that a command brought."""
    form = _form(request.form)
    who = keeping()
    try:
        chosen = form["railway"]
        railway = load_railway(settings().railways_dir, chosen) if chosen else None
        with session() as db:
            kept = keep_railway(db, railway) if railway else ""
            made = new_project(db, who, form["name"], Project(kept), STEP)
    except SilverwayError as wrong:
        form.mend("name", error_sentence(wrong, _))
        return _page(form), 422
    return _opened(made, who)


@costs("search")
def bring() -> ResponseReturnValue:
    """A project from a file: one of ours, or a railway with its trains in any format that is read."""
    form, upload = _form(request.form), request.files.get("file")
    if upload is None or not upload.filename:
        form.mend("file", _("请先选一个文件。"))
        return _page(form), 422
    with upload.stream as stream:
        content, name = stream.read(LARGEST_UPLOAD + 1), Path(upload.filename).name[:80]
    if len(content) > LARGEST_UPLOAD:
        form.mend("file", _("文件太大，最多 %(most)s MB。", most=LARGEST_UPLOAD // 1_000_000))
        return _page(form), 422
    who = keeping()
    try:
        if is_project_file(content):
            with session() as db:
                made = read_project(db, who, content, name, STEP)
        else:
            made = _railway_project(who, content, name, form)
    except BadFile as bad:
        words = " ".join(fault_sentence(fault, _) for fault in bad.faults[:SHOWN])
        form.mend("file", _("文件读不出来，什么都没有做：%(faults)s", faults=words))
        return _page(form), 422
    except SilverwayError as wrong:
        form.mend("file", error_sentence(wrong, _))
        return _page(form), 422
    return _opened(made, who)


def _railway_project(who: Who, content: bytes, name: str, form: Form) -> str:
    """The project on the railway of a file; what was read and what was not is told on its page."""
    known = facts_today()
    read = read_file(content, name, {}, "")
    called = (
        "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in Path(name).stem).strip()[:50] or "rail"
    )
    tracks = form["tracks"] if form["tracks"] in TRACKS else ""
    railway = make_railway(called, name, read, tracks)
    facts: Facts = railway_facts(railway, known.rules, known.today)
    published_traffic_known(facts.rail)
    with session() as db:
        made = new_project(db, who, form["project"] or called, Project(keep_railway(db, railway)), STEP)
    lines = [line for line in import_summary(read, facts.rail.stations, _).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(" ")]  # what was read, left out, and why; then some trains
    for line in (told + [line for line in lines if line.startswith(" ")])[:SHOWN]:
        flash(shortened(line.strip()))
    counts = {
        "stations": len(facts.rail.stations),
        "sections": len(facts.rail.sections),
        "trains": len(facts.rail.runs),
    }
    flash(_("%(stations)s 个车站，%(sections)s 个区间，%(trains)s 趟车，都当作公布的列车。", **counts))
    return made


def give(project_id: str) -> ResponseReturnValue:
    """The project as one file."""
    with session() as db:
        content = write_project(db, project_id)
    response = Response(content, mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="silverway-project.json"'
    return response


def _opened(project_id: str, who: Who) -> ResponseReturnValue:
    response = redirect(url_for("rail.workbench", project_id=project_id), 303)
    remember(response, who)
    return response


def _form(typed: object) -> Form:
    ours, brought = region().words(language()), list_railways(settings().railways_dir)
    railways = (("", _("%(region)s的铁路", region=ours)), *((name, name) for name in brought))
    tracks = (("", _("不知道")), ("single", _("单线")), ("double", _("双线")))
    hint = _("最多 %(most)s MB：%(formats)s，或者本站存出的方案。", most=LARGEST_UPLOAD // 1_000_000, formats=READABLE)
    fields = (
        Field("name", _("名字"), attributes=OFF),
        Field("railway", _("在哪条铁路上"), options=railways),
        Field("file", _("文件"), hint, type="file"),
        Field("project", _("名字（可不填）"), attributes=OFF),
        Field("tracks", _("单线还是双线"), options=tracks),
    )
    return Form(fields, typed, same)  # type: ignore[arg-type]


def _page(form: Form) -> str:
    who = visitor()
    with session() as db:
        rows, removed = list_projects(db, who), last_removed_project(db, who)
        cards = [
            ProjectCard(
                row.id, row.name, list(load_revision(db, row.id, row.revision).project().trains), row.changed_at
            )
            for row in rows
        ]
    return render_template("rail/workbench/list.html", form=form, cards=cards, removed=removed)
