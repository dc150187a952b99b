"""Fixtures of the tests that drive a real Chromium; the site they look at is in tests/support/browser.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LiveSite
from tests.support.windows import Visitor


@pytest.fixture(scope="module")
def visitor(chromium: Browser, live: LiveSite) -> Visitor:
    """One window for the visits of a module."""
    return Visitor(chromium, live)
