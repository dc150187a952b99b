"""The columns of a name list by the headings they go by, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.text import heading, plain

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "旅客姓名", "客人姓名", "游客姓名", "客人", "旅客", "name", "full name", "guest",
             "passenger", "traveller", "traveler"),
    "sex": ("性别", "男女", "sex", "gender"),
    "born": ("出生日期", "生日", "出生年月日", "出生年月", "出生", "date of birth", "birth date",
             "birthday", "dob", "born"),
    "age": ("年龄", "周岁", "岁数", "age"),
    "id_number": ("身份证号", "身份证", "身份证号码", "证件号", "证件号码", "公民身份号码", "id", "id number", "id no",
                  "identity number", "id card"),
    "passport": ("护照", "护照号", "护照号码", "passport", "passport number", "passport no"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "本人电话", "phone", "mobile", "telephone", "tel"),
    "mobility": ("行动能力", "行动", "腿脚", "身体状况", "行走", "行走能力", "mobility", "walking"),
    "wheelchair": ("轮椅", "坐轮椅", "是否坐轮椅", "用轮椅", "wheelchair"),
    "diet": ("饮食", "忌口", "饮食禁忌", "饮食要求", "餐食", "diet", "dietary", "dietary needs", "food"),
    "medical": ("健康", "健康状况", "病史", "疾病", "医疗", "用药", "medical", "medical note", "medical notes",
                "health"),
    "emergency_name": ("紧急联系人", "紧急联系人姓名", "家属", "家属姓名", "emergency contact", "emergency name",
                       "next of kin"),
    "emergency_phone": ("紧急联系电话", "紧急联系人电话", "紧急电话", "家属电话", "emergency phone",
                        "emergency contact phone", "emergency number"),
    "home_stop": ("上车点", "上车地点", "上车站", "接站点", "集合点", "home stop", "pick-up", "pick up",
                  "boarding point"),
    "alone": ("单间", "单人间", "单住", "要单间", "是否单住", "single", "single room"),
    "room_with": ("同住", "同住人", "同房", "同房人", "配偶", "老伴", "夫妻", "拼房", "室友", "room with", "roommate",
                  "shares with", "spouse", "partner"),
    "travels_with": ("同行", "同行人", "同伴", "朋友", "travels with", "friends", "companion", "companions"),
    "household": ("家庭", "组", "组别", "家庭号", "订单", "订单号", "同组", "family", "party", "booking", "household"),
    "role": ("身份", "角色", "职务", "人员类别", "role", "type"),
    "notes": ("备注", "说明", "其他", "notes", "note", "remarks", "remark", "comment"),
    "number": ("序号", "编号", "号", "no", "no.", "number", "#"),
}  # fmt: skip
FIELDS = tuple(name for name in HEADINGS if name != "number")
IGNORED = "number"
UNUSED = ""
_BY_HEADING = {heading(each): field for field, names in HEADINGS.items() for each in names}


def field_of(text: str) -> str:
    """The field that a heading means; "" if nobody knows."""
    return _BY_HEADING.get(heading(plain(text).rstrip("*：: ")), UNUSED)


def suggested(header: Sequence[str]) -> tuple[str, ...]:
    """A field for each column; a field that an earlier column has is not given twice."""
    taken: set[str] = set()
    fields = []
    for cell in header:
        field = field_of(cell)
        fields.append(field if field not in taken else UNUSED)
        taken |= {field} - {UNUSED, IGNORED}
    return tuple(fields)
