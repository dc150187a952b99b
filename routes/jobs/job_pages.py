"""Where the pages of a job lead and what they say, by job type. The blueprint that queues a type registers it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner.errors import Unknown
from planner.itinerary.types import Reason, TripRequest
from planner.jobs import Job


@dataclass(frozen=True)
class JobPages:
    """A job type's own part of the pages.

    `result` is the address of what a job found (its id); `back` is where the job was asked for, with the same answers;
    both depend on the `way` by which the reader came, None or one of `ways`. `steps` are untranslated sentences instead
    of the general ones. `remedies` are the changes of the wish each of which would help a refused job, `remedied` the
    wish with one; `note` is what to know while waiting.
    """

    result: Callable[[str, str | None], str]
    back: Callable[[Job, str | None], str]
    steps: Mapping[str, str] = field(default_factory=dict)
    ways: tuple[str, ...] = ()
    remedies: Callable[[Job], tuple[Reason, ...]] = lambda _job: ()
    note: Callable[[Job], Reason | None] = lambda _job: None
    remedied: Callable[[Job, Reason, str | None], TripRequest] | None = None


_PAGES: dict[str, JobPages] = {}


def register(job_type: str, pages: JobPages) -> None:
    """Have the jobs of a type shown by those pages."""
    _PAGES[job_type] = pages


def pages_of(job: Job) -> JobPages:
    """The pages of a job's type.

    Raises
    ------
    Unknown
        If nobody waits for jobs of that type.
    """
    if job.kind not in _PAGES:
        raise Unknown("job", job.id)
    return _PAGES[job.kind]
