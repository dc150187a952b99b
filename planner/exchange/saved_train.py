"""A silver train as `silverway train plan --json` writes it, read back."""

from __future__ import annotations

from pydantic import ValidationError

from planner.errors import BadFacts, Fault
from planner.train.timetable import CRUISE_JSON, Cruise

LARGEST_BYTES = 20_000_000
MOST_FAULTS = 20


def read_saved_train(content: bytes, name: str) -> Cruise:
    """The train in a file called `name`.

    Raises
    ------
    BadFacts
        If it is none, with each place where something is wrong.
    """
    if len(content) > LARGEST_BYTES:
        raise BadFacts((Fault(name, 0, "file", f"is larger than {LARGEST_BYTES // 1_000_000} MB"),))
    try:
        cruise = CRUISE_JSON.validate_json(content)
    except ValidationError as error:
        raise BadFacts(
            tuple(
                Fault(name, 0, ".".join(map(str, fault["loc"])) or "file", fault["msg"])
                for fault in error.errors(include_url=False)[:MOST_FAULTS]
            )
        ) from None
    if len(cruise.calls) < 2 or len(cruise.passings) < 2:
        raise BadFacts((Fault(name, 0, "calls", "has fewer than two stops"),))
    return cruise
