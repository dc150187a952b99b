"""One train of several: by its number, by the key its file gives it, or by its place among those of one number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planner.exchange.trains.runs import TimetableRun


def labels(runs: Sequence[TimetableRun]) -> tuple[str, ...]:
    """What each train is called so that no two are called alike: its number, with #2 behind it for the second."""
    counts, seen = Counter(run.number for run in runs), Counter[str]()
    found = []
    for run in runs:
        seen[run.number] += 1
        found.append(run.number if counts[run.number] == 1 else f"{run.number}#{seen[run.number]}")
    return tuple(found)


def numbers_in(written: str) -> tuple[str, ...]:
    """The numbers a train changes between, as train graphs write them: K4571/0/1 is K4571, K4570 and K4571 again."""
    first, *endings = written.split("/")
    if not all(ending.isdecimal() and len(ending) < len(first) for ending in endings):
        return (written,)
    return tuple(dict.fromkeys([first, *(first[: -len(ending)] + ending for ending in endings)]))


def chosen(runs: Sequence[TimetableRun], wanted: str) -> tuple[TimetableRun, ...]:
    """The trains that are meant: by label, else by key, else by number, else by another number they run under; all of
    them if nothing is wanted."""
    if not wanted.strip():
        return tuple(runs)
    key = wanted.strip().casefold()
    one_name = ([label] for label in labels(runs)), ([run.trip] for run in runs), ([run.number] for run in runs)
    for names in (*one_name, (numbers_in(run.number) for run in runs)):
        found = tuple(run for run, its in zip(runs, names, strict=True) if key in map(str.casefold, its))
        if found:
            return found
    return ()
