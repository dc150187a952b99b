"""Photographs of a place as pages show them, of then and of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from planner.exchange.documents import PaperPhoto
from planner.sentences import N_
from planner.upkeep import LICENCES, Photo
from routes.state import english

PERIODS = {"then": N_("当年"), "now": N_("现在")}


@dataclass(frozen=True)
class ShownPhoto:
    """`when` is then or now, with its year where it is known; who is credited, and where it is from ("": not known)."""

    address: str
    width: int
    height: int
    alt: str
    when: str
    credit: str
    licence: str
    source: str = ""


def shown_photos(photos: Iterable[Photo]) -> tuple[ShownPhoto, ...]:
    """In the reader's language."""
    return tuple(
        ShownPhoto(
            url_for("facts.photo", place=photo.place, period=photo.period),
            photo.width,
            photo.height,
            photo.alt_en if english() else photo.alt_zh,
            when_words(photo.period, photo.year),
            photo.credit,
            _(LICENCES[photo.licence]),
            photo.source,
        )
        for photo in photos
    )


def photos_on_paper(photos: Mapping[str, tuple[Photo, ...]]) -> dict[str, tuple[PaperPhoto, ...]]:
    """The same for a printed trip, by place."""
    return {
        place: tuple(
            PaperPhoto(
                photo.jpeg,
                photo.alt_en if english() else photo.alt_zh,
                when_words(photo.period, photo.year),
                _("照片") + _("：") + _("，").join((photo.credit, _(LICENCES[photo.licence]))) + _("。"),
            )
            for photo in some
        )
        for place, some in photos.items()
    }


def when_words(period: str, year: str) -> str:
    """Then or now, and the year or decade: 当年 · 1970 年代."""
    if not year:
        return _(PERIODS[period])
    number, decade = year.removesuffix("s"), year.endswith("s")
    told = _("%(year)s 年", year=number) if not decade else year if english() else f"{number} 年代"
    return _(PERIODS[period]) + " · " + told
