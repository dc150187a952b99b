"""Which tests coverage is measured by: the quick ones, each by its first case. The others run at full speed beside.

Python 3.11 runs half as fast where it is traced, libraries too; brute force and drawn examples would pay most of that
for lines that shorter tests reach.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest
from coverage import Coverage

from tests.support.effort import first_cases

DEAR = ("slow", "thorough", "browser", "peer")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them."""
    firsts = first_cases([item.nodeid for item in items])
    for item, is_first in zip(items, firsts, strict=True):
        if is_first and not any(item.get_closest_marker(kind) for kind in DEAR):
            item.add_marker("covering")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Nothing is traced while another test runs."""
    if item.get_closest_marker("covering"):
        return (yield)
    with untraced():
        return (yield)


@contextmanager
def untraced() -> Iterator[None]:
    """At full speed, if coverage is being measured: for what is not ours and takes long."""
    coverage = Coverage.current()
    if coverage is None:
        yield
        return
    coverage.stop()
    try:
        yield
    finally:
        coverage.start()
