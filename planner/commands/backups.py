"""`silverway backup` and `silverway restore`: all that people keep, in a file and back."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.commands.context import cli_context, refuse, write_file
from planner.commands.options import as_json


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
@click.pass_context
def backup(ctx: click.Context, file: Path, as_json: bool) -> None:
    """把存下的都备份到一个文件，网站不用停。Keep a copy of all that people keep in a file; the site may go on."""
    from planner.migrate import migrate
    from planner.saved import back_up

    here = cli_context(ctx)
    migrate(here.settings)
    made, content = back_up(here.settings)
    write_file(file, content)
    if file.is_file():
        file.chmod(0o600)
    said = here.say("备份好了：{file}，{rows} 行。里面有大家的电话和登录用的钥匙，收好。").format(
        file=file, rows=f"{sum(made.rows.values()):,}"
    )
    click.echo(json.dumps({"file": str(file), "shape": made.shape, "rows": made.rows}) if as_json else said)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
@click.pass_context
def restore(ctx: click.Context, file: Path, as_json: bool) -> None:
    """把备份放进一个新的数据库。Put a backup into a new database."""
    from planner.saved import is_new_database, put_back

    here = cli_context(ctx)
    if not is_new_database(here.settings):
        refuse([here.say("这个数据库里已经有东西，不往上盖。先把它挪开，或者用 SILVERWAY_DATABASE_URL 指到一个新的。")])
    made = put_back(here.settings, file)
    said = here.say("放回去了：{rows} 行，备份于 {made}。").format(rows=f"{sum(made.rows.values()):,}", made=made.made)
    click.echo(json.dumps({"shape": made.shape, "made": made.made, "rows": made.rows}) if as_json else said)
