"""What a trip is called: where it goes, what it is remembered by, how long; and how one gets there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from flask_babel import gettext as _

from planner.catalog import Catalog, Place, kind_words
from planner.itinerary.types import Itinerary, Leg, Spot, Visit
from routes.formatters import city_name, spot_name
from routes.presenters.cards.scenes import unlike_scenes
from routes.presenters.cards.spoken import counted
from routes.state import catalog, english, settings

BELONGS = "站湖"  # 沈阳站, 本溪湖: the city is part of the name
LEAST = 2  # signs that a name has without its city
NAMED = 2  # places that a name tells
LONGEST = {False: 8, True: 34}  # of a place's name in a trip's, Chinese and English
CUT = re.compile(r"[(（·,，;；]|/(?![0-9])|\s-\s")
ENGLISH_CUT = re.compile(r"[,;]|/(?![0-9])|\s-\s|\s\([^)]*\)$")  # brackets inside belong: Qingnian (Youth) Park
TAILS = ("近代建筑群", "历史文化街区", "博物院", "旧址陈列馆", "旅游风情街", "风景名胜区", "风景区", "旅游区", "景区")
MOST_SIGNS = 6  # of a name below a small picture: two lines of three
INSTITUTION = re.compile(  # what a name can do without where room is short
    r"(?:旧址)?(?:博物馆|博物院|纪念馆|陈列馆|展览馆|文化创意园|文创园)$|近代建筑群$|历史文化街区$|文旅小镇$|(?:旧址|遗址)$"
    r"|(?:国家|生态|温泉)*(?:旅游|森林|湿地|矿山|考古遗址|地质|工业主题|遗址|风景)*(?:公园|度假区|名胜区|景区|区|廊道|观鸟园)$"
)
FIRST_PART = re.compile(r".{1,4}?(?:广场|公园|电车|[街寺站馆山湖河岛港楼院校村厂区城桥宫滩沟])")
LAST_PART = re.compile("(?:博物馆|纪念馆|陈列馆|展览馆|创意园|法庭|指挥所|战俘营|讲武堂|观景台|水世界|酒店|山城)$")
WIDE_AREA = re.compile("^(?:中国|辽宁省?|东北)(?=.{3})")
ENDS_IN_NOUN = re.compile(
    "(?:Beach|Bridge|Church|Garden|Harbour|Island|Lake|Market|Memorial|Mine|Museum|Palace|Park|Pier|Square|Station|Street"
    "|Temple|Theatre|Tomb|Tower|Village|Wharf|Zoo)$"
)
OF_KINDS = {  # where the name does not end in a noun for it
    "campus": "Campus", "heritage": "Old site", "hot_spring": "Spring", "industrial": "Works", "island": "Island",
    "memorial": "Memorial", "mountain": "Hills", "museum": "Museum", "nature": "Nature", "old_street": "Old town",
    "park": "Park", "railway": "Railway", "seaside": "Sea", "temple": "Temple", "theatre": "Theatre",
    "theme_park": "Fun fair", "zoo_aquarium": "Zoo",
}  # fmt: skip
GRADES = {"5A": 2, "4A": 1}


def trip_name(trip: Itinerary) -> str:
    """沈阳老北站、铁西工人村两日 / Shenyang: Workers' Village and North Station, 2 days."""
    facts = catalog()
    seen = _title_places(facts, trip)
    cities = [facts.places[visit.place.id].city for visit in seen if visit.place.id in facts.places]
    days = len(trip.days)
    if not seen:
        home = city_name(trip.request.home)
        return _("%(city)s歇脚%(days)s日", city=home, days=_count(days))
    if english():
        own = [_english_name(visit, city) for visit, city in zip(seen, cities, strict=True)]
        names = (", " if any(" and " in name for name in own) else " and ").join(own)
        where = " and ".join(dict.fromkeys(city_name(city) for city in cities))
        return f"{where}: {names}, {days} day{'s' if days > 1 else ''}"
    told: list[str] = []
    before = None
    for visit, city in zip(seen, cities, strict=True):
        short = short_name(visit.place.name, city)
        told.append(short if city == before or short.startswith(city) else city + short)
        before = city
    return "、".join(told) + _count(days) + "日"


