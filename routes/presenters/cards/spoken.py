"""Hours, lengths and ways as people say them: 八点四十, 一个多钟头, 一里半; in English a clock, minutes and metres."""

from __future__ import annotations

from flask_babel import gettext as _

from routes.state import english

DIGITS = "零一二三四五六七八九"
LI_M = 500  # a 里
FEW_STEPS_M = 100
KM_FROM_M, HALF_KM_M, HALVES_UP_TO_KM = 950, 500, 3
STEP_MIN = 5
PARTS = ((6, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
QUARTERS = {0: "", 10: "十分", 15: "一刻", 30: "半", 45: "三刻"}
HALF, QUARTER = 30, 15
NOON = 12 * 60
MOST_COUNTED = 5


def number(count: int) -> str:
    """0-99 as one says it: 十二, 二十五; larger ones in digits."""
    if not 0 <= count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def counted(count: int) -> str:
    """A number before what is counted: 两个, 三个."""
    return "两" if count == 2 else number(count)


def times_words(count: int) -> str:
    """两回 / twice; many are not counted."""
    if english():
        return {1: "once", 2: "twice"}.get(count, f"{count} times" if count <= MOST_COUNTED else "often")
    return f"{counted(count)}回" if count <= MOST_COUNTED else "好几回"


def hour_words(minute: int, *, part_of_day: bool = True) -> str:
    """上午八点四十, or only 八点四十 / 8:40 am."""
    hour, rest = minute // 60 % 24, minute % 60
    if english() and minute == NOON:
        return "noon"
    if english():
        return f"{(hour + 11) % 12 + 1}:{rest:02d} {'am' if hour < 12 else 'pm'}"
    part = next(word for before, word in PARTS if hour < before) if part_of_day else ""
    spoken = hour if hour <= 12 else hour - 12
    after = QUARTERS.get(rest, ("零" if rest < 10 else "") + number(rest))
    return f"{part}{counted(spoken)}点{after}"


def long_words(minutes: int) -> str:
    """一刻钟, 半个钟头, 一个多钟头 / 15 minutes, about an hour: never to the minute."""
    count = max(STEP_MIN, round(minutes / STEP_MIN) * STEP_MIN)
    quarters = round(count / QUARTER)
    if english():
        return _english_length(count, quarters)
    if count < 55:
        return {15: "一刻钟", 30: "半个钟头", 45: "三刻钟"}.get(count, f"{number(count)}分钟")
    hours, rest = divmod(quarters, 4)
    if rest == 3:
        return f"将近{counted(hours + 1)}个钟头"
    return f"{counted(hours)}个{('', '多', '半')[rest]}钟头"


def _english_length(count: int, quarters: int) -> str:
    if count < 55:
        return "half an hour" if count == HALF else f"{count} minutes"
    hours, rest = divmod(quarters, 4)
    if rest == 3:
        return f"nearly {hours + 1} hours"
    if rest == 2:
        return "an hour and a half" if hours == 1 else f"{hours} and a half hours"
    whole = "an hour" if hours == 1 else f"{hours} hours"
    return f"over {whole}" if rest else whole


def way_words(metres: int) -> str:
    """几步路, 半里地, 一里半 / a few steps, 200 metres, 1½ km: nothing finer than half a 里."""
    if metres < FEW_STEPS_M:
        return _("几步路")
    if english():
        return f"{round(metres / 100) * 100} metres" if metres < KM_FROM_M else _kilometres(metres)
    halves = max(1, round(metres / LI_M * 2))
    whole, half = divmod(halves, 2)
    if not whole:
        return "半里地"
    return f"{counted(whole)}里半" if half else f"{counted(whole)}里地"


def _kilometres(metres: int) -> str:
    whole, half = divmod(round(metres / HALF_KM_M), 2)
    return f"{whole}{'½' * half if whole < HALVES_UP_TO_KM else ''} km"


def far_words(km: float) -> str:
    """一里多, 五里地, 十二公里 / 2 km: through the air or along a road, never with a decimal."""
    if km < 3:
        return way_words(round(km * 1000))
    return f"{round(km)} km" if english() else f"{counted(round(km))}公里"
