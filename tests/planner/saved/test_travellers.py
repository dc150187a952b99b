"""People of a departure are kept sealed, erased without a trace, and forgotten on their day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from planner.accounts import Who
from planner.errors import NoDataKey
from planner.group import TravelGroup, Traveller
from planner.saved import (
    Seal,
    load_travellers,
    new_departure,
    put_travellers,
    remove_departure,
    retention_date,
)
from planner.saved.sealing import _write_whole
from planner.settings import Settings
from planner.sharing.upkeep import forget
from planner.store import transaction
from tests.support.database import empty_database

GROUP = TravelGroup(
    (
        Traveller("p1", "王秀英", id_number="210102195403120024", born=date(1954, 3, 12), medical="高血压"),
        Traveller("p2", "李国强", room_with=("p1",)),
    )
)
KEEP = date(2027, 8, 1)
KEY = Fernet.generate_key().decode()


@pytest.fixture
def kept(tmp_path: Path, backend: str) -> tuple[Settings, str]:
    settings = empty_database(tmp_path, backend)
    with transaction(settings.database_url) as db:
        departure = new_departure(db, Who("secret"), {})
        put_travellers(db, departure, GROUP, KEEP, Seal(Settings(data_key=KEY)))
    return settings, departure


def test_they_come_back_and_stand_nowhere_in_the_open(kept: tuple[Settings, str]) -> None:
    settings, departure = kept
    with transaction(settings.database_url) as db:
        assert load_travellers(db, departure, Seal(Settings(data_key=KEY))) == GROUP
        rows = [str(tuple(row)) for row in db.connection().execute(text("SELECT * FROM departure_traveller"))]
    for secret in ("王秀英", "1954", "210102195403120024", "高血压"):
        assert not any(secret in row for row in rows)


def test_a_new_key_before_the_old_opens_too_and_another_does_not(kept: tuple[Settings, str]) -> None:
    settings, departure = kept
    other = Fernet.generate_key().decode()
    with transaction(settings.database_url) as db:
        assert load_travellers(db, departure, Seal(Settings(data_key=f"{other},{KEY}"))) == GROUP
        with pytest.raises(NoDataKey) as refused:
            load_travellers(db, departure, Seal(Settings(data_key=other)))
    assert refused.value.set


def test_who_is_erased_is_gone_and_nobody_shares_with_them(kept: tuple[Settings, str]) -> None:
    settings, departure = kept
    seal = Seal(Settings(data_key=KEY))
    with transaction(settings.database_url) as db:
        put_travellers(db, departure, GROUP.without("p1"), KEEP, seal)
    with transaction(settings.database_url) as db:
        left = load_travellers(db, departure, seal)
    assert [(each.name, each.room_with) for each in left.travellers] == [("李国强", ())]


def test_they_are_forgotten_after_their_day(kept: tuple[Settings, str]) -> None:
    settings, departure = kept
    for day, still in ((1, True), (2, False)):
        with transaction(settings.database_url) as db:
            forget(db, datetime(2027, 8, day, 12, tzinfo=UTC))
            assert (retention_date(db, departure) is not None) == still


def test_a_removed_departure_takes_them_along(kept: tuple[Settings, str]) -> None:
    settings, departure = kept
    with transaction(settings.database_url) as db:
        remove_departure(db, departure, Who("secret"))
    with transaction(settings.database_url) as db:
        assert retention_date(db, departure) is None


def test_without_a_key_nothing_is_kept_on_a_server_of_databases() -> None:
    with pytest.raises(NoDataKey) as refused:
        Seal(Settings(database_url="postgresql+psycopg://nobody@nowhere/silverway"))
    assert not refused.value.set
    with pytest.raises(NoDataKey):
        Seal(Settings(data_key="too short"))


def test_a_key_is_made_once_beside_the_database_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'x.db'}")
    sealed = Seal(settings).close("王")
    assert Seal(settings).open(sealed) == "王"
    assert (tmp_path / "data_key").stat().st_mode & 0o777 == 0o600


def test_of_two_keys_made_at_once_the_first_stays(tmp_path: Path) -> None:
    file = tmp_path / "data_key"
    _write_whole(file, b"first")
    _write_whole(file, b"second")
    assert file.read_bytes() == b"first"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]
