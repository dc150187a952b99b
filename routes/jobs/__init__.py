"""Work that takes longer than a page may wait: queued, waited for, and where it leads. Knows no job type by itself."""

from routes.jobs import progress
from routes.jobs.blueprint import bp
from routes.jobs.job_pages import JobPages, register
from routes.jobs.pages import refused_page, state_json, waiting_page
from routes.jobs.queue import queue, wait_for
from routes.jobs.trip_changes import pressed_edits

__all__ = [
    "JobPages",
    "bp",
    "pressed_edits",
    "queue",
    "refused_page",
    "register",
    "state_json",
    "wait_for",
    "waiting_page",
]
