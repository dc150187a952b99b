"""`silverway data check`, `load`, `report`, `export` and `diff`: the facts as files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from planner.catalog import Report, check_facts, load_facts, make_report, read_changes, read_fact_tables
from planner.commands.context import CliContext, cli_context, write_file
from planner.commands.data.group import data, now, opened, print_json
from planner.commands.options import as_json
from planner.errors import BadFacts
from planner.exchange.facts import TableDifference, compare_versions, read_version, write_table, zipped
from planner.language import Translate
from planner.migrate import migrate
from planner.rules import load_themes

WIDTH = 120  # of a report that is piped into a file


@data.command("check")
@as_json
@click.pass_context
def check_data(ctx: click.Context, as_json: bool) -> None:
    """检查 data/ 里的每个文件。Check every file; prints file:row: column: what is wrong."""
    here = cli_context(ctx)
    faults = check_facts(here.settings.data_dir, here.settings.region)
    if as_json:
        rows = [{"file": f.file, "row": f.row, "column": f.column, "why": f.why.format(**f.values)} for f in faults]
        print_json({"faults": rows})
        sys.exit(2 if faults else 0)
    if faults:
        raise BadFacts(faults)
    click.echo(here.say("资料都对。"))


@data.command("load")
@as_json
@click.pass_context
def load_data(ctx: click.Context, as_json: bool) -> None:
    """把资料装入数据库；有一处不对就什么都不装。Load the facts, all or nothing."""
    here = cli_context(ctx)
    migrate(here.settings)
    digest = load_facts(here.settings)
    if as_json:
        print_json({"digest": digest})
    else:
        click.echo(here.say("装好了：{digest}").format(digest=digest[:12]))


@data.command("report")
@as_json
@click.pass_context
def report_data(ctx: click.Context, as_json: bool) -> None:
    """资料有多全、多可靠、多新。How much is covered, how surely, how old."""
    here = cli_context(ctx)
    with opened(here) as session:
        changes = read_changes(session)
        facts = read_fact_tables(here.settings.region_dir, changes)
        files = read_fact_tables(here.settings.region_dir)
        themes = load_themes(here.settings.data_dir)
        report = make_report(facts, files, changes, themes)
        if as_json:
            print_json(_report_json(report, tuple(themes)))
            return
        console = Console() if Console().is_terminal else Console(width=WIDTH)
        names = [theme.words(here.language) for theme in themes.values()]
        for table in report_tables(report, names, here.say):
            console.print(table)


def _report_json(report: Report, themes: Sequence[str]) -> dict[str, object]:
    outdated = [
        {"file": o.change.file, "row": o.change.row, "column": o.change.column, "used": o.change.new,
         "file_says": o.file_says}
        for o in report.outdated
    ]  # fmt: skip
    return {
        "cities": [asdict(c) | {"themes": dict(zip(themes, c.themes, strict=True))} for c in report.cities],
        "columns": [asdict(column) for column in report.columns],
        "confidence": report.confidence,
        "years": report.years,
        "rests_on": report.rests_on,
        "changed_cells": report.changed_cells,
        "outdated": outdated,
    }


def report_tables(report: Report, themes: Sequence[str], _: Translate) -> Iterable[Table]:
    """The report as tables for a terminal; `themes` are the names of those it counts."""
    cities = Table(title=_("各城市"), title_justify="left")
    counted = [_("景点"), _("可排"), "5A", "4A", *themes, _("酒店"), _("可排"), _("医院"), _("餐馆")]
    cities.add_column(_("城市"))
    for head in counted:
        cities.add_column(head, justify="right")
    for c in report.cities:
        row = (c.places, c.planned, *c.graded, *c.themes, c.hotels, c.hotels_planned, c.hospitals, c.restaurants)
        cities.add_row(c.city, *map(str, row))
    yield cities
    columns = Table(title=_("各列：有多少行知道，凭什么知道"), title_justify="left")
    for number, head in enumerate((_("文件"), _("列"), _("知道"), "%", _("有出处"), _("常识"), _("估计"), _("来信"))):
        columns.add_column(head, justify="left" if number < 2 else "right")
    for column in report.columns:
        share = f"{100 * column.known / column.rows:.0f}"
        columns.add_row(column.file, column.column, str(column.known), share, *map(str, column.bases))
    yield columns
    trust = Table(title=_("可信程度和年份"), title_justify="left")
    for number, head in enumerate((_("文件"), _("高"), _("中"), _("低"), _("各年的行数"))):
        trust.add_column(head, justify="right" if 0 < number < 4 else "left")
    for file, counts in report.confidence.items():
        years = " ".join(f"{year}:{count}" for year, count in report.years[file].items())
        trust.add_row(file, *map(str, counts), years)
    yield trust
    whom = Table(title=_("有出处的格，出自哪里"), title_justify="left")
    whom.add_column(_("出处"))
    whom.add_column(_("格"), justify="right")
    for name, count in report.rests_on.items():
        whom.add_row(name or _("别的"), str(count))
    yield whom
    if report.outdated:
        outdated = Table(title=_("有人改过、文件后来又变了的格"), title_justify="left")
        for head in (_("文件"), _("行"), _("列"), _("现在用"), _("文件里是")):
            outdated.add_column(head)
        for cell in report.outdated:
            outdated.add_row(cell.change.file, cell.change.row, cell.change.column, cell.change.new, cell.file_says)
        yield outdated


@data.command("export")
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path))
@as_json
@click.pass_context
def export_data(ctx: click.Context, target: Path, as_json: bool) -> None:
    """把现在用的资料写成 CSV，网上的改动也在内。Write the facts in use, operators' changes included, as CSV files
    into a folder, or into a file that ends in .zip."""
    here = cli_context(ctx)
    tables = {name: write_table(raw) for name, raw in now(here).raws.items()}
    if target.suffix == ".zip":
        write_file(target, zipped(tables))
    else:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in tables.items():
            write_file(target / name, content)
    if as_json:
        print_json({"files": sorted(tables), "target": str(target)})
    else:
        click.echo(here.say("写好了 {count} 个文件：{folder}").format(count=len(tables), folder=target))


@data.command("diff")
@click.argument("before", metavar="A", type=click.Path(exists=True, path_type=Path))
@click.argument("after", metavar="B", type=click.Path(exists=True, path_type=Path))
@as_json
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, as_json: bool) -> None:
    """两份资料有什么不同。What differs between two versions of the facts: folders, or zip files of `data export`."""
    here = cli_context(ctx)
    found = compare_versions(read_version(before), read_version(after))
    if as_json:
        print_json({"tables": [asdict(table) for table in found]})
    else:
        click.echo("\n".join(_difference_lines(here, found)) or here.say("两份资料一样。"))


def _difference_lines(here: CliContext, tables: Iterable[TableDifference]) -> Iterable[str]:
    for table in tables:
        counts = here.say("{file}：加 {added} 行，去 {removed} 行，改 {changed} 格")
        changed = len(table.changed)
        yield counts.format(file=table.file, added=len(table.added), removed=len(table.removed), changed=changed)
        new, gone = here.say("（新的列）"), here.say("（没有了的列）")
        yield from (f"  + {column}{new}" for column in table.columns_added)
        yield from (f"  - {column}{gone}" for column in table.columns_removed)
        yield from (f"  + {row}" for row in table.added)
        yield from (f"  - {row}" for row in table.removed)
        yield from (f"  {cell.row} {cell.column}: {cell.old or '—'} → {cell.new or '—'}" for cell in table.changed)
