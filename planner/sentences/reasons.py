"""Why a wish cannot be met, and what would help; why a place was chosen or left out; what an edit brought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from planner.language import Translate
from planner.sentences.words import N_, NAMES, WEEKDAYS

NAMED = {"city", "station", "from", "to", "cities", "others", "legs"}
LISTS = {"cities", "others", "legs"}  # values of reasons that name several, with 、 between them


class ReasonLike(Protocol):
    """`planner.itinerary.types.result.Reason`, which lives above this module."""

    @property
    def code(self) -> str: ...
    @property
    def values(self) -> Mapping[str, str | int]: ...


REASONS = {
    "place_shows": N_("{place}有演出才开门，哪天有还不知道，这里排不了；想看戏，先打电话问剧场。"),
    "place_unsure": N_("{place}的位置或开放情况还没有核实，暂时不能安排。"),
    "place_steps": N_("{place}有台阶，或者没有查到不走台阶的路。照您选的腿脚，去不了。"),
    "place_toilet": N_("{place}要待 {needs} 分钟，那里没有不走台阶的厕所。照您选的腿脚，最多隔 {may} 分钟上一次厕所。"),
    "place_hard": N_("{place}太费力气，我们不安排。"),
    "place_walk": N_("{place}：您说一天走 {may} 米，这里要走 {needs} 米。"),
    "place_climb": N_("{place}要爬高 {needs} 米，照您说的腿脚，一天最多 {may} 米。"),
    "place_effort": N_("{place}太费力气，照您说的腿脚，一天下来吃不消。"),
    "must_banned": N_("{place}既在“一定要去”里，又在“不想去”里。请只留一处。"),
    "must_closed": N_("{place}在这几天都不开放。"),
    "must_weekday": N_("{place}每逢{weekdays}不开放，这几天去不成。"),
    "pin_weekday": N_("第 {day} 天是{weekdays}，{place}每逢{weekdays}不开放。"),
    "pin_closed": N_("第 {day} 天{place}不开放。"),
    "season_closed": N_("{place}只在 {from} 月到 {to} 月开放。"),
    "pin_hours": N_("第 {day} 天{place}从 {opens} 开到 {closes}，{at} 去看不完。"),
    "pin_hours_assumed": N_(
        "没有查到{place}的开放时间，我们只按 {opens} 到 {closes} 安排，{at} 去排不了。请先打电话问问。"
    ),
    "pin_far": N_("第 {day} 天去{place}排不进去：路太远，或者时间凑不上。"),
    "must_far": N_("{place}这几天排不进去：路太远，或者时间凑不上。"),
    "must_budget": N_("{place}的门票每人要 {needs} 元，您的预算是每人 {yuan} 元。"),
    "musts_budget": N_("{places}的门票加起来，每人要 {needs} 元，您的预算是每人 {yuan} 元。"),
    "musts_together": N_("一定要去的地方放在一起排不下。"),
    "alone": N_("只为这一条就排不下：{wish}。"),
    "together": N_("下面这几条放在一起排不下："),
    "wish_must": N_("一定要去{place}"),
    "wish_pin": N_("第 {day} 天去{place}"),
    "wish_not": N_("不去{place}"),
    "wish_budget": N_("每人门票不超过 {yuan} 元"),
    "wish_kinds": N_("有几类地方不要"),
    "wish_company": N_("照顾同行人的体力"),
    "wish_slow": N_("慢一点的节奏"),
    "wish_lift": N_("只住查到有电梯的酒店"),
    "wish_price": N_("酒店价位的限制"),
    "wish_arrival": N_("从{station}站开始"),
    "wish_departure": N_("到{station}站结束"),
    "help_days": N_("多加 {more} 天就能排下。"),
    "help_start": N_("改在 {start} 出发就能排下。"),
    "help_pin_time": N_("{place}不定几点去，就能排下。"),
    "help_pin_day": N_("{place}改在第 {to} 天去，就能排下。"),
    "help_arrive": N_("改成 {at} 到{station}站，就能排下。"),
    "help_leave": N_("改成 {at} 从{station}站返程，就能排下。"),
    "help_fewer": N_("只玩 {days} 天就能排下。"),
    "help_none": N_("天数、日期和这几条，我们一样一样改着试过，只改一样还排不下。请一次多改几样。"),
    "help_without": N_("去掉这一条就能排下：{wish}。"),
    "help_edit": N_("这一条改动不做，就能接着走：{wish}。"),
    "help_without_all": N_("不去{places}，就能排下。"),
    "besides": N_("去掉这些以后，还有："),
    "help_profile": N_("如果能按“{profile}”来走，就能排下。"),
    "out_banned": N_("{place}：您说不想去。"),
    "out_kind": N_("{place}：您说不要这一类地方。"),
    "out_closed": N_("{place}：这几天不开放，{opens} 起开放。"),
    "out_shut": N_("{place}：一年之内都没有查到开放的日子。"),
    "out_far": N_("{place}：离住处太远，当天来回排不下。"),
    "out_no_room": N_("{place}：加上它，别的要求就满足不了。多加一天会好些。"),
    "out_instead": N_("{place}：去这里，就得少看{gone}，所以没排。"),
    "out_other_trip": N_("{place}：去这里，就得少看 {count} 处，所以没排。"),
    "out_longer": N_("{place}：能去，可是路上久、人更累，所以没排。"),
    "out_worth_less": N_("{place}：可以去，但不如现在安排的合您的心意。"),
    "more_day": N_("多住一天"),
    "more_walk": N_("每天多走几百步"),
    "more_budget": N_("每人门票多花 100 元"),
    "gain_none": N_("{wish}：也没有更好的安排。"),
    "gain_lighter": N_("{wish}：去的地方一样多，路上轻松些。"),
    "gain_swap": N_("{wish}：还能去{came}，不去{went}。"),
    "gain": N_("{wish}：还能去{came}。"),
    "gain_unsure": N_("也许还有别的走法。"),
    "other_places": N_("去别的地方：有 {new} 处不一样。"),
    "other_easier": N_("更轻松：走得最多的一天约走 {walk} 米，少 {walk_less} 米。"),
    "other_one_city": N_("不换酒店：每晚住在同一家。"),
    "other_cheaper": N_("门票更省：已知门票少 {yuan_less} 元。"),
    "other_nature": N_("多看自然风光：{new} 处和第一个方案不同。"),
    "other_culture": N_("多看文化古迹：{new} 处和第一个方案不同。"),
    "other_facts": N_("资料更新过了，这条行程是按以前的资料排的。"),
    "trip_over": N_("这趟行程已经走完了，没有可以重排的。"),
    "now_no_way": N_("从现在起，今天到不了{spot}：没有赶得上的火车，坐车也太远。请先改签，或者就近住下再排。"),
    "now_too_late": N_("现在就动身，坐车约 {minutes} 分钟，{at} 才到{spot}，太晚了。请直接过去，明天的行程到时再排。"),
    "no_hotel": N_("从{city}出发，没有找到适合您、当天又能到的酒店。"),
    "no_hotel_lift": N_("从{city}出发，当天能到的地方，没有查到有电梯的酒店。"),
    "no_evening_hotel": N_("晚上到{city}，当晚就住在那里。可是{city}的酒店都还没有核实，暂时不能安排。"),
    "no_evening_lift": N_("晚上到{city}，当晚就住在那里。可是您要住有电梯的酒店，{city}没有查到。"),
    "no_way": N_("从{city}出发，这几天排不出行程。"),
    "train_station_lacks": N_("按本方案的假定，{station}站不能停一整天，{city}去不成。请改假定，或者去掉{city}。"),
    "train_no_station": N_("{city}没有普通列车能停的车站。请换个出发城市。"),
    "train_must_not": N_("{city}是出发城市，或者同时写在“停”和“不停”里，不能安排停靠。"),
    "train_no_calls": N_("从{city}出发，这几天排不出停靠的城市。请多加几天，换个主题，或者少写几个城市。"),
    "train_blocked": N_("从{city}出发，夜里和公布的列车冲突，没有找到运行线。请换个日期，或者少写几个城市。"),
    "train_not_station": N_("{city}：没有普通列车能停的车站。"),
    "train_not_stabling": N_("{city}：{station}站白天停不下整列车。"),
    "train_not_water": N_("{city}：{station}站不能上水。"),
    "train_not_sewage": N_("{city}：{station}站不能吸污。"),
    "train_not_platform": N_("{city}：{station}站的站台停不下整列车。"),
    "train_not_steps": N_("{city}：{station}站上下车有台阶。"),
    "train_not_nothing": N_("{city}：这几天没有合适的景点可看。"),
    "train_not_line": N_("{city}：没有普通铁路相通。"),
    "train_not_far": N_("{city}：最近的一段夜车也要 {minutes} 分钟，最多 {limit} 分钟。"),
    "train_not_path": N_("{city}：夜里 {legs} 和公布的列车冲突，没有运行线。"),
    "train_not_musts": N_("{city}：一定要停的城市已经把天数排满，或者夜里接不上。"),
    "train_not_chain": N_("{city}：停在这里，前后的夜车就接不上。"),
    "train_not_worth": N_("{city}：停在这里要放弃{others}，至少少 {points} 分。"),
    "train_not_short": N_(
        "{city}：{from}到{to}的夜车只要 {minutes} 分钟，少于 {limit} 分钟，睡不够；至少少 {points} 分。"
    ),
    "train_not_long": N_("{city}：{from}到{to}的夜车要 {minutes} 分钟，超过 {limit} 分钟；至少少 {points} 分。"),
    "train_other_order": N_("换个次序：{cities}；少 {points} 分。"),
    "train_other_nights": N_("夜车长短更合适，共好 {minutes} 分钟，改去{cities}；少 {points} 分。"),
    "train_other_km": N_("少跑 {km} 公里，改去{cities}；少 {points} 分。"),
    "train_other_cities": N_("改去{cities}；少 {points} 分。"),
    "edit_already_slower": N_("已经是慢一点的节奏，不能再慢了。"),
    "edit_already_faster": N_("已经是正常的节奏，不能再快了。想多去几处，可以多加一天。"),
    "edit_no_slower": N_("现在的安排已经够轻松，不用改。"),
    "edit_no_faster": N_("快一点也没有更好的安排。"),
    "edit_not_there": N_("{place}本来就不在行程里，以后也不会排。"),
    "edit_no_swap": N_("没有找到能替{place}的地方。"),
    "edit_night": N_("第 {night} 晚换到{hotel}住。"),
    "edit_times": N_("第 {days} 天去的地方没有变，时间有变。"),
    "edit_keeps": N_("{place}会一直留着。"),
    "chosen_must": N_("您说一定要来这里。"),
    "chosen_event": N_("这几天正好赶上{event}。"),
    "chosen_memory": N_("{year} 年您 {age} 岁，{place}还记着那时候的日子。"),
    "chosen_memory_year": N_("{place}记着 {year} 年的事，那年您 {age} 岁。"),
    "chosen_memory_of": N_("同行 {age} 岁的那位，年轻时（{year} 年）{place}正当年。"),
    "chosen_memory_told": N_("{year} 年您 {age} 岁。{memory}"),
    "chosen_memory_told_of": N_("同行 {age} 岁的那位，{year} 年正年轻。{memory}"),
    "chosen_memory_here": N_("{memory}"),
    "chosen_theme": N_("{why}"),
    "chosen_grade": N_("是国家 {grade} 级景区。"),
    "chosen_near": N_("离{place}不远。"),
    "chosen_warm": N_("大半在屋里，天冷也不怕。"),
    "chosen_shade": N_("大半在屋里，不怕晒，也不怕雨。"),
    "chosen_station": N_("离{station}不远。"),
    "chosen_little_walk": N_("走不了几步。"),
    "chosen_indoors": N_("大半在屋里，下雨也能去。"),
    "stay_no_base": N_(
        "从{city}出发，没有找到适合住得久的酒店：要腿脚方便住、附近有医院，而且当天能到。请换个出发城市或腿脚再试。"
    ),
    "reach_few": N_(
        "您想看的“{theme}”，这一趟到得了、您又去得了的有 {near} 处，要玩 {days} 天。"
        "不够的日子排别的去处，或者特意歇着。"
    ),
    "theme_unseen": N_(
        "您想看的“{theme}”这一趟没有排上：远近、腿脚和开放日子凑不到一起，排了别的。"
        "换个月份再试，或者指定一处一定要去的。"
    ),
    "trip_poor": N_(
        "说句实话：这一趟 {days} 天只看 {visits} 处，路上花的比看的多，不值得专门跑。换个日子或者出发的城市再试试。"
    ),
    "theme_unseen_pushed": N_(
        "您想看的“{theme}”这一趟没有排上：您自己走，去得了 {suit} 处；"
        "借一台轮椅请人推着，去得了 {pushed} 处。想这样去，安排时选“坐轮椅”。"
    ),
    "theme_unseen_on_foot": N_(
        "您想看的“{theme}”这一趟没有排上：您自己走，一处也去不了；"
        "借一台轮椅请人推着，去得了 {pushed} 处。想这样去，安排时选“坐轮椅”。"
    ),
    "reach_none": N_(
        "您想看的“{theme}”，资料里有 {places} 处，您去得了的有 {suit} 处，可这一趟都到不了。"
        "会排别的去处，或者特意歇着。"
    ),
    "reach_unsuited": N_(
        "您想看的“{theme}”，资料里有 {places} 处，这几天没有一处适合您去。会排别的去处，或者特意歇着。"
    ),
    "nothing_fits": N_("从{city}出发，这几天没有适合您、又到得了的景点。"),
}


def reason_sentence(reason: ReasonLike, _: Translate) -> str:
    """Why a wish cannot be met, and what would help; why a place was chosen."""
    values = dict(reason.values)
    for name in NAMED & set(values):  # as in answers kept since before both were told
        values.setdefault(f"{name}_en", values[name])
    for name in {*LISTS, *(f"{each}_en" for each in LISTS)} & set(values):
        values[name] = _("、").join(str(values[name]).split("、"))
    if "weekdays" in values:
        values["weekdays"] = _("、").join(
            _(WEEKDAYS[int(number) - 1]) for number in str(values["weekdays"]).split("、")
        )
    if reason.code == "help_start":
        values["start"] = _day(str(values["start"]), _)
    if "wish" in values:
        values["wish"] = _(REASONS[str(values["wish"])]).format(**values)
    if "profile" in values:
        values["profile"] = _(NAMES.get(str(values["profile"]), str(values["profile"])))
    return _(REASONS[reason.code]).format(**values)


def _day(text: str, _: Translate) -> str:
    """A date with its weekday; a day in words as it is."""
    try:
        weekday = date.fromisoformat(text).weekday()
    except ValueError:
        return text
    return f"{text} {_(WEEKDAYS[weekday])}"
