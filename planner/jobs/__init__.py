"""What takes longer than a page may wait: asked for, run beside the site, and remembered."""

from planner.jobs.kinds import submit, submit_beside, submit_others
from planner.jobs.records import Job, cancel, is_pending, load_job, pending_job
from planner.jobs.runner import Runner
from planner.jobs.showcase import submit_showcase

__all__ = [
    "Job", "Runner", "cancel", "is_pending", "load_job", "pending_job", "submit", "submit_beside", "submit_others",
    "submit_showcase",
]  # fmt: skip
