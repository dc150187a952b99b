"""docs/howto/add-a-job-type.md: the recipe's type is queued, run beside the others and remembered."""

from __future__ import annotations

import json
from pathlib import Path

from planner.jobs import job_types, records, runner
from planner.jobs.records import enqueue, load_job
from planner.store import transaction
from tests.support.database import empty_database
from tests.support.jobs import wait_for
from tests.support.recipes import pieces


def test_the_recipe_runs(tmp_path: Path) -> None:
    (code,) = pieces("add-a-job-type", "python")
    known = vars(runner) | vars(records) | vars(job_types)
    exec(code, known)  # noqa: S102  # the recipe's own functions
    settings = empty_database(tmp_path)
    url = settings.database_url
    with transaction(url) as session:
        first, same = (enqueue(session, "greeting", json.dumps("王奶奶")) for _ in range(2))
    assert first == same
    beside = runner.Runner(settings, {**job_types.JOB_TYPES, "greeting": known["GREETING"]})
    beside.start()
    try:
        wait_for(lambda: not _job(url, first).pending)
    finally:
        beside.stop()
    assert (_job(url, first).state, _job(url, first).result_id) == ("done", "您好，王奶奶")


def _job(url: str, job_id: str) -> records.Job:
    with transaction(url) as session:
        return load_job(session, job_id)
