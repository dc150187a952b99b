"""`silverway data`: check, load, report on, import and export the facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from shapely.geometry import shape
from sqlmodel import Session

from planner.catalog import (
    KEY_OF,
    FactTables,
    Report,
    change_facts,
    check_facts,
    load_facts,
    make_report,
    make_tables,
    present_facts,
    preview_changes,
    read_changes,
    read_fact_tables,
)
from planner.commands.context import CliContext, cli_context
from planner.commands.options import WholeRange
from planner.errors import BadFacts, Unknown
from planner.exchange.facts import LARGEST_BYTES, ChangeSet, change_set_from, fetch, new_rows, read_table, write_table
from planner.language import Translate
from planner.migrate import migrate
from planner.rules import load_themes
from planner.store import engine_for
from planner.text import Named, NameIndex

WIDTH = 120  # of a report that is piped into a file
WHO = "silverway data import"


@click.group()
def data() -> None:
    """资料。The facts in data/."""


@data.command("check")
@click.pass_context
def check_data(ctx: click.Context) -> None:
    """检查 data/ 里的每个文件。Check every file; prints file:row: column: what is wrong."""
    here = cli_context(ctx)
    faults = check_facts(here.settings.data_dir, here.settings.region)
    if faults:
        raise BadFacts(faults)
    click.echo(here.say("资料都对。"))


@data.command("load")
@click.pass_context
def load_data(ctx: click.Context) -> None:
    """把资料装入数据库；有一处不对就什么都不装。Load the facts, all or nothing."""
    here = cli_context(ctx)
    migrate(here.settings)
    click.echo(here.say("装好了：{digest}").format(digest=load_facts(here.settings)[:12]))


@data.command("report")
@click.pass_context
def report_data(ctx: click.Context) -> None:
    """资料有多全、多可靠、多新。How much is covered, how surely, how old."""
    here = cli_context(ctx)
    with opened(here) as session:
        changes = read_changes(session)
        facts = read_fact_tables(here.settings.region_dir, changes)
        files = read_fact_tables(here.settings.region_dir)
    console = Console() if Console().is_terminal else Console(width=WIDTH)
    themes = load_themes(here.settings.data_dir)
    names = [theme.words(here.language) for theme in themes.values()]
    for table in report_tables(make_report(facts, files, changes, themes), names, here.say):
        console.print(table)


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
    for number, head in enumerate((_("文件"), _("列"), _("知道"), "%", _("有出处"), _("常识"), _("估计"))):
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
    if report.outdated:
        outdated = Table(title=_("有人改过、文件后来又变了的格"), title_justify="left")
        for head in (_("文件"), _("行"), _("列"), _("现在用"), _("文件里是")):
            outdated.add_column(head)
        for cell in report.outdated:
            outdated.add_row(cell.change.file, cell.change.row, cell.change.column, cell.change.new, cell.file_says)
        yield outdated


@data.group("import")
def import_data() -> None:
    """先看改动，加 --apply 才改。Import facts: shows the changes first; --apply makes them."""


@import_data.command("csv")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", required=True, type=click.Choice([f.removesuffix(".csv") for f in KEY_OF]), help="表。Table.")
@click.option("--source", default="", help="出处，文件里没有 source 列时用。Source, where the file has none.")
@click.option("--as-of", type=WholeRange(1990, 2100), help="年份。Year the facts speak of.")
@click.option("--apply", "apply_", is_flag=True, help="真的改。Make the changes.")
@click.pass_context
def import_csv(ctx: click.Context, path: Path, table: str, source: str, as_of: int | None, apply_: bool) -> None:
    """从 CSV 导入，列名和 data/ 里的一样。From a CSV file with the columns of data/."""
    here = cli_context(ctx)
    with path.open("rb") as file:
        content = file.read(LARGEST_BYTES + 1)  # one more than is taken: enough to refuse it
    settle(here, read_table(content, f"{table}.csv", now(here).raws, source, as_of), apply_)


@import_data.command("osm")
@click.option("--city", required=True, help="城市。City.")
@click.option("--overwrite", is_flag=True, help="已知的也换。Also cells that are known already.")
@click.option("--add", is_flag=True, help="加进没有的景点（可信程度低）。Also sights nobody has, with low confidence.")
@click.option("--apply", "apply_", is_flag=True, help="真的改。Make the changes.")
@click.pass_context
def import_osm(ctx: click.Context, city: str, overwrite: bool, add: bool, apply_: bool) -> None:
    """从 OpenStreetMap 导入一个城市。From OpenStreetMap, one city, through the Overpass server of the settings."""
    here = cli_context(ctx)
    facts = now(here)
    rows = facts.sheets["cities.csv"].rows
    cities = (Named(str(row["name"]), str(row["name"]), str(row["name_en"])) for row in rows)
    name = NameIndex("city", cities, suffixes=("市", "city")).find(city)
    elements = fetch(here.settings.overpass_url, city_box(here, name))
    settle(here, change_set_from(elements, facts.raws, name, overwrite, add), apply_)


@data.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def export_data(ctx: click.Context, folder: Path) -> None:
    """把现在用的资料写成 CSV，网上的改动也在内。Write the facts in use, operators' changes included, as CSV files."""
    here = cli_context(ctx)
    facts = now(here)
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in facts.raws.items():
        (folder / name).write_bytes(write_table(raw))
    click.echo(here.say("写好了 {count} 个文件：{folder}").format(count=len(facts.raws), folder=folder))


def settle(here: CliContext, changes: ChangeSet, apply_: bool) -> None:
    """Show what a change set would do; make the changes if asked to and if nothing is wrong."""
    for note in changes.notes:
        click.echo(f"· {note}")
    if changes.faults:
        raise BadFacts(tuple(changes.faults))
    if not changes.proposals:
        click.echo(here.say("没有要改的。"))
        return
    made = new_rows(changes.proposals, now(here).raws)
    for (file, row), proposals in changes.by_row().items():
        click.echo(f"{file} {row}{here.say('（新）') if (file, row) in made else ''}")
        for p in proposals:
            click.echo(f"    {p.column}: {p.old or '—'} → {p.new or '—'}   [{p.source}]")
    if faults := preview_changes(here.settings, changes.proposals):
        raise BadFacts(faults)
    count = len(changes.proposals)
    if not apply_:
        click.echo(here.say("一共 {count} 格，还没有改。看过没问题，加上 --apply 再来一次。").format(count=count))
        return
    migrate(here.settings)
    batch = change_facts(here.settings, WHO, changes.proposals)
    click.echo(here.say("改好了 {count} 格，批号 {batch}。").format(count=count, batch=batch))


def now(here: CliContext) -> FactTables:
    """The facts as they are now, operators' changes laid over."""
    with opened(here) as session:
        return present_facts(session, here.settings)


def opened(here: CliContext) -> Session:
    """A session on a database in its newest shape."""
    migrate(here.settings)
    make_tables(here.settings)
    return Session(engine_for(here.settings.database_url))


def city_box(here: CliContext, city: str) -> tuple[float, float, float, float]:
    """(south, west, north, east) of a city's outline on the base map."""
    file = here.settings.region_dir / "basemap" / "cities.geojson"
    outlines = {
        feature["properties"]["name"].removesuffix("市"): shape(feature["geometry"])
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]
    }
    if city not in outlines:
        raise Unknown("city", city, tuple(outlines))
    west, south, east, north = outlines[city].bounds
    return south, west, north, east
