"""`silverway data import`: facts from elsewhere, shown first, changed when asked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from planner.catalog import KEY_OF, change_facts, preview_changes
from planner.commands.context import CliContext, cli_context
from planner.commands.data.group import data, now, print_json
from planner.commands.options import WholeRange, as_json
from planner.errors import BadFacts
from planner.exchange.facts import LARGEST_BYTES, ChangeSet, new_rows, read_table
from planner.migrate import migrate

WHO = "silverway data import"


@data.group("import")
def import_data() -> None:
    """先看改动，加 --apply 才改。Import facts: shows the changes first; --apply makes them."""


@import_data.command("csv")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", required=True, type=click.Choice([f.removesuffix(".csv") for f in KEY_OF]), help="表。Table.")
@click.option("--source", default="", help="出处，文件里没有 source 列时用。Source, where the file has none.")
@click.option("--as-of", type=WholeRange(1990, 2100), help="年份。Year the facts speak of.")
@click.option("--apply", "apply_", is_flag=True, help="真的改。Make the changes.")
@as_json
@click.pass_context
def import_csv(ctx: click.Context, /, path: Path, table: str, apply_: bool, as_json: bool, **cited: Any) -> None:
    """从 CSV 导入，列名和 data/ 里的一样。From a CSV file with the columns of data/."""
    here = cli_context(ctx)
    with path.open("rb") as file:
        content = file.read(LARGEST_BYTES + 1)  # one more than is taken: enough to refuse it
    settle(here, read_table(content, f"{table}.csv", now(here).raws, **cited), apply_, as_json)


def settle(here: CliContext, changes: ChangeSet, apply_: bool, as_json: bool, sound: bool = False) -> None:
    """Show what a change set would do; make the changes if asked to and if nothing is wrong, or known to be `sound`."""
    if changes.faults:
        raise BadFacts(tuple(changes.faults))
    if not as_json:
        click.echo("\n".join(_change_lines(here, changes)))
    if changes.proposals and not sound and (faults := preview_changes(here.settings, changes.proposals)):
        raise BadFacts(faults)
    batch = ""
    if changes.proposals and apply_:
        migrate(here.settings)
        batch = change_facts(here.settings, WHO, changes.proposals)
    count = len(changes.proposals)
    if as_json:
        print_json({"notes": changes.notes, "changes": [asdict(p) for p in changes.proposals], "batch": batch or None})
    elif batch:
        click.echo(here.say("改好了 {count} 格，批号 {batch}。").format(count=count, batch=batch))
    elif count:
        click.echo(here.say("一共 {count} 格，还没有改。看过没问题，加上 --apply 再来一次。").format(count=count))


def _change_lines(here: CliContext, changes: ChangeSet) -> Iterator[str]:
    yield from (f"· {note}" for note in changes.notes)
    if not changes.proposals:
        yield here.say("没有要改的。")
        return
    made, new = new_rows(changes.proposals, now(here).raws), here.say("（新）")
    for (file, row), proposals in changes.by_row().items():
        yield f"{file} {row}{new if (file, row) in made else ''}"
        yield from (f"    {p.column}: {p.old or '—'} → {p.new or '—'}   [{p.source}]" for p in proposals)
