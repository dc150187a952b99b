"""What the columns of a name list, the kinds of rooms and the checks of who is where are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from markupsafe import Markup

from planner.allocation import Impossible, UnmetDemand
from planner.group import TravelGroup
from planner.sentences import N_
from planner.violations import Violation
from routes.formatters import language_of
from routes.forms import ours

COLUMNS = {
    "name": N_("姓名"), "sex": N_("性别"), "born": N_("出生日期"), "age": N_("年龄（不知道生日才填）"),
    "id_number": N_("身份证号"), "passport": N_("护照号"), "phone": N_("电话"), "mobility": N_("腿脚"),
    "wheelchair": N_("轮椅"), "diet": N_("饮食"), "medical": N_("健康"), "emergency_name": N_("紧急联系人"),
    "emergency_phone": N_("紧急电话"), "home_stop": N_("上车点"), "alone": N_("单住"), "room_with": N_("同住"),
    "travels_with": N_("同行"), "household": N_("家庭"), "role": N_("身份"), "notes": N_("备注"),
}  # fmt: skip
KINDS = {"accessible": N_("无障碍间"), "twin": N_("双床间"), "single": N_("单人间"), "triple": N_("三人间")}
_CHECKS = {
    "room-none": N_("{who}还没有房间。"),
    "room-twice": N_("{who}在两间房里。"),
    "room-stranger": N_("房里有一位不在名单上。"),
    "room-kind": N_("这间房的房型不认识。"),
    "room-count": N_("{kind}多用了 {n} 间。"),
    "room-count-unknown": N_("{kind}要 {n} 间，酒店有几间没查到：打电话问酒店。"),
    "room-full": N_("这间房多住了 {n} 位。"),
    "room-left-alone": N_("{who}没有要单住，却落了单：同性别的人数是单数。"),
    "room-no-helper": N_("{who}坐轮椅，房里没有人帮忙。"),
    "room-mixed": N_("{who}和{other}不是一家，性别不同。"),
    "room-staff": N_("{who}和{other}：客人和工作人员不同住。"),
    "room-alone": N_("{who}或者{other}要单住。"),
    "room-ages": N_("{who}和{other}年龄差 {n} 岁。"),
    "room-two-chairs": N_("{who}和{other}都坐轮椅，房里没有人帮忙。"),
    "room-apart": N_("{who}和{other}要同住，没在一间。"),
    "hotel-room": N_("{who}坐轮椅，这间不是无障碍间。"),
    "room-access-unknown": N_("{who}坐轮椅，这间是不是无障碍没查到：打电话问酒店。"),
    "room-steps": N_("{who}走不了楼梯，这家没有电梯，也没有低楼层。"),
    "room-lift-unknown": N_("{who}走不了楼梯，有没有电梯或低楼层没查到：打电话问酒店。"),
    "berth-none": N_("{who}还没有铺位。"),
    "berth-stranger": N_("铺位上有一位不在名单上。"),
    "berth-no-such": N_("{who}的铺位车上没有。"),
    "berth-twice": N_("{who}和{other}同一个铺位。"),
    "lower-berth": N_("{who}要下铺。"),
    "berth-upper": N_("{who}过了六十，排在上铺。"),
    "berth-door": N_("{who}坐轮椅，离车门多 {n} 个隔间，太远。"),
    "berth-apart": N_("{who}和{other}要同住，没在一个隔间。"),
    "berth-friends": N_("{who}和{other}同行，不在一个隔间。"),
    "staff-spread": N_("工作人员没有分到各节车，{where} 车最少。"),
    "seat-none": N_("{who}还没有座位。"),
    "seat-stranger": N_("座位上有一位不在名单上。"),
    "seat-no-such": N_("{who}的座位车上没有。"),
    "seat-twice": N_("{who}和{other}同一个座位。"),
    "coach-spare": N_("第 {where} 辆车坐了 {n} 位，空座不到规定的 15%。"),
    "coach-no-guide": N_("第 {where} 辆车没有导游。"),
    "seat-door": N_("{who}坐轮椅，离车门 {n} 排，太远。"),
    "seat-far": N_("{who}走得慢，离车门 {n} 排。"),
    "seat-couple": N_("{who}和{other}同住，没坐在一起。"),
    "seat-friends": N_("{who}和{other}同行，不在一辆车。"),
}
_DEMANDS = {
    "room-count": N_("{kind}只有 {count} 间"),
    "same-sex": N_("男女不同住"),
    "alone": N_("{who}要单住"),
    "accessible": N_("{who}要无障碍间"),
    "step-free": N_("{who}要电梯或低楼层"),
    "together": N_("{who}要在一起"),
    "beds": N_("一共 {count} 张床，要 {needed} 张"),
    "seats": N_("留出 15% 空座后，可坐 {count} 位，要坐 {needed} 位"),
    "berths": N_("一共 {count} 个铺位，要 {needed} 个"),
    "lower-berth": N_("{who}要下铺，下铺只有 {count} 个"),
    "staff-spread": N_("工作人员要分在 {count} 节车"),
    "near-door": N_("{who}要坐在车门边，那里能坐 {count} 位"),
}


def check_words(violation: Violation, group: TravelGroup) -> Markup:
    """What a checker of rooms or seats found."""
    named = _names(group)
    who = str(violation.values.get("who", violation.where))
    return ours(_(_CHECKS[violation.rule])).format(
        who=_named(named.get(who, who)),
        other=_named(named.get(str(violation.values.get("other", "")), "")),
        kind=_(KINDS.get(violation.where, violation.where)),
        where=violation.where,
        n=round(violation.excess),
    )


def impossible_words(found: Impossible, group: TravelGroup) -> Markup:
    """Why there is no plan: demands of which one has to give."""
    return ours(_("、")).join(_demand(each, group) for each in found.obstacles)


def _demand(demand: UnmetDemand, group: TravelGroup) -> Markup:
    named = _names(group)
    who = ours(_("、")).join(_named(named.get(key, key)) for key in demand.people)
    kind = _(KINDS.get(demand.subject, demand.subject)) if demand.subject else ""
    return ours(_(_DEMANDS[demand.rule])).format(who=who, kind=kind, count=demand.count, needed=demand.needed)


def _named(name: str) -> Markup:
    """A name within a sentence that may be in another language."""
    return Markup('<span lang="{}">{}</span>').format(language_of(name), name)


def _names(group: TravelGroup) -> Mapping[str, str]:
    return {each.key: each.name for each in group.travellers}
