"""Fixtures for all tests; one topic a file in tests/support."""

pytest_plugins = ["tests.support.facts", "tests.support.site", "tests.support.browser", "tests.support.routers"]
