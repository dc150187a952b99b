"""What was measured of the facts, in plain words."""

from __future__ import annotations

from planner.language import N_, Translate
from planner.upkeep.audit import ErrorRate
from planner.upkeep.kinds import KINDS

FEWEST = 5  # checked cells from which anything is worked out
NEVER_AUDITED = N_("还没有抽查过，错多少不知道。")


def rate_sentence(rate: ErrorRate, say: Translate) -> str:
    """How many cells of a kind were checked and wrong, and what that says of all of them."""
    kind = say(KINDS[rate.kind])
    if not rate.checked:
        told = say("{kind}：抽查了 {unclear} 条，都查不到对不对（{day}）。")
        return told.format(kind=kind, unclear=rate.unclear, day=rate.last_on)
    told = say("{kind}：抽查 {checked} 条，错 {wrong} 条（{day}）。")
    told = told.format(kind=kind, checked=rate.checked, wrong=rate.wrong, day=rate.last_on)
    if rate.checked < FEWEST:
        told += say("查得太少，还推算不出。")
        return told + _unsettled(rate, say)
    low, high = int(100 * rate.low), min(100, -int(-100 * rate.high // 1))
    told += say("照这样推算，100 条里大约错 {low} 到 {high} 条。").format(low=low, high=high)
    return told + _unsettled(rate, say)


def _unsettled(rate: ErrorRate, say: Translate) -> str:
    return say("另有 {count} 条查不到对不对。").format(count=rate.unclear) if rate.unclear else ""
