"""A language for functions that make words, without the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_babel import Babel


@contextmanager
def speaking(language: str = "zh") -> Iterator[None]:
    """Inside, gettext speaks that language."""
    app = Flask("words")
    Babel(app, locale_selector=lambda: language)
    with app.test_request_context():
        yield
