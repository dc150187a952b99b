"""The selected train among all others on sheets of A4 to A0, a panel for each half day, as PDF, SVG or PNG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Response, abort, request
from flask_babel import gettext as _

from planner.exchange.documents import DIAGRAM_WRITERS, DiagramSheets
from planner.train.diagram import (
    SIZES,
    Diagram,
    DiagramRequest,
    PaperSize,
    Passage,
    TimeDistanceDiagram,
    draw,
    make_diagram,
    train_passages,
)
from planner.train.report import marker_words, sheet_title
from planner.train.types import Passing
from routes.costs import costs
from routes.formatters import stations_words
from routes.presenters import remedy_text
from routes.rail.workbench.opening import Opened, opened, way_of
from routes.state import language

HOUR_S = 3600
ONE_PANEL_S, CUT_S, CUT_AT_S = 14 * HOUR_S, 12 * HOUR_S, 6 * HOUR_S  # a night is 18 to 6


@costs("search")
def diagram_file(project_id: str, kind: str) -> Response:
    """The sheets of a train; the paper is what the address says, else A3."""
    if kind not in DIAGRAM_WRITERS:
        abort(404)
    found, name = opened(project_id), request.args.get("train", "")
    way = way_of(found, name)
    paper: PaperSize = next((size for size in SIZES if size == request.args.get("paper")), "a3")
    panels, said = [], list[str]()
    for span in _spans(way):
        graph, words = _panel(found, name, span, SIZES[paper], len(said))
        panels.append((graph, f"{name}  {sheet_title(graph.sheet, stations_words, _)}"))
        said += words
    mimetype, written = DIAGRAM_WRITERS[kind]
    answer = Response(written(DiagramSheets(panels, said, paper, language()), _), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="diagram-{project_id}-{paper}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _spans(way: tuple[Passing, ...]) -> Iterator[tuple[int, int]]:
    """The seconds of each panel, in full hours: all of a short run, else from six to six."""
    first, last = way[0].depart_s // HOUR_S * HOUR_S, -(-way[-1].arrive_s // HOUR_S) * HOUR_S
    if last - first <= ONE_PANEL_S:
        yield first, last
        return
    begin = first
    while begin < last:
        end = min((begin - CUT_AT_S) // CUT_S * CUT_S + CUT_S + CUT_AT_S, last)
        if any(one.depart_s < end and one.arrive_s > begin for one in way):
            yield begin, end
        begin = end


def _panel(
    found: Opened, name: str, span: tuple[int, int], size: tuple[int, int], told: int
) -> tuple[Diagram, list[str]]:
    """A panel, and what is ringed on it; its numbers go on from `told`."""
    conflicts = [each.violation for each in found.checked.conflicts if each.train == name]
    asked = DiagramRequest(passings=found.ways[name], span=span, possessions=found.project.possessions)
    sheet = make_diagram(found.rail, asked, [violation.where for violation in conflicts])
    sheet = replace(sheet, ours=_own(found, name, sheet))
    sentences = [remedy_text(violation) for violation in conflicts]
    said = [marker_words(marker, sheet, sentences, stations_words, _) for marker in sheet.markers]
    numbers = range(told + 1, told + 1 + len(said))
    return draw(found.rail, sheet, said, size, stations_words, numbers), said


def _own(found: Opened, name: str, sheet: TimeDistanceDiagram) -> tuple[Passage, ...]:
    own = [replace(passage, train=name) for passage in sheet.ours]
    for other, way in found.ways.items():
        if other != name:
            own += [replace(p, train=other) for p in train_passages(sheet.stations, way, sheet.span)]
    return tuple(own)
