"""docs/howto/add-a-theme.md: a table and some cells of data are all a new theme needs."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.catalog import check_facts, load_facts
from planner.cli import main
from planner.facts import read_facts
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import TripRequest
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from routes import create_app
from tests.support.calendar import SPRING
from tests.support.database import empty_database
from tests.support.planted import REGION, copy_data
from tests.support.recipes import pieces
from tests.support.results import accepted
from tests.support.site import StrictClient, reader


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The facts with the recipe followed."""
    folder = tmp_path_factory.mktemp("theme")
    data = copy_data(folder)
    (table,) = pieces("add-a-theme", "toml")
    with (data / "themes.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + table)
    _mark(data / REGION / "places.csv")
    settings = empty_database(folder, data_dir=data)
    load_facts(settings)
    return settings


def _mark(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    for row in rows:
        if row[head.index("kind")] == "park":
            row[head.index("themes")] += ";gardens"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def test_the_facts_are_whole(settings: Settings) -> None:
    assert check_facts(settings.data_dir, REGION) == ()


def test_a_trip_is_planned_for_it(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        facts = read_facts(session, settings.data_dir)
    wish = TripRequest("gardens", "沈阳", 1, "cane", date.fromisoformat(SPRING))
    found = accepted(plan_trip(facts, wish, SolveOptions()))
    seen = [facts.catalog.places[visit.place.id] for visit in found.days[0].visits]
    assert any("gardens" in place.theme_ids for place in seen)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_know_it(settings: Settings, language: str) -> None:
    app = create_app(settings)
    app.testing = False
    app.test_client_class = StrictClient
    client = reader(app, language)
    (table,) = pieces("add-a-theme", "toml")
    words = tomllib.loads(table)["gardens"]
    form, questions = (client.get(path).get_data(as_text=True) for path in ("/plan", "/arrange/see"))
    assert words[language] in form
    assert words[f"hint_{language}"] in form
    assert words[f"pick_{language}"] in questions
    assert words[language] in client.get("/facts/").get_data(as_text=True)


def test_an_error_names_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILVERWAY_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    wish = ("plan", "--theme", "money", "--from", "沈阳", "--days", "1", "--start", SPRING)
    answer = CliRunner().invoke(main, ["--language", "en", *wish])
    assert answer.exit_code == 2
    assert "Gardens gardens" in answer.stderr
