"""A trip to show around: a picture that goes with its link, and a poster of one page; nothing personal is on them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import typst
from pydantic import TypeAdapter

from planner.exchange.documents.pdf import paper_fonts, qr_svg

Shape = Literal["wide", "square"]
SIZES_PX: dict[Shape, tuple[int, int]] = {"wide": (1200, 630), "square": (800, 800)}
_SOURCE = Path(__file__).with_name("share.typ")
_JSON: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])


@dataclass(frozen=True)
class ShareCard:
    """All words of the picture and of the poster in one language (zh or en): the trip's name, by day where it goes.

    `scene` is a drawing as SVG; `foot` stands beside the poster's QR code, `qr_words` tell what that is.
    """

    language: str
    brand: str
    name: str
    days: tuple[tuple[str, str], ...]
    scene: str
    foot: tuple[str, ...]
    qr_words: str


def share_png(card: ShareCard, shape: Shape) -> bytes:
    """The picture as PNG, as large as SIZES_PX says. The same card always gives the same bytes."""
    return _compiled(card, shape, "", "png")


def poster_pdf(card: ShareCard, address: str) -> bytes:
    """The poster: one A4 page with a QR code that leads to `address`."""
    return _compiled(card, "poster", qr_svg(address), "pdf")


def _compiled(card: ShareCard, shape: str, qr: str, form: Literal["png", "pdf"]) -> bytes:
    parts = re.findall("[^、]+、?", card.name)
    words = _JSON.dump_json({**asdict(card), "name_parts": parts, "shape": shape, "qr": qr}).decode()
    return typst.compile(str(_SOURCE), font_paths=paper_fonts(), format=form, ppi=72, sys_inputs={"card": words})
