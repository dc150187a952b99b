"""What takes seconds to make and never changes is made once per run, by whichever worker asks first."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all of its workers see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def once(folder: Path, name: str, make: Callable[[], Made]) -> Made:
    """What `make` made in this run, here or in another worker; others wait while it is made."""
    kept = folder / f"{name}.pickle"
    with alone(folder / f"{name}.lock"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
    return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]  # noqa: S301  # written above, by this run


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # ends with the file, also when a worker dies
        yield
