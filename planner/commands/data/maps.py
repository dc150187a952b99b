"""`silverway data import osm` and `wikidata`: what public maps know, of a city or of the whole region tile by tile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from planner.catalog import KEY_OF, preview_changes, read_changes, read_fact_tables
from planner.commands.context import CliContext, cli_context
from planner.commands.data.group import now, opened
from planner.commands.data.imports import import_data, settle
from planner.commands.data.tracked import tracked
from planner.commands.options import as_json
from planner.errors import Unknown
from planner.exchange.facts import (
    OSM,
    WIKIDATA,
    Area,
    Box,
    ChangeSet,
    Element,
    Origin,
    all_cities,
    ask_overpass,
    ask_wikidata,
    box_of,
    change_set_from,
    gather,
    one_city,
    read_elements,
    read_items,
    read_outlines,
    tiles_of,
)
from planner.folders import INSTANCE
from planner.text import Named, NameIndex


def from_a_map(command: Callable[..., None]) -> Callable[..., None]:
    """The options of imports from a public map."""
    for option in (
        click.option("--region", is_flag=True, help="全省，一块一块取。All of the region, tile by tile."),
        click.option("--city", default="", help="一个城市。One city."),
        click.option("--apply", "apply_", is_flag=True, help="真的改。Make the changes."),
        click.option("--overwrite", is_flag=True, help="已知的也换。Also cells that are known already."),
        click.option("--tiles", type=click.Path(file_okay=False, path_type=Path),
                     help="取来的放在哪个文件夹；删掉就重新取。Where answers are kept; delete it to ask anew."),
    ):  # fmt: skip
        command = option(command)
    return command


@import_data.command("osm")
@click.option("--add", is_flag=True, help="加进没有的景点（可信程度低）。Also sights nobody has, with low confidence.")
@from_a_map
@as_json
@click.pass_context
def import_osm(ctx: click.Context, /, add: bool, as_json: bool, **asked: Any) -> None:
    """从 OpenStreetMap 导入一个城市或全省；断了再来一次，接着取。From OpenStreetMap, a city or the whole region; broken
    off, it goes on where it was. The Overpass server is that of the settings."""
    here = cli_context(ctx)
    look = Look(OSM, partial(ask_overpass, here.settings.overpass_url), read_elements, "osm")
    import_map(here, look, asked, add, as_json)


@import_data.command("wikidata")
@from_a_map
@as_json
@click.pass_context
def import_wikidata(ctx: click.Context, /, as_json: bool, **asked: Any) -> None:
    """从维基数据导入电话、台阶和大概的位置。Telephones, steps and rough points from Wikidata, a city or all of the
    region, as for osm. The SPARQL server is that of the settings."""
    here = cli_context(ctx)
    look = Look(WIKIDATA, partial(ask_wikidata, here.settings.wikidata_url), read_items, "wikidata")
    import_map(here, look, asked, False, as_json)


@dataclass(frozen=True)
class Look:
    """A public map: whose it is, how it is asked and read, and under what name its answers are kept."""

    origin: Origin
    ask: Callable[[Box], bytes]
    read: Callable[[bytes], list[Element]]
    name: str


def import_map(here: CliContext, look: Look, asked: Mapping[str, Any], add: bool, as_json: bool) -> None:
    """Ask for a city or for all tiles of the region, and settle what that changes."""
    elements, area = _seen(here, look, asked["city"], asked["region"], asked["tiles"])
    changes = change_set_from(elements, now(here).raws, area, asked["overwrite"], add, look.origin)
    sound = leave_out_faulty(here, changes)
    settle(here, changes, asked["apply_"], as_json, sound)


def _seen(
    here: CliContext, look: Look, city: str, region: bool, tiles: Path | None
) -> tuple[list[Element], Area]:  # fmt: skip
    """What the map knows, and of which cities."""
    if bool(city) == region:
        raise click.UsageError("--city / --region")
    outlines = read_outlines(here.settings.region_dir)
    if region:
        folder = tiles or INSTANCE / "tiles" / look.name
        with tracked(tiles_of(outlines), look.name) as grid:
            return gather(grid, look.ask, look.read, folder), all_cities(outlines)
    rows = now(here).sheets["cities.csv"].rows
    named = (Named(str(row["name"]), str(row["name"]), str(row["name_en"])) for row in rows)
    name = NameIndex("city", named, suffixes=("市", "city")).find(city)
    if name not in outlines:
        raise Unknown("city", name, tuple(outlines))
    return look.read(look.ask(box_of(outlines[name]))), one_city(name)


def leave_out_faulty(here: CliContext, changes: ChangeSet) -> bool:
    """Take the rows that would break the facts out of the change set and tell each of them; whether the rest is sound.

    One slip on a public map is no reason to take nothing of it.
    """
    while changes.proposals and (faults := preview_changes(here.settings, changes.proposals)):
        with opened(here) as session:
            after = read_fact_tables(here.settings.region_dir, (*read_changes(session), *changes.proposals))
        names = {(file, number): row[KEY_OF[file]] for file in KEY_OF for number, row in after.raws[file].rows}
        whys = {(f.file, names.get((f.file, f.row), "")): f for f in faults}
        kept = [p for p in changes.proposals if (p.file, p.row) not in whys]
        if len(kept) == len(changes.proposals):
            return False  # the faults are none of these rows'
        left = {(p.file, p.row) for p in changes.proposals} & whys.keys()
        told = here.say("{row} 没有取：{why}")
        changes.notes += [told.format(row=row, why=whys[file, row].why) for file, row in sorted(left)]
        changes.proposals[:] = kept
    return True
