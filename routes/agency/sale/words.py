"""What kinds of rooms and berths, bookings and payments are called."""

from __future__ import annotations

from flask_babel import gettext as _

from planner.booking import STOCK, Units
from planner.sentences import N_

STOCK_WORDS = {
    "twin": N_("双床房"), "accessible": N_("无障碍房"), "single": N_("单人间"), "lower": N_("下铺"),
    "middle": N_("中铺"), "upper": N_("上铺"),
}  # fmt: skip
UNIT_WORDS = STOCK_WORDS | {"shared_f": N_("拼房（女）"), "shared_m": N_("拼房（男）")}
STATUS_WORDS = {
    "option": N_("占位"), "confirmed": N_("已确认"), "waiting": N_("候补"), "cancelled": N_("已退"),
    "expired": N_("占位到期"),
}  # fmt: skip
PAYMENT_WORDS = {"deposit": N_("定金"), "instalment": N_("团款"), "refund": N_("退款")}


def units_words(units: Units) -> str:
    """双床房 1，单人间 1; nothing of kinds that are not in it."""
    return _("，").join(
        f"{_(words)} {getattr(units, name)}" for name, words in UNIT_WORDS.items() if getattr(units, name)
    )


def quota_name(kind: str) -> str:
    """The input that a quota is."""
    return f"sale.quota_{kind}"


QUOTAS = tuple(map(quota_name, STOCK))