def _count(days: int) -> str:
    return str(days) if english() else counted(days)


def _english_name(visit: Visit, city: str) -> str:
    """As the trip's name tells its city once: without the city in front."""
    short = short_name(spot_name(visit.place), "")
    rest = short.removeprefix(city_name(city) + " ")
    return rest if " " in rest and rest[0].isupper() else short


def short_name(name: str, city: str) -> str:
    """A place's name without what stands in brackets, and without its city in front."""
    short = (ENGLISH_CUT if english() else CUT).split(name)[0].strip() or name
    rest = short.removeprefix(city + "市").removeprefix(city)
    short = short if len(rest) < LEAST or rest[0] in BELONGS else rest
    if not english() and len(short) > LONGEST[False]:
        tail = next((tail for tail in TAILS if short.endswith(tail) and len(short) > len(tail) + 1), "")
        short = short.removesuffix(tail)
    return short


def sign(spot: Spot, place: Place | None) -> str:
    """A place in the few letters that stand below a small picture: its name, else a part of it that is a word."""
    if english():
        noun = ENDS_IN_NOUN.search(short_name(spot_name(spot), ""))
        return noun[0] if noun else OF_KINDS.get(place.kind, "") if place else ""
    name = short_name(spot.name, place.city if place else "")
    for part in (name, WIDE_AREA.sub("", name), INSTITUTION.sub("", name)):
        if len(part) >= LEAST and not part.isascii() and _room(part) <= MOST_SIGNS:
            return part
    found = FIRST_PART.match(name) or LAST_PART.search(name)
    return found[0] if found else kind_words(settings().data_dir)[place.kind].zh if place else name[:MOST_SIGNS]


def _room(name: str) -> float:
    """How many Chinese signs are as wide."""
    return sum(0.6 if letter.isascii() else 1 for letter in name)


def _title_places(facts: Catalog, trip: Itinerary) -> list[Visit]:
    """The places a trip is called by, in the order they are seen: those of its theme, with a memory or a grade,
    one of each kind first."""
    visits = [visit for day in trip.days for visit in day.visits if visit.place.id in facts.places]
    chosen: list[Visit] = []
    kinds = Counter[str]()
    while len(chosen) < min(NAMED, len(visits)):
        left = [visit for visit in visits if visit not in chosen]
        best = max(left, key=lambda visit: _weight(facts.places[visit.place.id], trip, kinds))
        kinds[facts.places[best.place.id].kind] += 1
        chosen.append(best)
    return sorted(chosen, key=visits.index)


def _weight(place: Place, trip: Itinerary, kinds: Counter[str]) -> float:
    on_theme = trip.request.theme in place.theme_ids
    asked = place.id in trip.request.musts
    fit = len(short_name(place.name, place.city)) <= LONGEST[False]
    told = 2 * on_theme + 1.5 * bool(place.memory) + GRADES.get(place.grade or "", 0) + place.visit_min / 240
    return told + 5 * asked + fit - 1.5 * kinds[place.kind]


def title_scenes(trips: Iterable[Itinerary]) -> list[str]:
    """A picture for each trip of a list: of a place it is called by, unlike those before."""
    places = catalog().places
    called = ((trip.request.start, _title_places(catalog(), trip)) for trip in trips)
    return unlike_scenes([(places.get(visit.place.id), on) for visit in seen] for on, seen in called)


def way_there(trip: Itinerary) -> str:
    """从鞍山坐火车去; whoever stays at home hears that nothing is far."""
    facts, home = catalog(), trip.request.home
    values = {"home": city_name(home)}
    legs = [item for day in trip.days[:1] for item in day.items if isinstance(item, Leg)]
    seen = (facts.places.get(visit.place.id) for day in trip.days for visit in day.visits)
    if trip.request.arrival:
        return _("到站以后开始")
    if any(leg.mode == "train" for leg in legs):
        return _("从%(home)s坐火车去", **values)
    if all(place is None or place.city == home for place in seen):
        return _("就在%(home)s，不出远门", **values)
    return _("从%(home)s坐车去", **values)


def trip_title(trip: Itinerary) -> str:
    """The name with the way there, as lists, papers and calendars tell it."""
    return f"{trip_name(trip)} · {way_there(trip)}"
