"""The suite on another day than today: SILVERWAY_TEST_DAY=2027-02-05 sets the clock of this process to that morning."""

from __future__ import annotations

import os
from datetime import datetime

import time_machine


def set_clock() -> None:
    """Set the clock, which goes on from there, if a day is asked for; waiting and measuring stay as they are."""
    day = os.environ.get("SILVERWAY_TEST_DAY")
    if day:
        time_machine.travel(datetime.fromisoformat(f"{day}T09:00:00+08:00")).start()
