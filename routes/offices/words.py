"""What roles and kinds of offices are called."""

from planner.language import N_

ROLES = {
    "viewer": N_("只看"),
    "planner": N_("排行程、排车"),
    "owner": N_("负责人"),
    "operator": N_("网站管理员"),
}
DUTIES = {
    "viewer": N_("看得到本单位的东西，什么都不改"),
    "planner": N_("排、存、改、删本单位的东西"),
    "owner": N_("还可以请人进来、换人的角色、停用"),
}
KINDS = {"agency": N_("旅行社"), "bureau": N_("铁路局")}
SCOPE_WORDS = {  # what tokens are for
    "trips:read": N_("看行程和安排"),
    "trips:write": N_("排行程、改行程"),
    "trains:use": N_("检查、插入、改列车，画运行图，看调图方案"),
    "trains:write": N_("排列车，改调图方案，公布列车"),
    "facts:read": N_("看资料和来源"),
    "departures:read": N_("看团期、成本和报价"),
    "departures:write": N_("开团期、改团期、出报价单、收客"),
    "people:read": N_("看客人的名单、预订和报名"),
    "people:write": N_("改名单，订位、确认、退"),
    "webhooks": N_("看、加、删通知网址"),
}
EVENT_WORDS = {  # what webhooks tell
    "booking.made": N_("有人订位"),
    "booking.confirmed": N_("订位确认了"),
    "booking.cancelled": N_("订位退了"),
    "job.ended": N_("要算的算完了"),
    "train.published": N_("铁路公布、改了列车"),
    "ping": N_("试一试"),
}
DELIVERY_WORDS = {"waiting": N_("等着发"), "delivered": N_("送到了"), "given_up": N_("不再发了")}
