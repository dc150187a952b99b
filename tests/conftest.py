"""Fixtures for all tests; one topic a file in tests/support. No test judges how long anything takes."""

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

settings.register_profile("silverway", deadline=None)
settings.load_profile("silverway")
