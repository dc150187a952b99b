"""A train section by section, as its checker sees it: between which seconds it enters and leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

MINUTE_S = 59  # of a time of which the minute is known: it may be that much later
Span = tuple[int, int, int]  # earliest, taken, latest


@dataclass(frozen=True)
class SectionRun:
    """The train in one section: between which seconds it enters and leaves, and the ones taken. `leg` counts the
    section_runs of running from stop to stop; `running` are the least and the most seconds it takes."""

    link: int
    origin: int
    target: int
    enter: Span
    leave: Span
    leg: int
    running: tuple[int, int]

    def later(self, seconds: int) -> SectionRun:
        """The same at another time."""
        return replace(self, enter=_later(self.enter, seconds), leave=_later(self.leave, seconds))


def exactly(link: int, origin: int, target: int, enter_s: int, leave_s: int, leg: int) -> SectionRun:
    """A stretch whose seconds are known."""
    lasts = leave_s - enter_s
    return SectionRun(link, origin, target, (enter_s,) * 3, (leave_s,) * 3, leg, (lasts, lasts))


def _later(span: Span, seconds: int) -> Span:
    return span[0] + seconds, span[1] + seconds, span[2] + seconds
