"""`silverway data audit`: a random sample of the facts checked by hand."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from planner.commands.context import cli_context, write_file
from planner.commands.data.group import data, loaded, opened, print_json
from planner.commands.options import WholeRange, as_json, seeded
from planner.upkeep import NEVER_AUDITED, all_audits, audit_cells, draw_audit, enter_audit, rate_sentence, write_sheet

MOST = 2_000  # cells of a sample


@data.group("audit")
def audit() -> None:
    """抽查：随机抽一些格，人去核对，算出错多少。Check a random sample by hand; how much is wrong."""


@audit.command("draw")
@click.argument("sheet", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--size", default=60, show_default=True, type=WholeRange(1, MOST), help="抽多少格。How many cells.")
@seeded
@as_json
@click.pass_context
def draw(ctx: click.Context, sheet: Path, size: int, seed: int, as_json: bool) -> None:
    """抽一次，写成单子（CSV）；网页 /facts/audit 可以打印。Draw a sample and write its sheet."""
    here = cli_context(ctx)
    with loaded(here) as session:
        name = draw_audit(session, here.settings, size, seed)
        session.commit()
        cells = audit_cells(session, here.settings, name)
        write_file(sheet, write_sheet(cells))
        if as_json:
            print_json({"audit": name, "cells": [cell.model_dump() for cell in cells], "sheet": str(sheet)})
            return
        told = here.say("抽查 {audit}：{count} 格，单子在 {file}。核对完，用 data audit enter 交回来。")
        click.echo(told.format(audit=name, count=len(cells), file=sheet))


@audit.command("enter")
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "who", required=True, help="谁核对的。Who checked.")
@as_json
@click.pass_context
def enter(ctx: click.Context, sheet: Path, who: str, as_json: bool) -> None:
    """交回填好的单子；有一处不对就什么都不记。Take a sheet back, filled in; all or nothing."""
    here = cli_context(ctx)
    with opened(here) as session:
        name, count = enter_audit(session, here.settings, sheet.read_bytes(), who)
        session.commit()
    if as_json:
        print_json({"audit": name, "entered": count})
    else:
        click.echo(here.say("抽查 {audit}：记下了 {count} 格。").format(audit=name, count=count))


@audit.command("results")
@as_json
@click.pass_context
def results(ctx: click.Context, as_json: bool) -> None:
    """每次抽查错多少。What each sample found."""
    here = cli_context(ctx)
    with opened(here) as session:
        states = all_audits(session, here.settings)
    if as_json:
        print_json({"audits": [asdict(state) for state in states]})
        return
    for state in states:
        told = here.say("抽查 {audit}（{day} 抽的）：{size} 格里核对了 {checked} 格。")
        values = {"audit": state.audit, "day": state.drawn_on, "size": state.size, "checked": state.checked}
        click.echo(told.format(**values))
        for rate in state.rates:
            click.echo(f"  {rate_sentence(rate, here.say)}")
    if not states:
        click.echo(here.say(NEVER_AUDITED))
