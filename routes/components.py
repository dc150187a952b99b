"""`/components`: every component of templates/components with small example data, for designers and for tests.

No page links here. The examples are made of the first facts there are, so that the page shows any region's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.catalog import Catalog, Hotel, Place, RailFacts, Restaurant, Station
from planner.clock import today
from planner.itinerary.types import Day, Itinerary, Leg, Lunch, Proof, Rest, Spot, Supper, TripRequest, Visit
from planner.product import ChangedCall, ProductCall
from planner.sharing import FamilyComment
from planner.train.diagram import diagram
from planner.train.types import Passing
from routes.formatters import stations_words, theme_name
from routes.forms import Field, Form
from routes.presenters import (
    SEEN,
    AlternativeCard,
    ChangeReport,
    DayEffort,
    FamilyMessages,
    InsightTexts,
    ShownPhoto,
    SoldTrain,
    Version,
    calls_of,
    changed_call_words,
    link_card,
    offers,
    trip_view,
)
from routes.rail import Saving, StationRow
from routes.state import catalog, rail

bp = Blueprint("components", __name__)
PARTS = ("", "waiting", "work")  # of the gallery: what is whole, what is wrong or not yet there, workbenches
EXAMPLE = "example"  # the id of the trips that the examples speak of
NINE, HOUR = 9 * 60, 60


@bp.get("/components")
@bp.get("/components/<part>")
def gallery(part: str = "") -> str:
    """A part of the gallery."""
    if part not in PARTS:
        abort(404)
    if part == "waiting":
        flash(_("有几处要改一下"))  # shown at once
    facts, lines = catalog(), rail()
    trip = example_trip(facts)
    view = trip_view(trip)
    return render_template(
        "components/gallery/page.html",
        part=part,
        trip_id=EXAMPLE,
        report=ChangeReport(EXAMPLE, (_("有几处要改一下"),)) if part else None,
        messages=example_messages(waiting=bool(part)),
        insights=example_insights(trip),
        form=example_form(wrong=bool(part)),
        efforts=[DayEffort(rings, _("人数"), _("电话")) for rings in (1, 2, 3)],
        offers=offers(trip),
        photos=example_photos(trip),
        scenes=SEEN,
        shared=link_card(trip, EXAMPLE),
        saving=Saving("path", {}, EXAMPLE),
        scenario=example_scenario(),
        stations=lines.stations,
        moved_train=example_moved(lines, trip),
        calls=calls_of(facts, trip, view["texts"]),
        **view,
        **(example_train(lines) if part == "work" else {}),
    )


def example_photos(trip: Itinerary) -> dict[str, tuple[ShownPhoto, ...]]:
    """Of the first place one of now, of the second one of then too; a drawing stands for them."""
    first, second = (visit.place.id for visit in trip.days[0].visits[:2])
    picture = url_for("static", filename="img/icon.svg")
    then, now = (
        ShownPhoto(picture, 400, 300, when, when, _("电话"), "CC BY 4.0", _("名字")) for when in (_("当年"), _("现在"))
    )
    return {first: (now,), second: (then, now)}


def example_form(*, wrong: bool) -> Form:
    """A field of each kind, filled in; with something to mend in all of them if `wrong`."""
    fields = (
        Field("typed", _("名字"), _("人数")),
        Field("text", _("电话"), type="textarea"),
        Field("some", _("可以选几样"), options=(("1", _("人数")), ("2", _("电话"))), many=True),
        Field("one", _("可以选几样"), options=(("1", _("人数"), _("电话")), ("2", _("电话"), ""))),
        Field("picked", _("可以选几样"), options=(("1", _("人数")), ("2", _("电话")))),
    )
    form = Form(fields, MultiDict([("typed", "123"), ("text", "456"), ("some", "1"), ("one", "1")]))
    for name in form.fields if wrong else ():
        form.mend(name, _("有几处要改一下"))
    return form


def example_scenario() -> Form:
    """The form that saves a train, its name to be mended."""
    themes = tuple((theme, theme_name(theme)) for theme in ("nostalgia", "nature"))
    fields = (
        Field("name", _("方案的名字"), default="1"),
        Field("theme", _("白天游玩按什么主题算"), default="nostalgia", options=themes),
        Field("guests", _("人数"), default="320", type="number"),
    )
    form = Form(fields)
    form.mend("name", _("有几处要改一下"))
    return form


def example_trip(facts: Catalog) -> Itinerary:
    """Two days that have everything a day can have."""
    known = [row for row in facts.stations.values() if row.lat is not None]
    station, other = [_spot("station", row) for row in known[:2]]
    places = [_spot("place", row) for row in _places(facts)]
    hotel = _spot("hotel", next(iter(facts.hotels.values())))
    table = _spot("restaurant", next(iter(facts.restaurants.values())))
    first = (
        Leg(NINE, NINE + HOUR, station, other, "train", 120.0, train="C1"),
        Leg(NINE + HOUR, NINE + 2 * HOUR, other, places[0], "ride", 60.0, stops=1),
        Visit(NINE + 2 * HOUR, NINE + 3 * HOUR, places[0], 600, 0, 120, 1, hours_known=True, sits=2, toilets=1),
        Lunch(NINE + 3 * HOUR, NINE + 4 * HOUR, table),
        Rest(NINE + 4 * HOUR, NINE + 5 * HOUR, table),
        Visit(NINE + 5 * HOUR, NINE + 6 * HOUR, places[1], 400, 20, 120, 0, hours_known=False, sits=1),
        Leg(NINE + 6 * HOUR, NINE + 7 * HOUR, places[1], hotel, "ride", 8.5),
        Supper(NINE + 9 * HOUR, NINE + 10 * HOUR, hotel, table, 300),
    )
    second = (
        Leg(NINE, NINE + HOUR, hotel, places[2], "ride", 12.0),
        Visit(NINE + HOUR, NINE + 3 * HOUR, places[2], 700, 5, 200, 1, hours_known=True),
        Lunch(NINE + 3 * HOUR, NINE + 4 * HOUR, places[2]),
        Leg(NINE + 4 * HOUR, NINE + 5 * HOUR, places[2], station, "ride", 15.0),
    )
    start = date(today().year + 1, 5, 11)
    days = (Day(start, first, hotel, 1000, 20, 300, 128), Day(start.replace(day=12), second, None, 700, 5, 250, 90))
    wish = TripRequest("nostalgia", next(iter(facts.cities)), 2, "gentle", start, ages=(72, 68), birth_year=1952)
    return Itinerary(wish, days, Proof(900.0, 1000.0, 0.1, False, 12, 3, 4567, 1.5), facts.digest)


def _places(facts: Catalog) -> Iterator[Place]:
    """Three of one city, of which the first has steps and a price at least."""
    known = [place for place in facts.places.values() if place.step_free and place.ticket_fen]
    first = known[0]
    yield first
    yield from [place for place in facts.places.values() if place.city == first.city and place is not first][:2]


def _spot(kind: str, row: Place | Hotel | Restaurant | Station) -> Spot:
    key = row.name if isinstance(row, Station) else row.id
    return Spot(kind, key, row.name, row.name_en, row.lat or 0.0, row.lon or 0.0)


def example_messages(waiting: bool) -> FamilyMessages:
    """Comments and changes of a family; `waiting`: it is changing the trip."""
    at = datetime(2027, 4, 1, 9, 30)
    comments = (
        FamilyComment(link=EXAMPLE, at=at, who="Anna", text="Take an umbrella!"),
        FamilyComment(link=EXAMPLE, at=at, who="女儿", text="记得带药。"),
    )
    return FamilyMessages(comments, (Version(EXAMPLE, at, (_("有几处要改一下"),)),), int(waiting))


def example_insights(trip: Itinerary) -> InsightTexts:
    """Another trip, a day for rain of each kind, places left out, what a little more brings."""
    wet = trip.days[1]
    return InsightTexts(
        (AlternativeCard(EXAMPLE, trip, _("有几处要改一下"), 1000),),
        (_("有几处要改一下"),),
        ((1, wet, False), (2, wet, True), (3, None, False)),
        (_("有几处要改一下"),),
    )


def example_moved(lines: RailFacts, trip: Itinerary) -> SoldTrain:
    """A train that comes half an hour later than it was sold."""
    before = ProductCall(next(iter(lines.stations)), 480, 990)
    changed = ChangedCall(before.station, before, replace(before, arrive=510))
    return SoldTrain([], changed_call_words([changed]), trip.request.start, settled=False)


def example_train(lines: RailFacts) -> dict[str, object]:
    """A train from end to end of the first section and on: its table, its diagram."""
    section = lines.sections[0]
    ahead = (s for s in lines.sections if s.from_station == section.to_station and s.to_station != section.from_station)
    names = [section.from_station, section.to_station, *(s.to_station for s in [*ahead][:1])]
    at_s = [8 * 3600 + 1200 * n for n in range(len(names))]
    way = [
        Passing(name, s, s + (60 if 0 < n < len(names) - 1 else 0), 20.0 * n, section.line if n else None)
        for n, (name, s) in enumerate(zip(names, at_s, strict=True))
    ]
    rows = [
        StationRow(p.station, p.arrive_s // 60 if n else None, p.depart_s // 60, p.km, n != 1, n == 1)
        for n, p in enumerate(way)
    ]
    return {
        "rows": rows,
        "line": section.line,
        "graph": diagram(lines, way, {way[0].station, way[-1].station}, name=stations_words),
    }
