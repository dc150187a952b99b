"""A time-distance diagram on paper and as a picture: PDF with a page for each panel, PNG with all of them, set by Typst
from the same SVG."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from planner.exchange.documents.diagram_svg import diagram_file
from planner.exchange.documents.pdf import paper_fonts
from planner.language import Translate
from planner.train.diagram import Diagram, PaperSize

PNG_PPI = 144  # two pixels for each unit of the drawing
MOST_PIXELS = 40_000_000
_SOURCE = Path(__file__).with_name("diagram.typ")
_PICTURE = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


@dataclass(frozen=True)
class DiagramSheets:
    """What is drawn: panels, each under its title; sentences on what is ringed, by number; the paper it is for."""

    panels: Sequence[tuple[Diagram, str]]
    markers: Sequence[str]
    paper: PaperSize
    language: str


def diagram_as_svg(sheets: DiagramSheets, _: Translate) -> bytes:
    """All panels in one drawing."""
    return diagram_file(sheets.panels, _).encode()


def diagram_as_pdf(sheets: DiagramSheets, _: Translate) -> bytes:
    """A page for each panel, then what is ringed."""
    said = {
        "title": sheets.panels[0][1],
        "author": _("银龄慢游"),
        "paper": sheets.paper,
        "language": sheets.language,
        "heading": _("标出来的问题：%(n)s 处") % {"n": len(sheets.markers)},
        "markers": list(sheets.markers),
        "drawings": [{"title": title, "svg": diagram_file([(graph, title)], _)} for graph, title in sheets.panels],
    }
    return _compiled(str(_SOURCE), {"sheets": json.dumps(said, ensure_ascii=False)}, format="pdf")


def diagram_as_png(sheets: DiagramSheets, _: Translate) -> bytes:
    """All panels in one picture, at twice their size where that is not too large."""
    pixels = sum(4 * graph.width * graph.height for graph, _title in sheets.panels)
    ppi = PNG_PPI * min(1.0, (MOST_PIXELS / pixels) ** 0.5)
    return _compiled(_PICTURE.encode(), {"svg": diagram_file(sheets.panels, _)}, format="png", ppi=ppi)


DIAGRAM_WRITERS: dict[str, tuple[str, Callable[[DiagramSheets, Translate], bytes]]] = {
    "svg": ("image/svg+xml", diagram_as_svg),
    "pdf": ("application/pdf", diagram_as_pdf),
    "png": ("image/png", diagram_as_png),
}


def _compiled(source: str | bytes, inputs: dict[str, str], **how: Any) -> bytes:
    made = typst.compile(source, font_paths=paper_fonts(), sys_inputs=inputs, **how)
    return made if isinstance(made, bytes) else made[0]
