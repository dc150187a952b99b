"""The wheel holds all it needs: installed into an empty environment it plans and shows pages from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from planner import __version__
from planner.folders import ROOT
from tests.support.calendar import SPRING

pytestmark = pytest.mark.slow
SITE = """
from pathlib import Path
import planner, routes, sys
assert Path(planner.__file__).is_relative_to(sys.prefix), planner.__file__
from planner.folders import INSTANCE
from planner.settings import Settings
from planner.catalog import load_if_changed
from planner.migrate import migrate
settings = Settings()
migrate(settings)
load_if_changed(settings)
client = routes.create_app(settings).test_client()
client.set_cookie("language", "en")
for path in ("/", "/plan", "/rail/", "/facts/", "/static/css/site.css"):
    assert client.get(path).status_code == 200, path
print("Slowly through" in client.get("/").text, INSTANCE)
"""
Run = Callable[..., str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def run(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a program of an environment with nothing but the wheel; what the wheel depends on is borrowed from ours."""
    home = tmp_path_factory.mktemp("elsewhere")
    made = home / "environment"
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", made), check=True)
    install = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel)
    subprocess.run((sys.executable, "-m", "pip", "--python", made, *install), check=True)
    (packages,) = made.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("SILVERWAY_", "PYTHON"))}
    outside["NUMBA_DISABLE_JIT"] = "1"  # compiling, which takes longest, is the same from anywhere

    def command(program: str, *words: str) -> str:
        answer = subprocess.run(
            (made / "bin" / program, *words), cwd=home, env=outside | {"XDG_DATA_HOME": str(home / "data")},
            capture_output=True, text=True,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    return command


def test_it_holds_every_file_that_is_not_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert len(names) == len(set(names))
    tracked = subprocess.run(
        ("git", "ls-files", "planner", "routes", "data", "templates", "static", "migrations"),
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    inside = [name if name.startswith(("planner/", "routes/")) else f"planner/bundle/{name}" for name in tracked]
    assert sorted(set(inside) - set(names)) == []
    assert "planner/bundle/translations/en/LC_MESSAGES/messages.mo" in names
    assert f"silverway-{__version__}.dist-info/licenses/LICENSE" in names


def test_it_plans_a_trip_from_another_folder(run: Run) -> None:
    assert run("silverway", "--version") == f"silverway {__version__}\n"
    wish = ("plan", "--theme", "nostalgia", "--from", "Shenyang", "--days", "1", "--start", SPRING)
    reported = run("silverway", "--language", "en", *wish)
    assert f"Day 1  {SPRING}" in reported
    assert "Proven to be the best" in reported


def test_its_pages_answer_and_speak_english(run: Run) -> None:
    spoken, instance = run("python", "-c", SITE).splitlines()[-1].split()
    assert spoken == "True"
    assert instance.endswith("/data/silverway")
