"""docs/howto/add-a-province.md: an invented province answers on every page and for every command."""

from __future__ import annotations

import re
import shutil
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from click.testing import CliRunner
from flask import Flask

from planner.catalog import check_facts, load_facts
from planner.catalog.sheets import SHEETS
from planner.cli import main
from planner.facts import Facts, read_facts
from planner.folders import ROOT
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import TripRequest
from planner.saved import save_itinerary, save_train
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.train.check import check_cruise
from planner.train.cruise import plan_cruise
from planner.train.traffic import traffic
from planner.train.types import CruiseRequest
from routes import create_app
from routes.costs import LIMITS
from tests.support.calendar import SPRING
from tests.support.database import empty_database
from tests.support.recipes import recipe
from tests.support.results import accepted
from tests.support.site import StrictClient, reader

REGION = "hubin"
FOLDER = ROOT / "tests" / "regions" / REGION
STARTS = ("/", "/plan", "/arrange", "/agency/", "/rail/", "/rail/several", "/facts/", "/accessibility", "/offline")
OF_ONE_PAGE = 4  # pages of one kind that are opened
ELSEWHERE = re.compile("沈阳|大连|辽宁|鞍山|Liaoning|Shenyang|Dalian|Anshan|K682|G8012")
LINK = re.compile(r'<a [^>]*?href="([^"]+)"')


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The province's folder beside the rules that hold everywhere, in a database of its own."""
    folder = tmp_path_factory.mktemp("province")
    data = folder / "data"
    shutil.copytree(ROOT / "data" / "rules", data / "rules")
    for file in (ROOT / "data").glob("*.toml"):
        shutil.copy(file, data)
    shutil.copytree(FOLDER, data / REGION)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SILVERWAY_DATA_DIR", str(data))
        environment.setenv("SILVERWAY_REGION", REGION)
        environment.setenv("SILVERWAY_DATABASE_URL", f"sqlite:///{folder / 'silverway.db'}")
        settings = empty_database(folder)
        load_facts(settings)
        yield settings


@pytest.fixture(scope="module")
def facts(settings: Settings) -> Facts:
    with transaction(settings.database_url) as session:
        return read_facts(session, settings.data_dir)


@pytest.fixture(scope="module")
def app(settings: Settings, facts: Facts) -> Flask:
    """Its site, with a trip and a silver train on the shelf."""
    day = date.fromisoformat(SPRING)
    trip = accepted(plan_trip(facts, TripRequest("nostalgia", "甲城", 2, "gentle", day), SolveOptions()))
    train = accepted(plan_cruise(facts, CruiseRequest("甲城", 3, "nostalgia", day), SolveOptions()))
    with transaction(settings.database_url) as session:
        save_itinerary(session, trip, check_itinerary(facts, trip), "trip.old-days")
        save_train(session, train, check_cruise(facts, traffic(facts.rail), train), "train.three-cities")
    app = create_app(replace(settings, log_level="ERROR"))
    app.testing = False
    app.test_client_class = StrictClient
    return app


def test_the_example_has_every_file_that_is_reported() -> None:
    reported = set(re.findall(r"`([a-z_]+\.(?:csv|toml))`", recipe("add-a-province"))) - {"road_distances.csv"}
    assert reported == {*SHEETS, "region.toml", "showcase.toml"} == {path.name for path in FOLDER.glob("*.*")}


def test_its_facts_are_whole(settings: Settings) -> None:
    assert check_facts(settings.data_dir, REGION) == ()


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_answers_for_it(app: Flask, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "make", "100000/minute")  # nobody reads all pages in a minute
    client = reader(app, language)
    seen, opened, kinds = set(STARTS), 0, Counter[str]()
    waiting = deque(STARTS)
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        while answer.status_code in (302, 303):
            answer = client.get(answer.headers["Location"])
        assert answer.status_code == 200, path
        opened += 1
        if answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        assert not (found := ELSEWHERE.search(text)), f"{path}: {found}"
        for link in LINK.findall(text):
            target = urldefrag(link.replace("&amp;", "&"))[0]
            kind = re.sub(r"/[0-9A-Za-z]{10}(?=/|$)|=[^&]*|(?<=/facts/)\w+/.*", "/…", unquote(target))
            if target.startswith("/") and target not in seen and kinds[kind] < OF_ONE_PAGE:
                seen.add(target)
                kinds[kind] += 1
                waiting.append(target)
    assert opened > 60


COMMANDS = (
    "data check", "data load", "data report", "data export {folder}/facts",
    f"plan --theme nostalgia --from 甲城 --days 2 --start {SPRING} --why --rain",
    f"--language en plan --theme youth --from Yi --days 1 --start {SPRING} --arrive 乙城@10:15 --json",
    f"trip compare --theme nostalgia --from 甲城 --days 1 --start {SPRING}",
    f"trip what-if --theme nostalgia --from 甲城 --days 1 --start {SPRING}",
    f"train plan --from 甲城 --days 3 --theme nostalgia --start {SPRING} --assume 乙城:platform_m=450",
    "train check '甲城 -- 21:40' '乙城 23:50 --'", "train insert 甲城@20:30-23:00 乙城",
    "train insert-several 'Y1: 甲城@20:30-23:00 乙城' 'Y2: 乙城@20:30-22:00 甲城' --flexible K1 --seconds 5",
    "train diagram --through 甲城,乙城 --from 8:00 --hours 6 --table --output {folder}/sheet.svg", "train clashes",
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_answers_for_it(settings: Settings, tmp_path: Path, words: str) -> None:
    parts = re.findall(r"'[^']*'|\S+", words.format(folder=tmp_path))
    answer = CliRunner().invoke(main, [part.strip("'") for part in parts])
    assert answer.exit_code == 0, answer.output + answer.stderr
    assert not ELSEWHERE.search(answer.output)
    assert settings.region == REGION
