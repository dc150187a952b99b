"""A quote on paper for the customer: large letters, tagged, set by Typst. It has no field for costs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import typst
from pydantic import TypeAdapter

from planner.exchange.documents.pdf import paper_fonts, qr_svg

_SOURCE = Path(__file__).with_name("quote.typ")
_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


@dataclass(frozen=True)
class QuoteSection:
    """A heading with a table (if there are rows) and sentences."""

    title: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuotePaper:
    """All words of a printed quote, in one language; `footer` has {page} and {pages} in it."""

    language: str
    agency: str
    licence: str
    number: str
    title: str
    lead: tuple[str, ...]
    price_words: str
    price: str
    sections: tuple[QuoteSection, ...]
    address: str
    qr_words: str
    footer: str


def quote_pdf(paper: QuotePaper) -> bytes:
    """A4, letters of 18 pt and more. Letters that the font lacks are boxes; then the file cannot claim to be PDF/UA."""
    words = _JSON.dump_json({**asdict(paper), "qr": qr_svg(paper.address)}).decode()
    for standard in ("ua-1", None):
        try:
            return typst.compile(
                str(_SOURCE), font_paths=paper_fonts(), format="pdf", sys_inputs={"quote": words},
                pdf_standards=standard,
            )  # fmt: skip
        except typst.TypstError as error:
            if standard is None or "could not be displayed" not in str(error):
                raise
    raise AssertionError
