"""Names out of the region's facts by which pages tell how something is written, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from flask_babel import gettext as _

from routes.formatters import city_name, own_name
from routes.state import catalog, english, rail, region


@dataclass(frozen=True)
class Example:
    """`first`, `second` and `third` are the calls of a night train, `one` and `other` neighbouring stations, `way`
    stations in a row; `train` is a published train, `trains` are two in one text, `not_daily` is another."""

    city: str
    place: str
    station: str
    arriving: str
    first: str
    second: str
    third: str
    one: str
    other: str
    way: str
    train: str
    trains: str
    not_daily: str


def example() -> Example:
    """The region's examples, looked up once a request."""
    if "example" not in g:
        g.example = _example()
    found: Example = g.example
    return found


def _example() -> Example:
    here, stations = region(), rail().stations
    named = here.examples
    place = next((each for each in catalog().places.values() if each.name == named.place), None)

    def own(name: str) -> str:
        return own_name(stations[name]) if name in stations else name

    first, second, third = map(own, named.calls)
    one, other = map(own, named.section)
    return Example(
        city=city_name(here.home), place=own_name(place) if place else named.place,
        station=own(named.station), arriving=named.arriving, first=first, second=second, third=third,
        one=one, other=other, way=_("、").join(map(own, named.ways[0])), train=named.trains[0],
        trains=(", " if english() else "，").join(named.trains[:2]), not_daily=named.trains[2],
    )  # fmt: skip
