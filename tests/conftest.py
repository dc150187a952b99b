"""Fixtures for all tests; one topic a file in tests/support. No test checks how long anything takes."""

import os

from hypothesis import settings

from tests.support.day import set_clock
from tests.support.effort import be_patient

set_clock()  # before any module asks what day it is
be_patient()

pytest_plugins = [
    "tests.support.shared",
    "tests.support.facts",
    "tests.support.site",
    "tests.support.browser",
    "tests.support.routers",
]

# CI draws the same cases each time, so that nothing lands or fails by luck; elsewhere each run draws others
settings.register_profile("silverway", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("silverway")
