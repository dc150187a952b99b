"""`silverway worker` with job types of the tests: python -m tests.support.work DATABASE_URL TYPES LEASE_S PROCESSES."""

from __future__ import annotations

import signal
import sys

from planner.jobs.workers import Workers
from planner.settings import Settings
from tests.support.day import set_clock

if __name__ == "__main__":
    set_clock()
    url, types, lease_s, processes = sys.argv[1:]
    workers = Workers(Settings(database_url=url, workers=int(processes)), f"tests.support.jobs:{types}", float(lease_s))
    signal.signal(signal.SIGTERM, lambda *_: workers.stop())
    workers.run()
