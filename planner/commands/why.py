"""Why other places are left out of a trip, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from planner.itinerary.explain import LeftOut
from planner.itinerary.result import ITINERARY_JSON, Itinerary
from planner.language import Translate
from planner.sentences import NAMES, reason_sentence


def left_out_lines(others: Sequence[LeftOut], _: Translate) -> list[str]:
    """One line a place, below a heading; nothing for nothing."""
    lines = [f"  {reason_sentence(other.reason, _)}{_able(other, _)}" for other in others]
    return ["", _("为什么没有去"), *lines] if lines else []


def left_out_json(found: Itinerary, others: Sequence[LeftOut]) -> str:
    """The trip under `itinerary`, the places under `left_out`."""
    trip = json.loads(ITINERARY_JSON.dump_json(found))
    told = {"itinerary": trip, "left_out": [asdict(other) for other in others]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _able(other: LeftOut, _: Translate) -> str:
    return _("（“{who}”的人可以去）").format(who=_(NAMES[other.able])) if other.able else ""
