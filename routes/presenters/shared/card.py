"""The card of a link, and what its picture and the poster say: where a trip goes day by day.

They hang on the places of the trip alone: not on who travels, from where, when, how old or how well on foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _

from planner.exchange.documents import SIZES_PX, ShareCard
from planner.folders import ROOT
from planner.itinerary.types import Day, Itinerary
from routes.addresses import outside
from routes.formatters import spot_name
from routes.presenters.cards import short_name, title_scenes, trip_name
from routes.state import language

MOST_NAMES = 4  # of a day
SCENES = ROOT / "templates" / "components" / "scenes"
COLOURS = ROOT / "static" / "css" / "site.css"
LINE = ".o{fill:none;stroke-width:4;stroke:%s}.n.o{stroke:%s}"  # as css/trip.css draws them


@dataclass(frozen=True)
class LinkCard:
    """What a messenger shows of a link; addresses are absolute, `pictures` are (address, width, height)."""

    title: str
    description: str
    address: str
    pictures: tuple[tuple[str, int, int], ...]


def share_card(trip: Itinerary) -> ShareCard:
    """In the reader's language."""
    return ShareCard(
        language=language(),
        brand=_("银龄慢游"),
        name=_name(trip),
        days=tuple((_("第 %(n)s 天", n=number), _places(day)) for number, day in enumerate(trip.days, 1)),
        scene=_scene(title_scenes([trip])[0]),
        foot=(_("手机扫一扫，看每天几点去哪里、走多少路、在哪里歇。"), _("没有广告，不推销，不安排购物店。")),
        qr_words=_("这条行程的二维码"),
    )


def link_card(trip: Itinerary, trip_id: str) -> LinkCard:
    """In the reader's language."""
    days = _("；").join(f"{_('第 %(n)s 天', n=n)}{_('：')}{_places(day)}" for n, day in enumerate(trip.days, 1))
    pictures = tuple(
        (outside("seniors.picture", trip_id=trip_id, shape=shape, speaks=language()), *size)
        for shape, size in SIZES_PX.items()
    )
    return LinkCard(_name(trip), days, outside("seniors.trip", trip_id=trip_id), pictures)


def _name(trip: Itinerary) -> str:
    """A trip that sees nothing would be called by where its travellers live."""
    return trip_name(trip) if any(day.visits for day in trip.days) else _("银龄慢游")


def _places(day: Day) -> str:
    names = list(dict.fromkeys(short_name(spot_name(visit.place), "") for visit in day.visits))
    more = _("……") if len(names) > MOST_NAMES else ""
    return _("、").join(names[:MOST_NAMES]) + more if names else _("歇一天，或者在路上")


@lru_cache(maxsize=32)
def _scene(name: str) -> str:
    """A drawing by itself, in the colours of the style sheet."""
    sheet = COLOURS.read_text(encoding="utf-8")
    ours = re.search(r"^:root \{(.*?)^\}", sheet, re.MULTILINE | re.DOTALL)
    tokens = dict(re.findall(r"--s-(\w): (#[0-9a-f]{3,6});", ours[1] if ours else ""))
    style = "".join(f".{key}{{fill:{colour}}}" for key, colour in tokens.items()) + LINE % (tokens["r"], tokens["n"])
    drawing = (SCENES / f"{name}.svg").read_text(encoding="utf-8")
    head, _end, body = drawing.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{body}'
