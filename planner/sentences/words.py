"""Words that several sentences need, marked for translation."""

from planner.language import N_ as N_

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
STAND_INS = (N_("甲站"), N_("乙站"), N_("丙站"), N_("甲景点"))  # for names, in examples of how something is written
