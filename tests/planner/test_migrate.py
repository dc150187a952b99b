"""The database grows into its newest shape, and what people saved outlives the facts."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import inspect, text

from planner.accounts import Who
from planner.catalog.tables import METADATA
from planner.migrate import config_for, migrate
from planner.saved import list_itineraries, list_stays, list_trains, save_itinerary, save_stay, save_train
from planner.store import engine_for, transaction
from planner.upkeep import all_photos
from planner.violations import Checked
from tests.support.database import empty_database
from tests.support.photos import JPEG, photo
from tests.support.results import make_cruise, make_itinerary, make_stay

ME = Who("me")


def _facts(engine_url: str, action: str) -> None:
    getattr(METADATA, action)(engine_for(engine_url))


def test_an_empty_database_gets_exactly_the_declared_tables(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    assert set(inspect(engine_for(settings.database_url)).get_table_names()) == {
        "alembic_version",
        "answered_request",
        "api_token",
        "audit_entry",
        "audited_fact",
        "booking",
        "booking_payment",
        "departure",
        "departure_offer",
        "departure_revision",
        "departure_traveller",
        "enquiry",
        "fact_call",
        "fact_change",
        "fact_demand",
        "fact_draft",
        "fact_note",
        "family_change",
        "family_comment",
        "family_link",
        "invitation",
        "job",
        "member",
        "member_session",
        "office",
        "package_proposal",
        "photo",
        "published_train",
        "request_count",
        "published_version",
        "rail_project",
        "rail_project_revision",
        "saved_itinerary",
        "saved_railway",
        "saved_quote",
        "saved_scenario",
        "saved_several",
        "saved_stay",
        "saved_sweep",
        "saved_train",
        "state_mark",
        "second_factor",
        "supplier_term",
        "train_share",
        "webhook",
        "webhook_delivery",
    }
    command.check(config_for(settings.database_url))  # raises if a table and its migration differ


def test_facts_in_the_same_database_are_none_of_the_migrations_business(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    _facts(settings.database_url, "create_all")
    command.check(config_for(settings.database_url))


def test_saved_results_outlive_the_facts(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    _facts(settings.database_url, "create_all")
    with transaction(settings.database_url) as session:
        save_itinerary(session, make_itinerary(), ())
        save_train(session, make_cruise(), ())
        save_stay(session, ME, Checked(make_stay()))
    _facts(settings.database_url, "drop_all")
    _facts(settings.database_url, "create_all")
    migrate(settings)
    with transaction(settings.database_url) as session:
        assert [row.itinerary() for row in list_itineraries(session)] == [make_itinerary()]
        assert [row.cruise() for row in list_trains(session)] == [make_cruise()]
        assert [row.stay() for row in list_stays(session, ME)] == [make_stay()]


def test_ready_made_results_keep_their_key_under_its_new_name(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    with transaction(settings.database_url) as session:
        save_itinerary(session, make_itinerary(), (), featured="trip.a")
        save_train(session, make_cruise(), (), featured="train.a")
    command.downgrade(config_for(settings.database_url), "0009")
    with engine_for(settings.database_url).connect() as connection:
        assert connection.execute(text("SELECT showcase FROM saved_itinerary")).scalar() == "trip.a"
    migrate(settings)
    with transaction(settings.database_url) as session:
        assert [row.featured for row in list_itineraries(session, featured=True)] == ["trip.a"]
        assert [row.featured for row in list_trains(session, featured=True)] == ["train.a"]


def test_stays_come_with_their_migration_and_go_with_it_alone(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    with transaction(settings.database_url) as session:
        save_itinerary(session, make_itinerary(), ())
    command.downgrade(config_for(settings.database_url), "0014")
    assert "saved_stay" not in inspect(engine_for(settings.database_url)).get_table_names()
    migrate(settings)
    with transaction(settings.database_url) as session:
        assert not list_stays(session, ME)
        assert len(list_itineraries(session)) == 1
        save_stay(session, ME, Checked(make_stay()))


def test_the_way_back_is_clean(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    command.downgrade(config_for(settings.database_url), "base")
    assert inspect(engine_for(settings.database_url)).get_table_names() == ["alembic_version"]
    migrate(settings)
    command.check(config_for(settings.database_url))


def test_photographs_become_those_of_now_and_back(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    with transaction(settings.database_url) as session:
        session.add_all(photo(*slot, credit=slot[1]) for slot in (("both", "then"), ("both", "now"), ("old", "then")))
    command.downgrade(config_for(settings.database_url), "0032")
    with engine_for(settings.database_url).connect() as connection:
        kept = connection.execute(text("SELECT place, credit, jpeg FROM photo ORDER BY place")).all()
    assert [(*words, bytes(jpeg)) for *words, jpeg in kept] == [("both", "now", JPEG), ("old", "then", JPEG)]
    migrate(settings)
    with transaction(settings.database_url) as session:
        assert [(photo.place, photo.period) for photo in all_photos(session)] == [("both", "now"), ("old", "now")]
