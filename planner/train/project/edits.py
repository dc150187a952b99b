"""Times of a train changed: as a whole, from a station on, up to one, cell by cell. What is answered is a new train.

Minutes are counted from 00:00 of the first day. A train that would set out before that sets out the day before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from planner.clock import DAY_MIN
from planner.errors import BadValue
from planner.language import N_
from planner.train.types import EnteredCall, TrainSpec

End = Literal["arrive", "depart"]
Cells = Mapping[tuple[int, End], int]
MOST_DAYS = 30
_SHORT = N_("{station}：开点会比到点早 {minutes} 分钟。没有改。")
_EARLY = N_("{station}：会比上一站开的时间早 {minutes} 分钟。没有改。")
_FAR = N_("离第一天太远了，最多 {most} 天。没有改。")
_NO_CELL = N_("这一格没有时间可以改。")


def moved(spec: TrainSpec, by: int) -> TrainSpec:
    """The whole train so many minutes later."""
    return _tidy(spec, [_later(call, by, by) for call in spec.calls])


def moved_from(spec: TrainSpec, place: int, by: int) -> TrainSpec:
    """From a station on: it departs there later, and does everything after that later; it stands longer there."""
    calls = [
        call if number < place else _later(call, by if number > place else 0, by)
        for number, call in enumerate(spec.calls)
    ]
    return _tidy(spec, calls)


def moved_up_to(spec: TrainSpec, place: int, by: int) -> TrainSpec:
    """Up to a station: everything before it and the arrival there is later; it stands less long there."""
    calls = [
        call if number > place else _later(call, by, by if number < place else 0)
        for number, call in enumerate(spec.calls)
    ]
    return _tidy(spec, calls)


def with_time(spec: TrainSpec, place: int, end: End, minute: int, *, only: bool = False) -> TrainSpec:
    """Another arrival or departure; all that comes after it moves along, unless this `only` is meant.

    Raises
    ------
    BadValue
        If the train would depart before it arrives, or there is no such time.
    """
    call = spec.calls[place]
    now = getattr(call, end)
    if now is None:
        raise BadValue(_NO_CELL)
    if only:
        passes = call.arrive == call.depart
        changed = replace(call, arrive=minute, depart=minute) if passes else _at(call, end, minute)
        return _tidy(spec, [*spec.calls[:place], changed, *spec.calls[place + 1 :]])
    by = minute - now
    if end == "depart":
        return moved_from(spec, place, by)
    calls = [*spec.calls[:place], *(_later(each, by, by) for each in spec.calls[place:])]
    return _tidy(spec, calls)


def with_stay(spec: TrainSpec, place: int, minutes: int) -> TrainSpec:
    """Another stop: it arrives as before, and all that comes after is as much later. Raises as `with_time`."""
    call = spec.calls[place]
    if call.arrive is None or call.depart is None:
        raise BadValue(_NO_CELL)
    return moved_from(spec, place, call.arrive + minutes - call.depart)


def with_times(spec: TrainSpec, cells: Cells, *, only: bool) -> TrainSpec:
    """Several cells at once, as they follow each other. Raises as `with_time`."""
    found = spec
    if only:
        calls = list(spec.calls)
        for (place, end), minute in cells.items():
            if getattr(calls[place], end) is None:
                raise BadValue(_NO_CELL)
            calls[place] = _at(calls[place], end, minute)
        return _tidy(spec, calls)
    for (place, end), minute in sorted(cells.items(), key=lambda cell: (cell[0][0], cell[0][1])):
        found = with_time(found, place, end, minute)
    return found


def _at(call: EnteredCall, end: End, minute: int) -> EnteredCall:
    if end == "arrive":
        return replace(call, arrive=minute, published=True)
    return replace(call, depart=minute, published=True)


def _later(call: EnteredCall, arrive_by: int, depart_by: int) -> EnteredCall:
    return replace(
        call,
        arrive=None if call.arrive is None else call.arrive + arrive_by,
        depart=None if call.depart is None else call.depart + depart_by,
    )


def _tidy(spec: TrainSpec, calls: Sequence[EnteredCall]) -> TrainSpec:
    latest, before = None, ""
    for call in calls:
        if call.arrive is not None and call.depart is not None and call.depart < call.arrive:
            raise BadValue(_SHORT, station=call.station, minutes=call.arrive - call.depart)
        first = call.depart if call.arrive is None else call.arrive
        if first is not None and latest is not None and first < latest:
            raise BadValue(_EARLY, station=call.station, minutes=latest - first, before=before)
        latest = first if call.depart is None else call.depart
        before = call.station
    begins = next((m for call in calls for m in (call.arrive, call.depart) if m is not None), 0)
    days = begins // DAY_MIN
    if not -MOST_DAYS <= days <= MOST_DAYS:
        raise BadValue(_FAR, most=MOST_DAYS)
    start = spec.case.start
    if not days:
        return replace(spec, calls=tuple(calls))
    by = -days * DAY_MIN
    case = replace(spec.case, start=start + timedelta(days=days) if start else None)
    return replace(spec, calls=tuple(_later(call, by, by) for call in calls), case=case)
