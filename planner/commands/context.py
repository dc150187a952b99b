"""What every command needs: settings, language, facts, and a way to refuse."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from planner.errors import BadFacts, BadFile, SilverwayError, Unknown
from planner.language import Translate

if TYPE_CHECKING:
    from planner.facts import Facts
    from planner.settings import Settings


@dataclass(frozen=True)
class CliContext:
    """What every command needs: settings, the language of its output (zh or en), and its translator."""

    settings: Settings
    language: str
    say: Translate
    railway: str = ""

    def facts(self) -> Facts:
        """All facts, loaded first if they are new; those of the `railway` alone if one was named."""
        if self.railway:
            return self._railway_facts()
        from planner.facts import current_facts

        return current_facts(self.settings)

    def _railway_facts(self) -> Facts:
        from planner.clock import today
        from planner.exchange.railways import load_railway, railway_facts
        from planner.rules import load_rules

        railway = load_railway(self.settings.railways_dir, self.railway)
        return railway_facts(railway, load_rules(self.settings.data_dir), today())

    def sentence(self, error: SilverwayError) -> str:
        """What is wrong, in the language asked for."""
        from planner.rules import load_themes
        from planner.sentences import error_sentence, in_own_words

        if isinstance(error, Unknown):
            themes = load_themes(self.settings.data_dir) if error.kind == "theme" else {}
            error = in_own_words(error, themes, self.language)
        return error_sentence(error, self.say)

    def faults(self, error: BadFacts) -> list[str]:
        """Everything wrong with a file, in the language asked for; facts as their editors know them."""
        from planner.sentences import fault_sentence

        if isinstance(error, BadFile):
            return [fault_sentence(fault, self.say) for fault in error.faults]
        return [str(fault) for fault in error.faults]


def cli_context(ctx: click.Context) -> CliContext:
    found: CliContext = ctx.find_root().obj
    return found


def refuse(lines: Sequence[str]) -> NoReturn:
    """Say what is wrong and end with code 2."""
    click.echo("\n".join(lines), err=True)
    sys.exit(2)


def report_written(here: CliContext, path: Path, content: bytes, as_json: bool) -> None:
    """Say what was written where."""
    if as_json:
        click.echo(json.dumps({"file": str(path), "bytes": len(content)}, ensure_ascii=False))
    else:
        click.echo(here.say("写好了：{file}（{size} 字节）").format(file=path, size=f"{len(content):,}"))


def write_file(path: Path, content: bytes) -> None:
    """The whole file or none of it; what is no file, like /dev/null, is written to."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.FileError(str(path), error.strerror or str(error)) from None
