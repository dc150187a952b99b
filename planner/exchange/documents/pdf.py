"""A trip on paper: large type, Chinese letters embedded, tagged for screen readers (PDF/UA-1), set by Typst.

Data only goes in as JSON; the layout is trip.typ beside this file. No system font and no system library is used.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import segno
import typst
from pydantic import TypeAdapter
from pylopdf_fonts_zh_cn import sans_path

Size = Literal["a4", "a3"]
SIZES: tuple[Size, ...] = ("a4", "a3")
_SOURCE = Path(__file__).with_name("trip.typ")


@dataclass(frozen=True)
class PaperPhoto:
    """A photograph of a place: its JPEG, what is seen, when it was taken, and whom to credit."""

    jpeg: bytes
    alt: str
    when: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """One thing of a day: its time, its heading, sentences, and what is not known ("": nothing)."""

    when: str
    head: str
    lines: tuple[str, ...] = ()
    unknown: str = ""
    visit: bool = False
    photos: tuple[PaperPhoto, ...] = ()


@dataclass(frozen=True)
class DaySheet:
    """One day. The first line of `night` is its heading; empty on the way home."""

    title: str
    summary: str
    entries: tuple[Entry, ...]
    night: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperSection:
    """What stands before or after the days: a heading, a table of two columns if there are rows, sentences."""

    title: str
    header: tuple[str, str] = ("", "")
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmergencyCard:
    """To cut out and carry: whom to call, lines to write on (`blanks` are their labels), what is printed."""

    heading: str
    how: str
    title: str
    call: str
    blanks: tuple[str, ...]
    printed: tuple[str, ...]
    copies: int = 1


@dataclass(frozen=True)
class Paper:
    """All words of a printed trip, in one language (zh or en).

    `footer` has {page} and {pages} in it; the QR code leads to `address`.
    """

    language: str
    title: str
    author: str
    lead: tuple[str, ...]
    address: str
    qr_words: str
    footer: str
    overview: PaperSection
    days: tuple[DaySheet, ...]
    parts: tuple[PaperSection, ...]
    card: EmergencyCard


_PAPER_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


def trip_pdf(paper: Paper, size: Size) -> bytes:
    """The PDF: A4 pages, or A3 sheets with two such pages side by side, to be folded in the middle.

    The same words always give the same bytes. Letters that the font lacks are printed as boxes; the file is tagged
    then too, but cannot claim to be PDF/UA.
    """
    content = asdict(paper, dict_factory=_readable)
    words = _PAPER_JSON.dump_json({**content, "size": size, "qr": qr_svg(paper.address)}).decode()
    return typeset(_SOURCE, words)


def _readable(fields: list[tuple[str, object]]) -> dict[str, object]:
    """Pictures as lists of numbers, which Typst makes bytes of."""
    return {name: list(value) if isinstance(value, bytes) else value for name, value in fields}


def typeset(source: Path, words: str) -> bytes:
    """The PDF of a template and its words (JSON); without the mark of PDF/UA where the font lacks letters."""
    try:
        return _compiled(source, words, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(source, words, None)


def trial_pdf(words: str) -> bytes:
    """A page with nothing but these words; raises RuntimeError where the font lacks a letter."""
    page = f'#set document(title: "{words}")\n#set text(font: "Noto Sans SC")\n{words}'.encode()
    return typst.compile(page, font_paths=paper_fonts(), format="pdf", pdf_standards="ua-1")


def _compiled(source: Path, words: str, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        str(source), font_paths=paper_fonts(), format="pdf", sys_inputs={"paper": words}, pdf_standards=standard
    )


def qr_svg(address: str) -> str:
    """A QR code (error level M, with its quiet zone) as an SVG drawing."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()


@lru_cache(maxsize=1)
def paper_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(sans_path().parent)])
