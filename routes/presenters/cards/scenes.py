"""Which picture stands for a place, a day's pause or a trip; drawn in templates/components/scenes, one hand."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from planner.catalog import Place
from planner.itinerary.types import Itinerary
from planner.sentences import N_

WINTER = (12, 1, 2)
SEEN = {
    "bloom": N_("开花的树和长椅"),
    "bridge": N_("河上的铁桥"),
    "campus": N_("校园的红砖楼"),
    "factory": N_("红砖厂房和烟囱"),
    "farm": N_("农家院子和玉米垛"),
    "hall": N_("门前有台阶的老礼堂"),
    "hospital": N_("医院"),
    "island": N_("海岛和灯塔"),
    "lake": N_("公园的湖、桥和柳树"),
    "market": N_("早市的菜摊"),
    "marsh": N_("红海滩和丹顶鹤"),
    "memorial": N_("松树中间的纪念碑"),
    "mountain": N_("青山和松树"),
    "museum": N_("有柱子的博物馆"),
    "night": N_("夜里亮着灯的酒店"),
    "palace": N_("黄瓦红墙的宫殿"),
    "pier": N_("伸进海里的栈桥"),
    "shop": N_("供销社的柜台"),
    "snow": N_("雪地里的小屋"),
    "spring": N_("冒热气的温泉"),
    "station": N_("老火车站"),
    "street": N_("老街"),
    "table": N_("饭桌"),
    "tea": N_("树下的茶桌"),
    "temple": N_("寺庙和香炉"),
    "train": N_("绿皮火车"),
    "tram": N_("老有轨电车"),
    "wall": N_("古城的城门楼"),
    "wheel": N_("摩天轮"),
    "zoo": N_("大象和长颈鹿"),
}
OF_KINDS = {
    "campus": "campus", "heritage": "palace", "hot_spring": "spring", "industrial": "factory", "island": "island",
    "memorial": "memorial", "mountain": "mountain", "museum": "museum", "nature": "marsh", "old_street": "street",
    "park": "lake", "railway": "train", "seaside": "pier", "temple": "temple", "theatre": "hall",
    "theme_park": "wheel", "zoo_aquarium": "zoo",
}  # fmt: skip
OF_WORDS = (  # of a place's category or name, the first that is found
    ("tram", "tram"),
    ("电车", "tram"),
    ("market", "market"),
    ("早市", "market"),
    ("供销", "shop"),
    ("social history", "shop"),
    ("bridge", "bridge"),
    ("断桥", "bridge"),
    ("wall", "wall"),
    ("ancient city", "wall"),
    ("古城", "wall"),
    ("ski", "snow"),
    ("village", "farm"),
    ("rural", "farm"),
    ("botanical", "bloom"),
    ("garden", "bloom"),
    ("wetland", "marsh"),
    ("红海滩", "marsh"),
    ("forest", "mountain"),
    ("valley", "mountain"),
    ("cave", "mountain"),
    ("museum", "museum"),
    ("博物馆", "museum"),
    ("imperial", "palace"),
    ("palace", "palace"),
    ("站旧址", "station"),
    ("火车站", "station"),
    ("square", "tram"),
    ("food street", "table"),
    ("tea", "tea"),
    ("beach", "pier"),
)

OF_THEMES = {"nostalgia": "factory", "youth": "campus"}


def theme_scene(theme: str) -> str:
    """The picture that stands for trips of a theme."""
    return OF_THEMES.get(theme, "street")


def scene_of(place: Place | None, on: date) -> str:
    """The picture of a place; parks and hills lie under snow in winter."""
    if place is None:
        return "street"
    about = f"{place.category.lower()} {place.name}"
    scene = next((name for word, name in OF_WORDS if word in about), OF_KINDS.get(place.kind, "street"))
    return "snow" if scene in ("mountain", "bloom") and on.month in WINTER else scene


def scene_words(scene: str) -> str:
    """What is seen on a picture."""
    return _(SEEN[scene])


def trip_scene(trip: Itinerary, places: dict[str, Place]) -> str:
    """A train if one goes there by train, else what is seen first."""
    first = [item for day in trip.days[:1] for item in day.items]
    if any(item.kind == "leg" and item.mode == "train" for item in first):
        return "train"
    visits = [(visit, day.date) for day in trip.days for visit in day.visits]
    return scene_of(places.get(visits[0][0].place.id), visits[0][1]) if visits else "tea"
