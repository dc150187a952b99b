"""The workbench: trains and layers, the diagram, the timetable and the conflicts of a project, on one page."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.saved import ProjectRevision, list_versions, load_revision
from planner.train.diagram import CLASSES
from planner.train.entry import CAR_M, LOCO_M
from planner.train.infrastructure import STOCK_KMH, USUAL_STOCK
from planner.train.project import free_number
from planner.train.report import CLASS_WORDS, UNCHECKED
from planner.train.types import TrainSpec
from routes.costs import costs
from routes.formatters import stations_words
from routes.rail.forms.case import calls_text
from routes.rail.workbench.card import train_details
from routes.rail.workbench.drawing import overview_of, sheet_of
from routes.rail.workbench.grid import conflict_rows, doubts, grid_rows, summary_of, train_cards
from routes.rail.workbench.inserting import ABOUT, asked_pick, ghosts, usual_wishes
from routes.rail.workbench.opening import Opened, asked_view, opened
from routes.rail.workbench.panels import late_view, robust_view, station_view
from routes.rail.workbench.view import read_view
from routes.rail.workbench.words import possession_words, step_words
from routes.state import session


@costs("search", cheap=lambda: not searching())
def show(project_id: str) -> str:
    """The project as it is, or as it was in a version that is looked at."""
    found = opened(project_id)
    view = read_view(asked_view(), found.project.trains)
    inserted = ghosts(found, view)
    robust = robust_view(found, view)
    sheet = sheet_of(found, view, inserted.passings if inserted else (), robust.marks)
    spec = found.project.trains.get(view.train)
    kept_base = request.headers.get("X-Base", "")
    return render_template(
        "rail/workbench/page.html",
        project=found,
        view=view,
        asked=asked_view(),
        sheet=sheet,
        send_base=isinstance(sheet, str) or sheet.key != kept_base,
        overview=None if isinstance(sheet, str) else overview_of(found, view, sheet),
        details=train_details(found, view),
        cards=train_cards(found),
        rows=grid_rows(found, view.train) if spec else [],
        summary=summary_of(found, view.train) if spec else "",
        ends=_ends(spec),
        typed=_typed(found, spec),
        stocks=tuple(STOCK_KMH),
        conflicts=conflict_rows(found, sheet.hours if not isinstance(sheet, str) else None),
        doubts=doubts(found),
        unchecked=[_(UNCHECKED[u.what]).format(where=stations_words(u.where)) for u in found.checked.unchecked],
        kinds=[(kind, _(CLASS_WORDS[kind])) for kind in CLASSES],
        possessions="\n".join(map(possession_words, found.project.possessions)),
        assumes="\n".join(found.project.assumes),
        steps=_steps(found),
        versions=_versions(project_id),
        ghosts=inserted,
        pick=asked_pick(),
        about=ABOUT,
        wishes=inserted.wishes if inserted else usual_wishes(found, view.train),
        late=late_view(found, view),
        robust=robust,
        at=station_view(found, view, sheet),
        free=free_number(found.project),
    )


def searching() -> bool:
    """Is more asked for than to look?"""
    return any(request.args.get(name) for name in ("wishes", "pick-from", "late", "robust"))


def _ends(spec: TrainSpec | None) -> str:
    if spec is None:
        return ""
    return " → ".join(stations_words(call.station) for call in (spec.calls[0], spec.calls[-1]))


def _typed(found: Opened, spec: TrainSpec | None) -> dict[str, str]:
    """The whole train as one types it."""
    if spec is None:
        return {"calls": "", "stock": "25G", "start": "", "cars": ""}
    return written_train(found.rail, spec)


def written_train(rail: RailFacts, spec: TrainSpec) -> dict[str, str]:
    """A train as one types it: `calls`, `stock`, `start`, `cars`."""
    case = spec.case
    return {
        "calls": calls_text(rail, [(c.station, c.arrive, c.depart) for c in spec.calls]),
        "stock": case.stock or USUAL_STOCK[case.top_kmh],
        "start": case.start.isoformat() if case.start else "",
        "cars": str(round((case.length_m - LOCO_M) / CAR_M)) if case.length_m else "",
    }


def _steps(found: Opened) -> tuple[str, str]:
    """What undoing and redoing would do; "" where there is nothing."""
    with session() as db:
        undo = step_words(load_revision(db, found.id, found.number).done()) if found.before else ""
        redo = step_words(load_revision(db, found.id, found.after).done()) if found.after else ""
    return undo, redo


def _versions(project_id: str) -> list[ProjectRevision]:
    with session() as db:
        return list(list_versions(db, project_id))
