"""A longer stay in words: tables that pages share, and plain lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.catalog import Catalog, TicketPolicy
from planner.clock import clock_text
from planner.itinerary.types import Day, Leg, Spot
from planner.language import Translate
from planner.sentences import N_
from planner.stay.types import NearbyThing, Stay, StayBase, StayDay, StayProof

SETTING_WORDS = {
    "mild": N_("气候舒服"),
    "sea": N_("海边"),
    "hot_spring": N_("温泉"),
    "snow": N_("冰雪"),
}
STRENGTH_WORDS = {
    "sea": N_("靠海"),
    "hot_spring": N_("有温泉"),
    "snow": N_("附近有冰雪活动"),
    "park": N_("走着能到公园"),
    "market": N_("走着能到商业街或早市"),
    "table": N_("附近有查得到的餐馆"),
    "lodging": N_("适合住得久"),
}
USE_WORDS = {
    "park": N_("公园"),
    "sea": N_("海边"),
    "hot_spring": N_("温泉"),
    "market": N_("逛街买东西"),
    "sight": N_("看看"),
    "table": N_("吃饭"),
}
UNKNOWN_WORDS = {
    "month_price": N_("住一个月怎么算钱，能不能便宜"),
    "kitchen": N_("能不能自己做饭"),
    "laundry": N_("能不能洗衣服"),
    "price": N_("一晚多少钱"),
    "lift": N_("有没有电梯"),
    "accessible_room": N_("有没有无障碍房"),
    "market": N_("附近哪里有菜市场、早市"),
    "park": N_("附近哪里能散步"),
    "phone": N_("酒店的电话"),
}
WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))


def known_policies(catalog: Catalog, cities: Iterable[str] = ()) -> tuple[TicketPolicy, ...]:
    """What is known of policies for longer stays in the whole region and in these cities."""
    named = set(cities)
    rows = (row for row in catalog.policies.values() if row.covers == "stay")
    return tuple(row for row in rows if row.city is None or row.city in named)


def stay_summary(catalog: Catalog, stay: Stay, language: str, _: Translate) -> str:
    """The bases with what is known and unknown of them, the days, the policies, and what is proven."""
    lines = []
    for number, base in enumerate(stay.bases, 1):
        lines += [*_base(catalog, number, base, language, _), ""]
    lines += [*_days(stay, language, _), ""]
    policies = known_policies(catalog, [base.city for base in stay.bases])
    lines += [row.en if language == "en" else row.zh for row in policies]
    return "\n".join([*lines, "", proof_words(stay.proof, _)])


def _base(catalog: Catalog, number: int, base: StayBase, language: str, _: Translate) -> Iterator[str]:
    city = catalog.cities[base.city].name_en if language == "en" else base.city
    head = _("住处 {number}：{hotel}（{city}），{nights} 晚，{arrive} 到 {leave}")
    yield head.format(
        number=number, hotel=_name(base.hotel, language), city=city, nights=base.nights,
        arrive=base.arrive.isoformat(), leave=base.leave.isoformat(),
    )  # fmt: skip
    if base.strengths:
        yield "  " + _("、").join(_(STRENGTH_WORDS[what]) for what in base.strengths)
    hospital = base.hospital
    yield (
        "  "
        + _("医院：{name}，直线约 {km} 公里").format(
            name=hospital.name_en if language == "en" else hospital.name, km=f"{hospital.km:g}"
        )
        + (_("（只知道在哪个镇，可能差几公里）") if hospital.rough else "")
    )
    for weather in base.weather:
        text = _("{month} 月：白天约 {high} 度，夜里约 {low} 度").format(
            month=weather.month, high=weather.high_c, low=weather.low_c
        )
        measured = catalog.climate[weather.measured_in]
        town = measured.name_en if language == "en" else measured.name
        yield "  " + text + (_("（按 {km} 公里外的{city}估计）").format(km=weather.km, city=town) if weather.km else "")
    if base.things:
        far = [thing for thing in base.things if thing.spot.kind != "hotel"]
        all_rough = len(far) > 1 and all(thing.rough for thing in far)
        told = _("；").join(thing_words(thing, language, _, sure=all_rough) for thing in base.things)
        yield "  " + _("附近：") + told + (_("（位置都只准到一公里左右）") if all_rough else "")
    else:
        yield "  " + _("附近：没有查到，请问酒店")
    yield "  " + _("要先问酒店：") + _("、").join(_(UNKNOWN_WORDS[code]) for code in base.unknown)


def thing_words(thing: NearbyThing, language: str, _: Translate, *, sure: bool = False) -> str:
    """A thing near by, how far it is, and how sure that is unless it is taken as `sure`."""
    name = _name(thing.spot, language)
    if thing.spot.kind == "hotel":
        return _("在酒店里泡温泉")
    if thing.way == "walk":
        text = _("{name}，走约 {minutes} 分钟").format(name=name, minutes=max(1, thing.minutes))
    else:
        text = _("{name}，坐车约 {minutes} 分钟").format(name=name, minutes=thing.minutes)
    return text + (_("（位置只准到一公里左右）") if thing.rough and not sure else "")


def _days(stay: Stay, language: str, _: Translate) -> Iterator[str]:
    for number, day in enumerate(stay.days):
        if number % 7 == 0:
            yield _("第 {number} 周").format(number=number // 7 + 1)
        when = f"{day.date.isoformat()} {_(WEEKDAYS[day.date.weekday()])}"
        yield f"  {when}  {_day(day, language, _)}"


def _day(day: StayDay, language: str, _: Translate) -> str:
    if day.use == "move" and day.trip:
        return _("路上：") + _way(day.trip, language, _)
    if day.use == "outing" and day.trip:
        names = _("、").join(_name(visit.place, language) for visit in day.trip.visits)
        first, last = day.trip.items[0].start, day.trip.items[-1].end
        return _("出门：{names}（{start}–{end}）").format(names=names, start=clock_text(first), end=clock_text(last))
    if not day.things:
        return _("歇着：附近没有查到去处，问问酒店")
    return _("歇着：") + _("；").join(thing_words(thing, language, _, sure=True) for thing in day.things)


def _way(day: Day, language: str, _: Translate) -> str:
    """The train of a move, or that it is by road."""
    legs = [item for item in day.items if isinstance(item, Leg)]
    for leg in legs:
        if leg.mode == "train":
            ends = {"origin": _name(leg.origin, language), "target": _name(leg.target, language)}
            times = {"start": clock_text(leg.start), "end": clock_text(leg.end)}
            return _("火车 {train}，{origin} {start} → {target} {end}").format(train=leg.train, **ends, **times)
    minutes = sum(leg.end - leg.start for leg in legs)
    target = _name(legs[-1].target, language) if legs else ""
    return _("坐车到{target}，约 {minutes} 分钟").format(target=target, minutes=minutes)


def proof_words(proof: StayProof, _: Translate) -> str:
    """What is proven, and over what."""
    text = _(
        "得分 {worth}，上界 {bound}（{cities} 个城市的 {hotels} 家酒店，一处或两处都比过，{outings} 种出门的安排）。"
    )
    verdict = _("已证明是其中最好的。") if proof.optimal else _("还没有证明是最好的。")
    return text.format(
        worth=proof.worth, bound=proof.bound, cities=proof.cities, hotels=proof.hotels, outings=f"{proof.outings:,}"
    ) + verdict  # fmt: skip


def _name(spot: Spot, language: str) -> str:
    return spot.name_en if language == "en" else spot.name
