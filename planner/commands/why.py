"""Insights into a trip: why other places are left out, and what to do when it rains; in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from pydantic import TypeAdapter

from planner.itinerary.types import ITINERARY_JSON, Day, Itinerary, LeftOut
from planner.language import Translate
from planner.sentences import NAMES, reason_sentence

DAY_JSON: TypeAdapter[Day] = TypeAdapter(Day)


def left_out_lines(others: Sequence[LeftOut], _: Translate) -> list[str]:
    """One line a place, below a heading; nothing for nothing."""
    lines = [f"  {reason_sentence(other.reason, _)}{_able(other, _)}" for other in others]
    return ["", _("为什么没有去"), *lines] if lines else []


def rain_lines(dry: Sequence[Day | None], language: str, _: Translate) -> list[str]:
    """One line a day: where to go instead."""
    lines = []
    for number, day in enumerate(dry, 1):
        spots = [visit.place for visit in day.visits] if day else []
        names = _("、").join(spot.name_en if language == "en" else spot.name for spot in spots)
        places = names or _("在酒店歇着，或者问问酒店附近有什么好去处")
        lines.append(_("  第 {number} 天：{places}").format(number=number, places=places))
    return ["", _("下雨的话"), *lines] if lines else []


def itinerary_json(found: Itinerary, others: Sequence[LeftOut] | None, dry: Sequence[Day | None] | None) -> str:
    """The trip; with what was asked beside it, an object of `itinerary`, `left_out` and `rain`."""
    if others is None and dry is None:
        return ITINERARY_JSON.dump_json(found, indent=2).decode()
    report: dict[str, object] = {"itinerary": json.loads(ITINERARY_JSON.dump_json(found))}
    if others is not None:
        report["left_out"] = [asdict(other) for other in others]
    if dry is not None:
        report["rain"] = [None if day is None else json.loads(DAY_JSON.dump_json(day)) for day in dry]
    return json.dumps(report, ensure_ascii=False, indent=2)


def _able(other: LeftOut, _: Translate) -> str:
    return _("（“{who}”的人可以去）").format(who=_(NAMES[other.able])) if other.able else ""
