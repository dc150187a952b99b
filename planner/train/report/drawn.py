"""A diagram drawn and in words, of one sheet or of a silver train's panels: what page, file and command share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.catalog import RailFacts
from planner.language import Translate
from planner.train.diagram import CruiseSheets, Diagram, Passage, TimeDistanceDiagram, class_of, draw
from planner.train.report.diagram import CLASS_WORDS, Name, cruise_titles, marker_words, passage_words, sheet_title


@dataclass(frozen=True)
class Wording:
    """How the reader is spoken to: sentences in his language, stations by the names he knows."""

    say: Translate
    name: Name = str


@dataclass(frozen=True)
class DrawnSheets:
    """Panels, each under its title; of several the first is the overview, which shows no other trains. `markers` are
    the sentences on what is ringed, in the order of their numbers."""

    panels: tuple[tuple[Diagram, str], ...]
    markers: tuple[str, ...]

    @property
    def graphs(self) -> list[Diagram]:
        return [graph for graph, _title in self.panels]

    @property
    def detailed(self) -> list[Diagram]:
        """The sheets with other trains on them."""
        return self.graphs[1:] or self.graphs

    @property
    def trains(self) -> int:
        """How many published trains are drawn."""
        return len({line.passage.train for graph in self.graphs for line in graph.others})

    @property
    def passages(self) -> list[tuple[Passage, TimeDistanceDiagram]]:
        """Each line of `detailed`, and its sheet."""
        return [(passage, graph.sheet) for graph in self.detailed for passage in graph.sheet.passages]


def drawn_sheet(
    rail: RailFacts, sheet: TimeDistanceDiagram, found: Sequence[str], size: tuple[int, int], words: Wording
) -> DrawnSheets:
    """One sheet; `found` are the checker's sentences."""
    said = tuple(marker_words(marker, sheet, found, words.name, words.say) for marker in sheet.markers)
    title = sheet_title(sheet, words.name, words.say)
    return DrawnSheets(((draw(rail, sheet, said, size, words.name), title),), said)


def drawn_cruise(
    rail: RailFacts, sheets: CruiseSheets, found: Sequence[str], size: tuple[int, int], words: Wording
) -> DrawnSheets:
    """The overview of a silver train and a panel for each leg."""
    said = tuple(marker_words(marker, sheet, found, words.name, words.say) for marker, sheet in sheets.markers)
    graphs = sheets.drawn(rail, said, size, words.name)
    return DrawnSheets(tuple(zip(graphs, cruise_titles(sheets, words.name, words.say), strict=True)), said)


def diagram_table(drawn: DrawnSheets, rail: RailFacts, words: Wording) -> list[str]:
    """Every marker, in words, and every train drawn, a line each."""
    say = words.say
    rows = [
        passage_words(p, sheet, words.name, say) + (f"  {say(CLASS_WORDS[class_of(rail, p.train)])}" if p.train else "")
        for p, sheet in drawn.passages
    ]
    numbered = [f"  {number}. {said}" for number, said in enumerate(drawn.markers, 1)]
    heads = say("标出来的问题：%(n)s 处") % {"n": len(drawn.markers)}, say("画出来的车：%(n)s 条线") % {"n": len(rows)}
    return [heads[0], *numbered, heads[1], *(f"  {row}" for row in rows)]


def diagram_json(drawn: DrawnSheets, rail: RailFacts) -> dict[str, Any]:
    """What is on the sheets as data: seconds from 00:00 of the first day; `known`: a time is given, not reckoned."""
    return {
        "sheets": [
            {
                "title": title,
                "begin_s": graph.sheet.span[0],
                "end_s": graph.sheet.span[1],
                "stations": [{"station": p.station, "km": p.km} for p in graph.sheet.way],
                "trains": [_passage_json(p, graph.sheet, rail) for p in graph.sheet.passages],
                "markers": [marker.number for marker in graph.markers],
            }
            for graph, title in drawn.panels
        ],
        "markers": [{"number": number, "text": said} for number, said in enumerate(drawn.markers, 1)],
    }


def _passage_json(passage: Passage, sheet: TimeDistanceDiagram, rail: RailFacts) -> dict[str, Any]:
    return {
        "train": passage.train or None,
        "class": class_of(rail, passage.train) if passage.train else None,
        "points": [
            {"station": sheet.way[place].station, "s": second, "known": known}
            for (second, place), known in zip(passage.points, passage.known, strict=True)
        ],
    }
