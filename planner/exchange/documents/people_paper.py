"""A group on paper: a card for each to carry, and the sheet its guide works by; set by Typst, tagged as PDF/UA-1."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from planner.exchange.documents.pdf import typeset

_SOURCE = Path(__file__).with_name("people.typ")
_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


@dataclass(frozen=True)
class PersonCard:
    """To cut out and carry: whose it is, whom to call, and what to know."""

    title: str
    call: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SheetPart:
    """Part of a sheet: a heading, sentences, a table. `apart`: it begins a page."""

    title: str
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    apart: bool = False


@dataclass(frozen=True)
class PeoplePaper:
    """All words of it, in one language (zh or en); `footer` has {page} and {pages} in it."""

    language: str
    title: str
    author: str
    footer: str
    lead: tuple[str, ...] = ()
    cards: tuple[PersonCard, ...] = ()
    parts: tuple[SheetPart, ...] = ()


def people_pdf(paper: PeoplePaper) -> bytes:
    """The PDF. Letters that the font lacks are printed as boxes; it cannot claim to be PDF/UA then."""
    words = _JSON.dump_json(asdict(paper)).decode()
    return typeset(_SOURCE, words)
