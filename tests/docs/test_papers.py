"""What the documents promise about themselves and name in the code is there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from planner.cli import main
from planner.folders import ROOT
from planner.settings import settings_table

LANGUAGES = {"en": ".md", "zh": ".zh-CN.md"}
SCREENS = 120  # lines of a README: three screens
PAPERS = sorted(
    path
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        ROOT / "data" / "README.md",
        ROOT / "benchmarks" / "RESULTS.md",
    )
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")


def _commands(group: click.Group, path: str = "") -> Iterator[str]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path}{name} ")
        else:
            yield path + name


def _text(name: str, language: str = "en") -> str:
    return (ROOT / f"{name}{LANGUAGES[language]}").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_readme_fits_three_screens(language: str) -> None:
    assert len(_text("README", language).splitlines()) <= SCREENS


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(paper: Path) -> None:
    links = [link.partition("#")[0] for link in LINK.findall(paper.read_text(encoding="utf-8"))]
    inside = [link for link in links if link and not link.startswith(("http://", "https://"))]
    assert [link for link in inside if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_reported(language: str) -> None:
    text = _text("docs/commands", language)
    untold = [name for name in _commands(main) if not re.search(rf"silverway(?: --language en)? {name}\b", text)]
    assert [name for name in untold if not name.startswith("office ")] == ["compile"]  # `make install`; operations.md


def test_both_languages_tell_the_same_commands() -> None:
    reported = [
        re.findall(r"silverway(?: --language en)? ((?:[a-z-]+ ?){1,3})", _text("docs/commands", one))
        for one in LANGUAGES
    ]
    assert reported[0] == reported[1]


def test_every_make_target_that_is_reported_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    reported = {name for paper in PAPERS for name in re.findall(r"`make ([a-z-]+)", paper.read_text(encoding="utf-8"))}
    assert reported <= targets


def test_every_setting_is_reported_with_its_purpose() -> None:
    assert settings_table() in _text("docs/operations")


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "adr"
    titles = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in sorted(folder.glob("0*.md"))}
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert list(titles.items()) == [(name, f"# {title}") for title, name in listed]


def test_the_glossary_names_what_the_code_has() -> None:
    found = subprocess.run(
        ["git", "grep", "-hoEI", r"[A-Za-z_][A-Za-z0-9_-]*", "--", "planner", "routes", "data/rules"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    words = set(found.stdout.split())
    named = [
        name for line in _text("docs/glossary").splitlines() if line.startswith("|") for name in CODE.findall(line)
    ]
    assert [name for name in named if name not in words and not (ROOT / name).exists()] == []


def test_rooms_that_architecture_names_exist() -> None:
    named = CODE.findall(_text("docs/architecture"))
    rooms = [
        name
        for name in named
        if re.fullmatch(r"(planner|routes|data|templates|static|migrations|tests)/[\w/.-]+", name)
    ]
    modules = [name.replace(".", "/") for name in named if re.fullmatch(r"planner(\.\w+)+", name)]
    assert [name for name in rooms if not (ROOT / name).exists()] == []
    assert [name for name in modules if not (ROOT / name).is_dir() and not (ROOT / f"{name}.py").exists()] == []
