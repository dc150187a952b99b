"""The `silverway` command: plans trips and trains, checks and loads facts. Wrong input ends with code 2."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from os import environ
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from planner import __version__
from planner.commands import CliContext, LazyGroup, bad_usage, cli_context, no_text, refuse, unusable_file
from planner.errors import BadFacts, SilverwayError
from planner.language import translator
from planner.settings import BadSetting, Settings

LANGUAGE = "SILVERWAY_LANGUAGE"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
COMMANDS = {
    "backup": "planner.commands.backups:backup",
    "bench": "planner.commands.bench:bench",
    "data": "planner.commands.data.group:data",
    "doctor": "planner.commands.doctor.command:doctor",
    "office": "planner.commands.offices:office",
    "plan": "planner.commands.plan:plan",
    "rail": "planner.commands.rail.railways:rail",
    "restore": "planner.commands.backups:restore",
    "trip": "planner.commands.trip:trip",
    "upgrade": "planner.commands.upgrade:upgrade",
    "worker": "planner.commands.worker:worker",
}
TRAIN_COMMANDS = {
    "check": "planner.commands.train.timetables:check",
    "clashes": "planner.commands.train.timetables:clashes",
    "compare": "planner.commands.train.compare:compare",
    "diagram": "planner.commands.train.diagram:diagram",
    "export": "planner.commands.train.files:export_train",
    "import": "planner.commands.train.files:import_trains",
    "insert": "planner.commands.train.timetables:insert",
    "insert-several": "planner.commands.train.timetables:insert_several",
    "mend": "planner.commands.train.mend:mend",
    "plan": "planner.commands.train.plan:plan_train",
    "redispatch": "planner.commands.train.redispatch:redispatch",
    "simulate": "planner.commands.train.files:simulate",
}


class Commands(LazyGroup):
    """The commands of the planner and those other parts announce under `silverway.commands`.

    Turns errors that people can mend into one sentence and exit code 2.
    """

    def make_context(self, info_name: str | None, args: list[str], *others: Any, **named: Any) -> click.Context:
        asked = list(args)
        if any("\ud800" <= sign <= "\udfff" for word in asked for sign in word):
            raise no_text(translator(_language(asked)))
        try:
            return super().make_context(info_name, args, *others, **named)
        except NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise bad_usage(error, translator(_language(asked))) from None

    def announced(self) -> Mapping[str, str]:
        from importlib.metadata import entry_points

        return {entry.name: entry.value for entry in entry_points(group="silverway.commands")}

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SilverwayError as error:
            here = cli_context(ctx)
            refuse([*(here.faults(error) if isinstance(error, BadFacts) else ()), here.sentence(error)])
        except NoArgsIsHelpError:
            raise
        except (click.UsageError, click.FileError) as error:
            raise bad_usage(error, translator(ctx.params["language"])) from None
        except OSError as error:
            if error.filename is None and error.errno not in NO_ROOM:
                raise
            refuse([unusable_file(error, cli_context(ctx).say)])
        except Exception as error:
            here = cli_context(ctx)
            refuse([here.sentence(_trouble_of(error, here.settings.database_url))])


def _trouble_of(error: Exception, database_url: str) -> SilverwayError:
    """What is the matter with the database; the error itself is raised again if it is of another kind."""
    if "sqlalchemy" in sys.modules:
        from sqlalchemy.exc import SQLAlchemyError

        from planner.store import trouble_of

        trouble = trouble_of(error, database_url) if isinstance(error, SQLAlchemyError) else None
        if trouble is not None:
            return trouble
    raise error


def _language(words: list[str]) -> str:
    """The language asked for, before the words are read."""
    told = [*words, ""][words.index("--language") + 1] if "--language" in words else environ.get(LANGUAGE, "")
    return "en" if told == "en" or "--language=en" in words else "zh"


@click.group(cls=Commands, lazy=COMMANDS)
@click.version_option(__version__, prog_name="silverway", message="%(prog)s %(version)s")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", envvar=LANGUAGE, help="zh / en")
@click.pass_context
def main(ctx: click.Context, language: str) -> None:
    """银龄慢游 Silverway：为老年人安排行程和银发旅游列车。Gentle trips and silver trains for older travellers."""
    from planner.caching import collect_rarely

    collect_rarely()
    say = translator(language)
    try:
        settings = Settings()
    except BadSetting as bad:
        need = say(bad.need).format(**bad.values)
        refuse([say("设置 {name} 不能是“{value}”：{need}").format(name=bad.name, value=bad.told, need=need)])
    ctx.obj = CliContext(settings, language, say)


@main.group(cls=LazyGroup, lazy=TRAIN_COMMANDS)
def train() -> None:
    """银发旅游列车。Silver trains."""


@main.command("compile")
def compile_engines() -> None:
    """编译一次，以后打开就快。Compile the engines once, as `make install` does."""
    from compileall import compile_dir

    from planner.folders import PACKAGE
    from planner.itinerary.solver import warm_up as warm_up_trips
    from planner.orienteering import warm_up as warm_up_routes

    for package in (PACKAGE, PACKAGE.parent / "routes"):
        compile_dir(package, quiet=2)
    warm_up_trips()
    warm_up_routes()
