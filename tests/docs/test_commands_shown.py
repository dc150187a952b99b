"""Every command of ours that the papers show works as it stands there, whatever day it is."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.folders import ROOT
from planner.settings import Settings
from tests.support.database import copied_database
from tests.support.overpass import answer_of, node, overpass_server
from tests.support.shared import once

PAPERS = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
OURS = ".venv/bin/silverway "
GIVEN = {  # files that a reader is said to have
    "calls.csv": "train,station,arrive,depart\nY501,大连,--,21:40\nY501,沈阳,02:10,--\n",
    "prices.csv": "id,ticket_yuan\nshenyang-imperial-palace,55\n",
}
BENCH = {  # small ones of the public kinds, for FILE
    "toptw": "2 1 1 1\n0 100\n0 0 0 0 0 0 0 0 30\n1 3 4 2 10 1 1 1 0 30\n",
    "ophs": "3 1 2\n20\n10 10\n0 0 0\n9 0 0\n5 0 0\n4 1 7\n---\n",
    "mctop": "1 1 5" + " 1" * 10 + "\n0 0 0 0 0 0 30\n2 3 4 2 10 1 5 9 12 20 1 3" + " 0" * 10 + "\n",
    "displib": '{"trains": [[{"min_duration": 3, "successors": []}]], "objective": []}',
}
ENDLESS = ("serve",)  # would serve until stopped: only its options are read


@dataclass(frozen=True)
class Shown:
    """A command as a paper shows it, and the file its output goes to, if any."""

    words: tuple[str, ...]
    output: str = ""

    @property
    def writes(self) -> bool:
        """Other commands read what it writes."""
        return bool(self.output) or "export" in self.words or self.words[:2] == ("rail", "import")

    def __str__(self) -> str:
        return shlex.join(self.words)


def shown(text: str) -> Iterator[Shown]:
    """The commands in the fenced blocks of a paper, without remarks; lines that end in \\ go on."""
    for block in re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith(OURS):
                words = shlex.split(line.removeprefix(OURS), comments=True)
                output = words[words.index(">") + 1] if ">" in words else ""
                yield Shown(tuple(words[: words.index(">")] if output else words), output)


COMMANDS = list(dict.fromkeys(each for paper in PAPERS for each in shown(paper.read_text(encoding="utf-8"))))


@pytest.fixture
def desk(settings: Settings, tmp_path: Path, run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A folder with the files that the papers speak of, a database to be changed at will, and an Overpass server."""
    own = copied_database(settings, tmp_path)
    park = node(1, 41.8428, 123.4222, name="北陵公园", leisure="park")
    with overpass_server((200, answer_of(park))) as server:
        monkeypatch.setenv("SILVERWAY_DATABASE_URL", own.database_url)
        monkeypatch.setenv("SILVERWAY_OVERPASS_URL", server.address)
        monkeypatch.setenv("SILVERWAY_RAILWAYS_DIR", "railways")
        files = once(run_folder, "shown", lambda: _written(run_folder, monkeypatch))
        shutil.copytree(files, tmp_path / "desk")
        monkeypatch.chdir(tmp_path / "desk")
        yield own


def _written(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder after all commands whose files other commands read."""
    folder = run_folder / "desk"
    folder.mkdir()
    for name, text in GIVEN.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        if command.writes:
            answer = run(command)
            assert answer.exit_code == 0, f"{command}: {answer.output}"
    return folder


def run(command: Shown) -> Result:
    words = [*command.words[:1], "--help"] if command.words[0] in ENDLESS else list(command.words)
    if "FILE" in words:
        Path("FILE").write_text(BENCH[words[1]], encoding="utf-8")
    answer = CliRunner().invoke(main, words)
    if command.output:
        Path(command.output).write_text(answer.stdout, encoding="utf-8")
    return answer


def test_the_papers_show_commands() -> None:
    assert len(COMMANDS) > 20


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_a_command_works_as_it_is_shown(command: Shown) -> None:
    answer = run(command)
    assert answer.exit_code == 0, answer.output
    assert answer.output.strip() or command.output
