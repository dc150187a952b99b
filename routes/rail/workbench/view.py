"""How a project is looked at: which train, which hours, which kinds of trains, how large; as its address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.clock import DAY_MIN
from planner.train.diagram import CLASSES
from planner.train.types import Passing

LONGEST, SHORTEST = 26 * 60, 60  # minutes shown at once
WIDTHS, HEIGHTS = (600, 2600), (300, 2000)
USUAL_SIZE = 980, 620
FIRST_DAY, LAST_DAY = -2 * DAY_MIN, 30 * DAY_MIN
DOCK = ("insert", "robust", "late", "stations", "possessions", "versions", "file")


@dataclass(frozen=True)
class View:
    """Minutes from 00:00 of the first day; `low` and `high` are the first and the last station shown, by their place on
    the way; `also` are trains that move along with `train`, `card` is one to be told about."""

    train: str
    also: frozenset[str]
    card: str
    hours: tuple[int, int] | None
    kinds: frozenset[str]
    solo: bool
    along: str
    dock: str
    size: tuple[int, int]
    part: tuple[int, int] | None


def read_view(asked: Mapping[str, str], trains: Mapping[str, object]) -> View:
    """What is asked; what cannot be read is as usual."""
    train = asked.get("train", "")
    first, last = (_whole(asked.get(name), FIRST_DAY, LAST_DAY) for name in ("from", "to"))
    hours = None
    if first is not None and last is not None:
        hours = first, first + min(max(last - first, SHORTEST), LONGEST)
    width = _whole(asked.get("w"), *WIDTHS) or USUAL_SIZE[0]
    height = _whole(asked.get("h"), *HEIGHTS) or USUAL_SIZE[1]
    low, high = (_whole(asked.get(name), 0, 1000) for name in ("low", "high"))
    kinds = frozenset(asked.get("kinds", "").split(" ")) & set(CLASSES)
    train = train if train in trains else next(iter(trains), "")
    return View(
        train=train,
        also=frozenset(asked.get("also", "").split(" ")) & set(trains) - {train},
        card=asked.get("card", "")[:20],
        hours=hours,
        kinds=kinds if "kinds" in asked or asked.get("sent") else frozenset(CLASSES),
        solo=asked.get("solo") == "1",
        along=asked.get("along", "")[:400],
        dock=asked.get("dock", "") if asked.get("dock", "") in DOCK else DOCK[0],
        size=(width, height),
        part=(low, high) if low is not None and high is not None and low < high else None,
    )


def hours_of(view: View, way: tuple[Passing, ...]) -> tuple[int, int]:
    """The seconds shown: as asked, else in full hours around the train, else the first evening and night."""
    if view.hours:
        return view.hours[0] * 60, view.hours[1] * 60
    if not way:
        return 18 * 3600, 30 * 3600
    first, last = way[0].depart_s // 60 - 20, way[-1].arrive_s // 60 + 20
    begin = first // 60 * 60
    return begin * 60, min(-(-last // 60) * 60, begin + LONGEST) * 60


def _whole(text: str | None, low: int, high: int) -> int | None:
    if not text or len(text) > 6 or not text.removeprefix("-").isascii() or not text.removeprefix("-").isdecimal():
        return None
    return min(max(int(text), low), high)
