"""The page on ease of use: every test it names is there, every state is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from routes.seniors.ease import GROUPS, STATES

TESTS = Path(__file__).parents[2]
ITEMS = [item for _, items in GROUPS for item in items]


@pytest.mark.parametrize("name", sorted({item.shown_by for item in ITEMS if item.shown_by}))
def test_every_named_test_exists(name: str) -> None:
    assert list(TESTS.rglob(name))


def test_what_is_done_is_shown_by_a_test_and_what_is_missing_is_reported() -> None:
    assert [item.what for item in ITEMS if item.state == "done" and not item.shown_by] == []
    assert [item.what for item in ITEMS if item.state != "done" and not item.note] == []


def test_the_page_counts_its_items(client: FlaskClient) -> None:
    page = client.get("/accessibility").get_data(as_text=True)
    for state in STATES:
        assert f"{STATES[state]} {sum(item.state == state for item in ITEMS)} 条" in page
