"""Every test of the pages begins with all of a minute's requests."""

from __future__ import annotations

import pytest
from flask import Flask

from routes.costs import limiter


@pytest.fixture(autouse=True)
def _whole_minute(app: Flask) -> None:
    with app.app_context():
        limiter.reset()
