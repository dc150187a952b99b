"""What goes wrong with the database names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from planner.store import engine_for
from tests.support.database import bare_database


def test_an_error_shows_nothing_of_what_was_to_be_written(tmp_path: Path, backend: str) -> None:
    engine = engine_for(bare_database(tmp_path, backend).database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE person (name VARCHAR PRIMARY KEY)"))
    with pytest.raises(SQLAlchemyError) as wrong, engine.begin() as connection:
        connection.execute(text("INSERT INTO person (nobody) VALUES (:name)"), {"name": "张桂兰 13800001234"})
    assert "张桂兰" not in str(wrong.value)
