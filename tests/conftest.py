"""Fixtures for all tests; one topic a file in tests/support. No test checks how long anything takes."""

import os

import pytest
from hypothesis import settings

from tests.support.day import set_clock
from tests.support.effort import FIRST_CASES, be_patient, first_cases
from tests.support.thrift import be_thrifty

set_clock()  # before any module asks what day it is
be_patient()
be_thrifty()

pytest_plugins = [
    "tests.support.covering",
    "tests.support.shared",
    "tests.support.postgres",
    "tests.support.database",
    "tests.support.facts",
    "tests.support.site",
    "tests.support.operators",
    "tests.support.api",
    "tests.support.browser",
    "tests.support.routers",
]

# CI draws the same cases each time, so that nothing lands or fails by luck; elsewhere each run draws others
settings.register_profile("silverway", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("silverway")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if FIRST_CASES:
        first = first_cases([item.nodeid for item in items])
        config.hook.pytest_deselected(items=[item for item, runs in zip(items, first, strict=True) if not runs])
        items[:] = [item for item, runs in zip(items, first, strict=True) if runs]
