"""The command: every examination, on one screen, and a code that says whether all is well."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

import click

from planner.commands.context import CliContext, cli_context
from planner.commands.doctor.database import examine_database
from planner.commands.doctor.examined import Examined
from planner.commands.doctor.jobs import examine_jobs
from planner.commands.doctor.machine import examine_machine
from planner.commands.options import as_json
from planner.saved import is_new_database

FAULTS = 1  # the code where something is to be done


@click.command()
@as_json
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """检查网站要用的样样是不是都好。See whether all the site needs is well; changes nothing. Ends with 1 if not."""
    here = cli_context(ctx)
    found = list(_examined(here))
    faults = sum(not each.good for each in found)
    if as_json:
        click.echo(json.dumps({"good": not faults, "findings": list(map(asdict, found))}, ensure_ascii=False))
    else:
        for each in found:
            click.echo(f"{'✓' if each.good else '✗'} {each.about}{here.say('：')}{each.words}")
        click.echo(here.say("有 {count} 处要处理。").format(count=faults) if faults else here.say("都好。"))
    if faults:
        sys.exit(FAULTS)


def _examined(here: CliContext) -> Iterator[Examined]:
    yield Examined(here.say("设置"), True, here.say("都能用。"))  # what cannot be used ends every command
    usable = not is_new_database(here.settings)
    for finding in examine_database(here):
        usable &= finding.good
        yield finding
    if usable:
        yield from examine_jobs(here)
    yield from examine_machine(here)
