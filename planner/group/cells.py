"""What stands in one cell of a name list → a value, or why not and what to do."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers

from planner.errors import BadValue
from planner.group.identity import check_birthday
from planner.language import N_
from planner.text import name_key, plain, read_day, whole_number

LONGEST_NAME, LONGEST_TEXT = 60, 300  # characters
AGES = (0, 120)
_SEXES = {"男": "m", "男性": "m", "先生": "m", "m": "m", "male": "m", "女": "f", "女性": "f", "女士": "f", "f": "f",
          "female": "f"}  # fmt: skip
_YES = {"是", "要", "需要", "有", "对", "1", "√", "✓", "✔", "yes", "y", "true", "x"}
_NO = {"", "否", "不", "不要", "不需要", "无", "没有", "0", "no", "n", "false", "-", "—", "/"}
_MOBILITY = (  # the first that is found decides
    ("wheelchair", ("轮椅", "wheelchair")),
    ("cane", ("拐", "手杖", "助行器", "cane", "stick", "walker", "crutch")),
    ("gentle", ("走得慢", "慢", "腿脚不便", "不便", "gentle", "slow", "weak")),
    ("brisk", ("腿脚好", "很好", "健步", "brisk", "fast")),
    ("steady", ("走得稳", "稳", "一般", "正常", "自理", "良好", "steady", "normal", "good")),
)
_DENIED = re.compile(
    r"(不用|不坐|不需要?|无需?|没有?|no |without )(坐|用|拄)?(轮椅|拐杖?|手杖|a? ?(wheelchair|cane|stick))"
)
_ROLES = (
    ("guide", ("导游", "领队", "guide", "tour leader")),
    ("doctor", ("医生", "大夫", "队医", "doctor", "physician")),
    ("nurse", ("护士", "护理", "nurse")),
    ("driver", ("司机", "driver")),
    ("staff", ("工作人员", "员工", "列车员", "乘务", "staff", "crew", "attendant")),
    (
        "guest",
        ("游客", "旅客", "客人", "团员", "陪同", "家属", "guest", "traveller", "traveler", "passenger", "companion"),
    ),
)


def read_name(text: str) -> str:
    """A person's name; blanks within Chinese names, set to align them, go."""
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise BadValue(N_("姓名超过 {most} 个字。请只留姓名，别的写到备注里。"), most=LONGEST_NAME)
    if not re.search(r"[^\W\d_]", name):
        raise BadValue(N_("姓名里没有字。请填证件上的姓名。"))
    return name if name.isascii() else re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", name)


def read_sex(text: str) -> str:
    """f or m."""
    if (sex := _SEXES.get(plain(text).casefold())) is None:
        raise BadValue(N_("性别请填“男”或“女”，这里是“{text}”。"), text=text[:20])
    return sex


def read_born(text: str, today: date) -> date:
    """A birthday with its four-digit year."""
    typed = re.sub(r"[ T]0?0:00(:00)?$", "", plain(text))
    if not re.search(r"[0-9]{4}|[〇零一二三四五六七八九]{4}", typed) or (born := read_day(typed, today)) is None:
        raise BadValue(N_("出生日期读不懂：“{text}”。请写成 1954-03-12 这样，年份四位。"), text=text[:20])
    return check_birthday(born, today)


def read_age(text: str) -> int:
    """Years, as somebody said."""
    age = whole_number(text, ("周岁", "岁", "years", "y"))
    if age is None or not AGES[0] <= age <= AGES[1]:
        raise BadValue(
            N_("年龄请填 {low} 到 {high} 的整数，这里是“{text}”。"), low=AGES[0], high=AGES[1], text=text[:20]
        )
    return age


def read_phone(text: str) -> str:
    """A telephone number as it is written internationally; one without a country's code is Chinese."""
    try:
        number = phonenumbers.parse(re.sub(r"\.0$", "", plain(text)), "CN")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise BadValue(N_("电话号码打不通：“{text}”。请填 11 位手机号，或带区号的座机号。"), text=text[:30])
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_mobility(text: str) -> str:
    """The mobility profile that is described."""
    typed = _DENIED.sub("", plain(text).casefold())
    for profile, words in _MOBILITY:
        if any(word in typed for word in words):
            return profile
    raise BadValue(N_("行动能力请填：腿脚好、走得稳、走得慢、用拐杖、坐轮椅。这里是“{text}”。"), text=text[:20])


def read_yes(text: str) -> bool:
    """Yes or no."""
    typed = plain(text).casefold()
    if typed in _YES | _NO:
        return typed in _YES
    raise BadValue(N_("请填“是”或“否”，这里是“{text}”。"), text=text[:20])


def read_role(text: str) -> str:
    """Guest, or which of the staff."""
    typed = plain(text).casefold()
    for role, words in _ROLES:
        if any(word in typed for word in words):
            return role
    raise BadValue(N_("身份请填：客人、导游、医生、护士、司机、工作人员。这里是“{text}”。"), text=text[:20])


def read_text(text: str) -> str:
    """Anything somebody wants to be known."""
    if len(text) > LONGEST_TEXT:
        raise BadValue(N_("超过 {most} 个字，请写短些。"), most=LONGEST_TEXT)
    return text


def names_in(text: str) -> tuple[tuple[str, str], ...]:
    """The names in a cell that may hold several, as texts to compare by, each with the key that may stand behind it
    where two have one name: 李强#p7."""
    parts = (part.partition("#") for part in re.split(r"[、，,;；/&+]|和|与|\band\b", text))
    return tuple((name_key(name), key.strip()) for name, _, key in parts if name_key(name))
