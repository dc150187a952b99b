"""One clear sentence for every error, every refusal and every broken rule: what is wrong and what to do.

`_` translates; the English of a sentence may use other fields of the same values (`place_en` for `place`).
A rule without a sentence of its own here is shown with its text in the rule pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from planner import errors
from planner.clock import clock_text
from planner.language import Translate
from planner.rules import RulePack, Theme
from planner.violations import Violation


def N_(sentence: str) -> str:  # noqa: N802  # the name gettext tools look for
    """Mark a sentence for translation where it stands in a table."""
    return sentence


class ReasonLike(Protocol):
    """`planner.itinerary.types.result.Reason`, which lives above this module."""

    @property
    def code(self) -> str: ...
    @property
    def values(self) -> Mapping[str, str | int]: ...


NAMES = {
    "brisk": N_("腿脚好"),
    "steady": N_("走得稳"),
    "gentle": N_("走得慢"),
    "cane": N_("用拐杖"),
    "wheelchair": N_("坐轮椅（有人推）"),
    "normal": N_("正常"),
    "slow": N_("慢一点"),
}

WEEKDAYS = (
    N_("星期一"), N_("星期二"), N_("星期三"), N_("星期四"), N_("星期五"), N_("星期六"), N_("星期日"),
)  # fmt: skip
LISTS = {"cities", "others", "legs"}  # values of reasons that name several, with 、 between them

_UNKNOWN = {
    "scenario": N_("没有“{name}”这个方案，也许已经删掉了。"),
    "city": N_("没有“{name}”这个城市。可以选：{suggestions}。"),
    "theme": N_("没有“{name}”这个主题。可以选：{suggestions}。"),
    "profile": N_("没有“{name}”这种腿脚。可以选：{suggestions}。"),
    "place": N_("没有找到叫“{name}”的景点。名字相近的有：{suggestions}。"),
    "station": N_("没有找到叫“{name}”的车站。名字相近的有：{suggestions}。"),
    "itinerary": N_("没有编号是“{name}”的行程。它可能已经换成新的了，请回到行程列表再选。"),
    "train": N_("没有编号是“{name}”的列车。它可能已经换成新的了，请回到列车列表再选。"),
    "lift": N_("酒店电梯没有“{name}”这种选法。可以选：{suggestions}。"),
    "setting": N_("没有“{name}”这种环境。可以选：{suggestions}。"),
    "price": N_("没有“{name}”这种价位。可以选：{suggestions}。"),
    "pace": N_("没有“{name}”这种节奏。可以选：{suggestions}。"),
    "kind": N_("没有“{name}”这一类景点。可以选：{suggestions}。"),
    "spot": N_("这条行程里的“{name}”，现在的资料里没有了。请重新排一次。"),
    "train_run": N_("时刻表里没有 {name} 次车。也可以写车站和时间，例如 甲站@10:15。"),
    "which_train": N_("文件里不止一趟车，有 {suggestions}。请用 --train 说明要哪一趟。"),
    "file_train": N_("文件里没有“{name}”这趟车。有 {suggestions}。"),
    "train_way": N_("“{name}”在线路上找不到走法：站名、时间不对，或者线路不通。请先用 train import 看看。"),
    "section": N_("线路上没有“{name}”这个区间，或者列车不走那里。请检查站名。"),
    "call": N_("这趟车不停“{name}”。它停这些站：{suggestions}。"),
    "job": N_("没有编号是“{name}”的安排。请重新填写一次。"),
    "objective": N_("没有“{name}”这种找法。可以选：{suggestions}。"),
    "running": N_("没有“{name}”这种运行时间。可以选：{suggestions}。"),
    "stock": N_("没有“{name}”这种车底。可以选：{suggestions}。"),
    "way": N_("{name}：两站之间没有普通列车能走的线路。"),
    "train_shown": N_("这趟车在选的时间里不走普通线路，没有可画的。请写出要画的车站，或者换个时间。"),
}
_UNKNOWN_OTHER = N_("没有找到“{name}”。请检查名字。")
_NO_SUGGESTION = N_("没有")
_NONE_LIKE_IT = {
    "place": N_("没有找到叫“{name}”的景点，也没有名字相近的。请换个名字试试。"),
    "station": N_("没有找到叫“{name}”的车站，也没有名字相近的。请检查站名。"),
}

_RANGES = {
    "scenarios": N_("一次比 {low} 到 {high} 个方案，您选了 {value} 个。"),
    "scenarios_kept": N_("最多存 {high} 个方案。请先删掉不要的。"),
    "scenario_name": N_("方案要有名字，最多 {high} 个字。"),
    "days": N_("天数要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "nights": N_("旅居住 {low} 到 {high} 晚，您填的是 {value} 晚。短一点的，请按几天的行程来安排。"),
    "bases": N_("住处可以是 {low} 或 {high} 个，您填的是 {value}。"),
    "month": N_("月份要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "age": N_("年龄要在 {low} 到 {high} 岁之间，您填的是 {value}。"),
    "birth_year": N_("出生年份要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "guests": N_("人数要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "budget": N_("预算要在 {low} 到 {high} 元之间，您填的是 {value}。"),
    "pin_day": N_("“哪一天去”要在第 {low} 到第 {high} 天之间，您填的是 {value}。"),
    "pin_minute": N_("“几点去”要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "arrival_minute": N_(
        "到达最晚写 {high}，您填的是 {value}。再晚到的，当晚先在车站附近住下，出发日期写第二天，到达写早上的时间。"
    ),
    "departure_minute": N_("返程最早写 {low}，您填的是 {value}。更早的车，请少写一天，前一晚住在车站附近。"),
    "people": N_("人数要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "now_day": N_("“今天是第几天”要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "now_minute": N_("现在的时间要在 00:00 到 23:59 之间。"),
    "calls": N_("停站要写 {low} 到 {high} 个，您写了 {value} 个。"),
    "sheet_day": N_("第几天要写 {low} 到 {high}，您填的是 {value}。"),
    "paths": N_("要几条线，写 {low} 到 {high}，您填的是 {value}。"),
    "stay": N_("停站分钟要在 {low} 到 {high} 之间，您填的是 {value}。"),
    "family_who": N_("怎么称呼您，请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "family_text": N_("留言请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "enquiry_name": N_("怎么称呼您，请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "enquiry_when": N_("请写 {low} 到 {high} 个字，现在是 {value} 个。"),
    "family_links": N_("一条行程最多有 {high} 个能用的链接。请先收回一个。"),
    "family_many": N_("这个链接上已经有 {high} 条了，不能再多。请让发给您的人另发一个链接。"),
}
_RANGE_OTHER = N_("{field} 要在 {low} 到 {high} 之间，您填的是 {value}。")

_REASONS = {
    "place_unsure": N_("{place}的位置或开放情况还没有核实，暂时不能安排。"),
    "place_steps": N_("{place}有台阶，或者没有查到不走台阶的路。照您选的腿脚，去不了。"),
    "place_toilet": N_("{place}要待 {needs} 分钟，那里没有不走台阶的厕所。照您选的腿脚，最多隔 {may} 分钟上一次厕所。"),
    "place_hard": N_("{place}太费力气：是 {needs} 级，我们最多安排 {may} 级。"),
    "place_walk": N_("{place}要走 {needs} 米。照您选的腿脚，一天最多走 {may} 米。"),
    "place_climb": N_("{place}要爬高 {needs} 米。照您选的腿脚，一天最多爬高 {may} 米。"),
    "place_effort": N_("{place}太费力气：算下来要 {needs} 分力气，照您选的腿脚，一天最多 {may} 分。"),
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
    "help_without_all": N_("不去{places}，就能排下。"),
    "besides": N_("去掉这些以后，还有："),
    "help_profile": N_("如果能按“{profile}”来走，就能排下。"),
    "out_banned": N_("{place}：您说不想去。"),
    "out_kind": N_("{place}：您说不要这一类地方。"),
    "out_closed": N_("{place}：这几天不开放，{opens} 起开放。"),
    "out_shut": N_("{place}：一年之内都没有查到开放的日子。"),
    "out_far": N_("{place}：离住处最近也要坐车约 {minutes} 分钟，一天里来回排不进去。"),
    "out_no_room": N_("{place}：加上它，别的要求就满足不了。多加一天会好些。"),
    "out_instead": N_("{place}：去这里就去不成{gone}，整趟行程要差 {percent}%。"),
    "out_other_trip": N_("{place}：要去这里，就有 {count} 处去不成，整趟行程要差 {percent}%。"),
    "out_longer": N_("{place}：可以去，但路上更久、当天更累，整趟行程要差 {percent}%。"),
    "out_worth_less": N_("{place}：可以去，但不如现在安排的合您的心意。"),
    "more_day": N_("多玩一天"),
    "more_walk": N_("每天能多走 200 米"),
    "more_budget": N_("每人门票多花 100 元"),
    "gain_none": N_("{wish}：也没有更好的安排。"),
    "gain_lighter": N_("{wish}：能好 {percent}%。景点不会更多，路上或体力上轻松些。走得最多的一天约走 {walk} 米。"),
    "gain_swap": N_("{wish}：能好 {percent}%。能多去{came}，不去{went}。走得最多的一天约走 {walk} 米。"),
    "gain": N_("{wish}：能好 {percent}%。能多去{came}。走得最多的一天约走 {walk} 米。"),
    "gain_unsure": N_("没有算到底，可能有出入。"),
    "other_places": N_("看别的地方：{new} 处和第一个方案不同。"),
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
    "chosen_memory_railway": N_("{year} 年您 {age} 岁，那时天天跑的车，{place}还记着。"),
    "chosen_memory_industrial": N_("{year} 年您 {age} 岁，{place}正热火朝天。"),
    "chosen_memory_hot_spring": N_("{year} 年您 {age} 岁，{place}正接待来疗养的职工。"),
    "chosen_memory_theatre": N_("{year} 年您 {age} 岁，大家正爱去{place}看戏看电影。"),
    "chosen_memory_memorial": N_("{place}记着 {year} 年前后的事，那年您 {age} 岁。"),
    "chosen_memory_museum": N_("{place}讲的正是 {year} 年前后的日子，那年您 {age} 岁。"),
    "chosen_memory_old_street": N_("{year} 年您 {age} 岁，{place}正热闹。"),
    "chosen_memory_year": N_("{place}记着 {year} 年的事，那年您 {age} 岁。"),
    "chosen_memory_of": N_("同行 {age} 岁的那位，年轻时（{year} 年）{place}正当年。"),
    "chosen_theme": N_("合您想看的“{theme}”。"),
    "chosen_grade": N_("是国家 {grade} 级景区。"),
    "chosen_near": N_("离{place}近，坐车约 {minutes} 分钟。"),
    "chosen_warm": N_("大半在屋里，天冷也不怕。"),
    "chosen_shade": N_("大半在屋里，不怕晒，也不怕雨。"),
    "chosen_station": N_("离{station}近，坐车约 {minutes} 分钟。"),
    "chosen_little_walk": N_("走路不多。"),
    "chosen_indoors": N_("大半在屋里，下雨也能去。"),
    "stay_no_base": N_(
        "从{city}出发，没有找到适合住得久的酒店：要腿脚方便住、附近有医院，而且当天能到。请换个出发城市或腿脚再试。"
    ),
    "reach_few": N_(
        "您想看的“{theme}”，这一趟到得了、您又去得了的有 {near} 处，要玩 {days} 天。"
        "不够的日子排别的去处，或者特意歇着。"
    ),
    "theme_unseen": N_(
        "您想看的“{theme}”，这一趟一处也没有排上：路远、腿脚和开放日子合在一起，排了别的去处。"
        "可以换个月份再试，或者指定一处一定要去的地方。"
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

_VIOLATIONS = {
    "day-count": N_("天数和要求的不一样，差 {excess} 天。"),
    "dates": N_("日期不连续。"),
    "hotel-missing": N_("过夜的地方不对。"),
    "overlap": N_("时间重叠 {excess} 分钟。"),
    "jump": N_("人在{from}，下一项却在{to}。"),
    "wrong-end": N_("这一天应在{to}结束，实际在{from}。"),
    "late-end": N_("结束晚了 {excess} 分钟。"),
    "ride-too-short": N_("车程少算了 {excess} 分钟。"),
    "road-mark": N_("公里数写得不对，或没有标明是不是估计。"),
    "no-such-train": N_("时刻表里没有从{from}到{to}的这趟车。"),
    "place-unsure": N_("景点没有核实，不能安排。"),
    "closed": N_("这一天不开放。"),
    "opening-hours": N_("超出开放时间 {excess} 分钟。"),
    "stabling": N_("这里没有地方让整列车停一天。"),
    "station-steps": N_("这里下车要走台阶，坐轮椅的客人下不去。"),
    "last-entry": N_("比最晚入场时间晚 {excess} 分钟。"),
    "lift-mark": N_("没有标明酒店的电梯查没查到。"),
    "hours-mark": N_("没有标明开放时间是不是核实过。"),
    "steps": N_("有台阶，不适合这样的行动能力。"),
    "visit-too-short": N_("游览时间少了 {excess} 分钟。"),
    "load-mark": N_("步行、爬高或体力写得和资料不一样。"),
    "lunch": N_("没有安排午饭。"),
    "supper": N_("晚上到的，晚饭安排得不对。"),
    "supper-table": N_("晚饭的餐馆没有核实，或者太远、有台阶。"),
    "lunch-time": N_("午饭时间差了 {excess} 分钟。"),
    "midday-rest": N_("午休差 {excess} 分钟。"),
    "sum-mark": N_("合计不对。"),
    "walk-budget": N_("一天多走了 {excess} 米。"),
    "climb-budget": N_("一天多爬了 {excess} 米。"),
    "effort-budget": N_("一天的体力多用了 {excess}（梅脱·分钟）。"),
    "walk-below": N_("这么近该走过去，却坐了车。"),
    "station-after": N_("出站时间少留了 {excess} 分钟。"),
    "station-before": N_("到车站晚了 {excess} 分钟。"),
    "station-wait": N_("在车站多等了 {excess} 分钟，没说这段时间怎么用。"),
    "break-length": N_("歇得短了 {excess} 分钟。"),
    "dark": N_("天黑了 {excess} 分钟还在室外。"),
    "cold-care": N_("天冷，在室外多了 {excess} 分钟。"),
    "heat-care": N_("天热，在室外多了 {excess} 分钟。"),
    "heat-noon": N_("天热，中午还在室外。"),
    "roof": N_("冬天午休的地方没有屋顶。"),
    "rest-reach": N_("酒店就在附近，午休却没有回去。"),
    "ride-budget": N_("一天多坐了 {excess} 分钟车。"),
    "ride-a-visit": N_("看得少，坐车多：多坐了 {excess} 分钟。"),
    "visit-budget": N_("一天多安排了 {excess} 个景点。"),
    "hotel-unsure": N_("酒店没有核实，不能安排。"),
    "twice": N_("同一个景点去了不止一次。"),
    "must-missing": N_("一定要去的地方没有安排。"),
    "banned": N_("安排了不想去的地方。"),
    "kind-unwanted": N_("安排了不想去的那一类地方。"),
    "late-visit": N_("到得晚，这一天应该直接去酒店。"),
    "pin": N_("没有排在说好的那一天、那个时间。"),
    "budget": N_("门票超出预算。"),
    "connection": N_("时刻表里这趟车这个时间不停这一站。"),
    "seat-stretch": N_("一口气多走了 {excess} 米，中间没有坐。"),
    "hard-day": N_("连着两天都比较累。"),
    "unknown-station": N_("资料里没有这个车站。"),
    "not-connected": N_("两站之间没有普通列车能走的线路。"),
    "time-missing": N_("缺开点或到点，无法核对。"),
    "time-order": N_("时间倒了 {excess} 分钟。"),
    "running-short": N_("运行时间少了 {excess} 分钟，跑不出来。"),
    "running-tight": N_("运行时间比一般少 {excess} 分钟，偏紧。"),
    "running-slow": N_("运行时间比一般多 {excess} 分钟，偏松。"),
    "no-section": N_("两站之间没有这条线的区间。"),
    "km-sum": N_("里程差 {excess} 公里。"),
    "train-headway": N_("和 {train} 次隔得太近，差 {excess} 分钟。"),
    "train-crossing": N_("单线上和对向的 {train} 次相撞，差 {excess} 分钟。"),
    "train-headway-doubt": N_("和 {train} 次也许隔得太近，差 {excess} 分钟：中间站的时刻没有公布，说不准。"),
    "train-crossing-doubt": N_("单线上也许碰到对向的 {train} 次，差 {excess} 分钟：中间站的时刻没有公布，说不准。"),
    "possession": N_("天窗（{name}）里不能走，占了 {excess} 分钟。"),
    "station-full": N_("{clock} 股道不够：只有 {tracks} 条，这时还有 {trains}，多了 {excess} 列。"),
    "platform-short": N_("站台比列车短 {excess} 米。"),
    "call-early": N_("{clock} 到，早了 {excess} 分钟，不在白天停靠的时间里。"),
    "call-late": N_("{clock} 开，晚了 {excess} 分钟，不在白天停靠的时间里。"),
    "servicing-overdue": N_("超过 {excess} 小时没有上水吸污。"),
    "crew-change-min": N_("换乘务的停车时间少了 {excess} 分钟。"),
    "crew-hours": N_("乘务员连续工作超时 {excess} 小时。"),
    "calls-differ": N_("停站和运行线对不上。"),
    "not-home": N_("没有回到始发站。"),
    "too-long": N_("超出天数 {excess} 分钟。"),
    "excursion-nowhere": N_("这一天没有停在这里，却安排了游览。"),
    "stay-bases": N_("住处的个数和要求的不一样，差 {excess} 处。"),
    "stay-at-home": N_("旅居不住在出发的城市。"),
    "stay-same-city": N_("换住处没有换城市。"),
    "stay-price": N_("酒店比要求的价位高。"),
    "stay-neighbours": N_("连着两天出门游览。"),
    "stay-outing": N_("出门没有去处，或者去的是天天能去的地方。"),
    "stay-mark": N_("写得和资料不一样。"),
    "proof": N_("求解器的结论前后不一致。"),
}


_REMEDIES = {
    "shift": N_("请改时刻，避开它。"),
    "shift-later": N_("整趟车晚开 {later} 分钟，就能避开它。"),
    "shift-earlier": N_("整趟车早开 {earlier} 分钟，就能避开它。"),
    "shift-both": N_("整趟车晚开 {later} 分钟，或者早开 {earlier} 分钟，就能避开它。"),
    "longer": N_("请把{by}的到点推后，或者把{from}的开点提前。"),
    "shorter": N_("可以从{from}晚点开，或者在中途多停。"),
    "track": N_("请错开时间，或者改到别的站停。"),
    "platform": N_("请换一个站台长的站，或者减少车辆。"),
    "ramp": N_("请准备坡道和搀扶，或者换一个站。"),
    "stabling": N_("请换一个能停放的站，或者开到附近停放。"),
    "later": N_("请晚 {excess} 分钟到。"),
    "earlier": N_("请早 {excess} 分钟开。"),
    "service": N_("请在中间安排一站上水吸污，停 20 分钟以上。"),
    "crew": N_("请在中间安排一站换乘务。"),
}


def remedy_sentence(violation: Violation, _: Translate) -> str:
    """What would mend it, "" if nothing is known."""
    code = violation.remedy
    if code == "shift" and ("later" in violation.values or "earlier" in violation.values):
        both = "later" in violation.values and "earlier" in violation.values
        code = "shift-both" if both else "shift-later" if "later" in violation.values else "shift-earlier"
    if code not in _REMEDIES:
        return ""
    sentence = _(_REMEDIES[code]).format(excess=f"{violation.excess:g}", **violation.values)
    return sentence + (_("也可以在中途加一站待避，让它先过。") if "overtakes" in violation.values else "")


def in_own_words(error: errors.SilverwayError, themes: Mapping[str, Theme], language: str) -> errors.SilverwayError:
    """The error; what it suggests with the names that stand in the data."""
    match error:
        case errors.Unknown(kind="theme", suggestions=ids):
            named = (f"{themes[i].words(language)} {i}" if i in themes else i for i in ids)
            return replace(error, suggestions=tuple(named))
        case errors.Unknown(suggestions_en=english) if english and language == "en":
            return replace(error, suggestions=english)
    return error


def error_sentence(error: errors.SilverwayError, _: Translate) -> str:
    """What is wrong with the request, and what to do."""
    match error:
        case errors.Ambiguous(name=name, suggestions=suggestions):
            sentence = _("叫“{name}”的不止一个。请写全名，如：{suggestions}。")
            return sentence.format(name=name, suggestions=_("、").join(suggestions))
        case errors.Unknown(kind=kind, name=name, suggestions=()) if kind in _NONE_LIKE_IT:
            return _(_NONE_LIKE_IT[kind]).format(name=name)
        case errors.Unknown(kind=kind, name=name, suggestions=suggestions):
            shown = _("、").join(_(NAMES[s]) + f" {s}" if s in NAMES else s for s in suggestions)
            return _(_UNKNOWN.get(kind, _UNKNOWN_OTHER)).format(name=name, suggestions=shown or _(_NO_SUGGESTION))
        case errors.OutOfRange(field=field, value=value, low=low, high=high):
            shown_as = clock_text if field.endswith("_minute") else str
            numbers = {"value": shown_as(value), "low": shown_as(low), "high": shown_as(high)}
            return _(_RANGES.get(field, _RANGE_OTHER)).format(field=field, **numbers)
        case errors.PastDate(start=start, today=today):
            sentence = _("出发日期 {start} 已经过去了，今天是 {today}。请选今天以后的日期。")
            return sentence.format(start=start, today=today)
        case errors.TooFarAhead(start=start, last=last):
            sentence = _("出发日期 {start} 太远了，现在最远能排到 {last}。请选早一点的日期。")
            return sentence.format(start=start, last=last)
        case errors.Malformed(field=field, value=value, expected=expected):
            return _("看不懂“{value}”。请写成这样：{expected}。").format(field=field, value=value, expected=expected)
        case errors.EditConflict(row=row, column=column, found=found):
            sentence = _("{row} 的 {column} 刚被别人改成了“{found}”。您的改动没有存。请看一看再改。")
            return sentence.format(row=row, column=column, found=found)
        case errors.Unreachable(server=server, address=address, why=why):
            sentence = _("{server} 没有正常回答（{address}）：{why}。什么都没有改。请检查网络和地址，过一会儿再试。")
            return sentence.format(server=server, address=address, why=why)
        case errors.NoFacts():
            return _("还没有装入资料。请先运行 silverway data load。")
        case errors.BadFacts(faults=faults):
            return _("资料有 {count} 处不对，什么都没有装入。").format(count=len(faults))
    return _("请求有问题，请检查后再试。")


def reason_sentence(reason: ReasonLike, _: Translate) -> str:
    """Why a wish cannot be met, and what would help; why a place was chosen."""
    values = dict(reason.values)
    for name in LISTS & set(values):
        values[name] = _("、").join(str(values[name]).split("、"))
    if "weekdays" in values:
        values["weekdays"] = _("、").join(
            _(WEEKDAYS[int(number) - 1]) for number in str(values["weekdays"]).split("、")
        )
    if reason.code == "help_start":
        values["start"] = _day(str(values["start"]), _)
    if "wish" in values:
        values["wish"] = _(_REASONS[str(values["wish"])]).format(**values)
    if "profile" in values:
        values["profile"] = _(NAMES.get(str(values["profile"]), str(values["profile"])))
    return _(_REASONS[reason.code]).format(**values)


def _day(text: str, _: Translate) -> str:
    """A date with its weekday; a day in words as it is."""
    try:
        weekday = date.fromisoformat(text).weekday()
    except ValueError:
        return text
    return f"{text} {_(WEEKDAYS[weekday])}"


def violation_sentence(violation: Violation, rules: RulePack, language: str, _: Translate) -> str:
    """What is broken, where and by how much."""
    if violation.rule in _VIOLATIONS:
        sentence = _(_VIOLATIONS[violation.rule]).format(excess=f"{violation.excess:g}", **violation.values)
    else:
        rule = rules[violation.rule]
        sentence = rule.en if language == "en" else rule.zh
    return f"{violation.where}{_('：')}{sentence}"
