"""Which picture stands for a place, a day's pause or a trip; drawn in templates/components/scenes, one hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from flask_babel import gettext as _

from planner.catalog import Place
from planner.itinerary.types import Itinerary
from planner.sentences import N_

WINTER = (12, 1, 2)
SEEN = {
    "archway": N_("石牌坊和石兽"),
    "bath": N_("屋檐下的温泉池"),
    "beach": N_("沙滩上的阳伞"),
    "bloom": N_("开花的树和长椅"),
    "bridge": N_("河上的铁桥"),
    "campus": N_("校园的红砖楼"),
    "cave": N_("坐船看的溶洞"),
    "church": N_("红砖教堂"),
    "factory": N_("红砖厂房和烟囱"),
    "farm": N_("农家院子和玉米垛"),
    "fish": N_("海洋馆的大鱼缸"),
    "furnace": N_("炼铁的高炉"),
    "gallery": N_("新式展览馆"),
    "hall": N_("门前有台阶的老礼堂"),
    "harbour": N_("码头上的轮船"),
    "hospital": N_("医院"),
    "island": N_("海岛和灯塔"),
    "lake": N_("公园的湖、桥和柳树"),
    "lane": N_("挂灯笼的老街"),
    "market": N_("早市的菜摊"),
    "marsh": N_("红海滩和丹顶鹤"),
    "memorial": N_("松树中间的纪念碑"),
    "mountain": N_("青山和松树"),
    "museum": N_("有柱子的博物馆"),
    "night": N_("夜里亮着灯的酒店"),
    "pagoda": N_("古塔"),
    "palace": N_("黄瓦红墙的宫殿"),
    "pier": N_("伸进海里的栈桥"),
    "pit": N_("露天矿坑"),
    "plane": N_("老飞机"),
    "reeds": N_("芦苇里的小船"),
    "relics": N_("展柜里的青铜器和瓷瓶"),
    "rowing": N_("湖上划船"),
    "shade": N_("树荫下下棋"),
    "shop": N_("供销社的柜台"),
    "snow": N_("雪地里的小屋"),
    "spring": N_("冒热气的温泉"),
    "square": N_("广场和圆顶楼"),
    "station": N_("老火车站"),
    "steam": N_("蒸汽机车"),
    "street": N_("老街"),
    "table": N_("饭桌"),
    "tablet": N_("碑墙和长明火"),
    "tea": N_("树下的茶桌"),
    "temple": N_("寺庙和香炉"),
    "train": N_("绿皮火车"),
    "tram": N_("老有轨电车"),
    "valley": N_("山谷里的瀑布"),
    "wall": N_("古城的城门楼"),
    "wheel": N_("摩天轮"),
    "zoo": N_("大象和长颈鹿"),
}
LIKE = {  # what else may stand for the same kind of place, the likeliest first
    "factory": ("factory", "furnace"), "lake": ("lake", "rowing", "shade"), "marsh": ("marsh", "reeds"),
    "memorial": ("memorial", "tablet"), "mountain": ("mountain", "valley"), "museum": ("museum", "gallery", "relics"),
    "palace": ("palace", "archway"), "pier": ("pier", "beach"), "spring": ("spring", "bath"),
    "street": ("street", "lane"), "temple": ("temple", "archway"),
}  # fmt: skip
OF_KINDS = {
    "campus": "campus", "heritage": "palace", "hot_spring": "spring", "industrial": "factory", "island": "island",
    "memorial": "memorial", "mountain": "mountain", "museum": "museum", "nature": "marsh", "old_street": "street",
    "park": "lake", "railway": "train", "seaside": "pier", "temple": "temple", "theatre": "hall",
    "theme_park": "wheel", "zoo_aquarium": "zoo",
}  # fmt: skip
OF_WORDS = {  # of a place's category or name: the first that is found says what is drawn
    "tram": ("tram",), "电车": ("tram",), "market": ("market",), "早市": ("market",), "供销": ("shop",),
    "social history": ("shop",), "bridge": ("bridge",), "断桥": ("bridge",), "great wall": ("wall",),
    "walled": ("wall",), "ancient city": ("wall",), "古城": ("wall",), "fort": ("wall",), "ski": ("snow",),
    "铁西工人村": ("shop",), "indoor": ("lane",),
    "航空": ("plane",), "aviation": ("plane",), "蒸汽": ("steam",), "机车": ("steam", "train"), "church": ("church",),
    "教堂": ("church",), "cave": ("cave",), "溶洞": ("cave",), "water park": ("wheel",), "aquarium": ("fish",),
    "ocean park": ("fish",), "海洋世界": ("fish",), "pagoda": ("pagoda", "temple"), "白塔": ("pagoda",),
    "imperial tomb": ("archway", "palace"), "historic tomb": ("archway",), "露天矿": ("pit",), "open-pit": ("pit",),
    "矿坑": ("pit",), "军港": ("harbour",), "渔人码头": ("harbour", "street"), "港15库": ("harbour", "factory"),
    "naval": ("harbour",), "钢": ("furnace", "factory"), "油": ("factory",), "village": ("farm",), "rural": ("farm",),
    "farm": ("farm",), "orchard": ("farm", "bloom"), "botanical": ("bloom",), "garden": ("bloom",),
    "blossom": ("bloom", "lake"), "wetland": LIKE["marsh"], "红海滩": ("marsh",), "reed": ("reeds",),
    "forest": LIKE["mountain"], "valley": ("valley", "mountain"), "canyon": ("valley", "mountain"),
    "漂流": ("valley",), "railway museum": ("steam", "train"), "铁路陈列馆": ("steam", "train"),
    "science museum": ("gallery", "relics"), "art museum": ("gallery", "relics"), "archaeology": ("relics", "gallery"),
    "liquor": ("relics", "museum"), "museum": LIKE["museum"], "博物馆": LIKE["museum"], "博物院": LIKE["palace"],
    "imperial": LIKE["palace"], "palace": LIKE["palace"], "站旧址": ("station",), "火车站": ("station",),
    "老站房": ("station",), "square": ("square", "tram"), "food street": ("table",), "tea": ("tea",),
    "bathing": ("beach",), "beach": ("beach", "pier"), "seaside resort": ("beach", "pier"),
    "old town": ("lane", "street"), "古镇": ("lane", "street"), "residence": ("lane", "museum"), "孔庙": ("temple",),
}  # fmt: skip
UNDER_SNOW = ("bloom", "mountain", "shade", "valley")
NOT_IN_WINTER = ("beach", "reeds", "rowing")
OF_THEMES = {"nostalgia": "factory", "youth": "campus"}


def theme_scene(theme: str) -> str:
    """The picture that stands for trips of a theme."""
    return OF_THEMES.get(theme, "street")


def scene_of(place: Place | None, on: date) -> str:
    """The picture of a place by itself; parks and hills lie under snow in winter."""
    return _scenes(place, on)[0]


def scenes_along(trip: Itinerary, places: Mapping[str, Place]) -> dict[str, str]:
    """By the id of each place of a trip its picture: of those that suit it the one that was seen least before, and
    never that of the place before, as long as another suits."""
    chosen: dict[str, str] = {}
    seen = Counter[str]()
    before = ""
    for key, suit in ((v.place.id, _scenes(places.get(v.place.id), day.date)) for day in trip.days for v in day.visits):
        before = chosen.setdefault(key, _unlike(suit, before, seen))
        seen[before] += 1
    return chosen


def unlike_scenes(several: Iterable[Iterable[tuple[Place | None, date]]]) -> list[str]:
    """A picture for each card of a list, of one of the places it speaks of, unlike those before."""
    found: list[str] = []
    for places in several:
        suit = [scene for place, on in places for scene in _scenes(place, on)] or ["tea"]
        found.append(_unlike(suit, found[-1] if found else "", Counter(found)))
    return found


def _unlike(suit: Sequence[str], before: str, seen: Mapping[str, int]) -> str:
    return min(suit, key=lambda scene: (scene == before, seen.get(scene, 0), suit.index(scene)))


def _scenes(place: Place | None, on: date) -> tuple[str, ...]:
    if place is None:
        return ("street",)
    return _suited(place.category.lower(), place.name, place.kind, on.month in WINTER)


@cache
def _suited(category: str, name: str, kind: str, winter: bool) -> tuple[str, ...]:
    """All pictures that can stand for such a place, the likeliest first."""
    about = f"{category} {name}"
    own = OF_KINDS.get(kind, "street")
    suit = next((scenes for word, scenes in OF_WORDS.items() if word in about), LIKE.get(own, (own,)))
    if not winter:
        return suit
    cold = tuple("snow" if scene in UNDER_SNOW else scene for scene in suit if scene not in NOT_IN_WINTER)
    return cold or ("snow",)


def scene_words(scene: str) -> str:
    """What is seen on a picture."""
    return _(SEEN[scene])


def trip_scene(trip: Itinerary, places: Mapping[str, Place]) -> str:
    """A train if one goes there by train, else what is seen first."""
    first = [item for day in trip.days[:1] for item in day.items]
    if any(item.kind == "leg" and item.mode == "train" for item in first):
        return "train"
    return next(iter(scenes_along(trip, places).values()), "tea")
