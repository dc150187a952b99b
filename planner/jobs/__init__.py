"""Jobs: what takes longer than a page may wait is queued, run in the background and recorded."""

from planner.jobs.engine import Elsewhere, JobEngine, web_engine
from planner.jobs.featured import READY_MADE, SERIES, next_start, ready_made_priority, submit_featured
from planner.jobs.job_types import (
    CHANGE_REQUEST_JSON,
    SEVERAL_WISH_JSON,
    ChangeRequest,
    SeveralWish,
    submit,
    submit_insights,
    submit_others,
)
from planner.jobs.records import Job, cancel, forget_ended, is_pending, load_job, pending_job
from planner.jobs.runner import Runner
from planner.jobs.sweeps import SWEEP_WISH_JSON, SweepWish, load_sweep
from planner.jobs.waiting import FIRST, LAST, USUAL, JobQueue, again, read_queue, set_priority
from planner.jobs.workers import WORKER, Workers

__all__ = [
    "CHANGE_REQUEST_JSON",
    "FIRST",
    "LAST",
    "READY_MADE",
    "SERIES",
    "SEVERAL_WISH_JSON",
    "SWEEP_WISH_JSON",
    "USUAL",
    "WORKER",
    "ChangeRequest",
    "Elsewhere",
    "Job",
    "JobEngine",
    "JobQueue",
    "Runner",
    "SeveralWish",
    "SweepWish",
    "Workers",
    "again",
    "cancel",
    "forget_ended",
    "is_pending",
    "load_job",
    "load_sweep",
    "next_start",
    "pending_job",
    "read_queue",
    "ready_made_priority",
    "set_priority",
    "submit",
    "submit_featured",
    "submit_insights",
    "submit_others",
    "web_engine",
]
