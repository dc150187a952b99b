"""A train section by section, as its checker sees it: between which seconds it enters and leaves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SectionRun:
    """The train in one section: between which seconds it enters and leaves, and the ones taken. `leg` counts the
    section_runs of running from stop to stop."""

    link: int
    origin: int
    target: int
    enter: tuple[int, int, int]  # earliest, taken, latest
    leave: tuple[int, int, int]
    leg: int

    def later(self, seconds: int) -> SectionRun:
        """The same at another time."""
        return SectionRun(
            self.link,
            self.origin,
            self.target,
            (self.enter[0] + seconds, self.enter[1] + seconds, self.enter[2] + seconds),
            (self.leave[0] + seconds, self.leave[1] + seconds, self.leave[2] + seconds),
            self.leg,
        )


def exactly(link: int, origin: int, target: int, enter_s: int, leave_s: int, leg: int) -> SectionRun:
    """A stretch whose seconds are known."""
    return SectionRun(link, origin, target, (enter_s,) * 3, (leave_s,) * 3, leg)
