"""What a checker found, and what would mend it.

A rule without a sentence of its own here is shown with its text in the rule pack.
"""

from __future__ import annotations

from planner.language import Translate
from planner.rules import RulePack
from planner.sentences.words import N_
from planner.violations import Violation

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
    "evening-reach": N_("晚上到，住得离车站远了：比说好的多坐 {excess} 分钟车。"),
    "far-night": N_("车站附近有能住的酒店，却说没有。"),
    "group-table": N_("人多，没说午饭要提前订桌。"),
    "free-time": N_("下午没有安排，却没有说清从几点起。"),
    "free-place": N_("下午建议去的地方不合适。"),
    "free-reach": N_("下午建议去的地方不在附近。"),
    "late-supper": N_("回家晚，没说晚饭在哪里吃；或者不晚却说了。"),
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
    "train-headway": N_("{clock} 和 {train} 次隔得太近，差 {excess} 分钟。"),
    "train-crossing": N_("{clock} 单线上和对向的 {train} 次相撞，差 {excess} 分钟。"),
    "train-headway-doubt": N_("{clock} 和 {train} 次也许隔得太近，差 {excess} 分钟：中间站的时刻没有公布，说不准。"),
    "train-crossing-doubt": N_(
        "{clock} 单线上也许碰到对向的 {train} 次，差 {excess} 分钟：中间站的时刻没有公布，说不准。"
    ),
    "train-headway-days": N_("{clock} 和 {train} 次隔得太近，差 {excess} 分钟：它是旅游列车，哪天开没有公布，说不准。"),
    "train-crossing-days": N_(
        "{clock} 单线上碰到对向的 {train} 次，差 {excess} 分钟：它是旅游列车，哪天开没有公布，说不准。"
    ),
    "train-crossing-long": N_(
        "{clock} 单线上碰到对向的 {train} 次，差 {excess} 分钟：这一段有 {km} 公里，中间哪里能会让没有资料，说不准。"
    ),
    "possession": N_("{clock} 天窗（{name}）里不能走，整趟车至少要挪 {excess} 分钟。"),
    "possession-stuck": N_("{clock} 天窗（{name}）里不能走，占了 {excess} 分钟；整趟车怎么挪都避不开。"),
    "possession-doubt": N_("{clock} 也许碰到天窗（{name}），差 {excess} 分钟：中间站的时刻没有写，说不准。"),
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
    if "overtakes" in violation.values:
        return sentence + _("也可以在中途加一站待避，让它先过。")
    if "wait" in violation.values:
        return sentence + _("也可以写上在{wait}停车，等天窗过去。").format(**violation.values)
    return sentence


def violation_sentence(violation: Violation, rules: RulePack, language: str, _: Translate) -> str:
    """What is broken, where and by how much."""
    if violation.rule in _VIOLATIONS:
        values = {k: _moment(str(v), _) if k == "clock" else v for k, v in violation.values.items()}
        sentence = _(_VIOLATIONS[violation.rule]).format(excess=f"{violation.excess:g}", **values)
    else:
        rule = rules[violation.rule]
        sentence = rule.en if language == "en" else rule.zh
    return f"{violation.where}{_('：')}{sentence}"


def _moment(clock: str, _: Translate) -> str:
    """A time of a train, 01:50+1, with its day."""
    time, _plus, day = clock.partition("+")
    return _("第 {day} 天 {time}").format(day=int(day or 0) + 1, time=time)
