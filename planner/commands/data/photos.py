"""`silverway data import photos` and `data photos`: one photograph a place."""

from __future__ import annotations

from pathlib import Path

import click

from planner.clock import today
from planner.commands.context import cli_context
from planner.commands.data.group import data, loaded, now, print_json
from planner.commands.data.imports import import_data
from planner.commands.options import as_json
from planner.upkeep import all_photos, keep_photos, read_photos, remove_photo


@import_data.command("photos")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--apply", "apply_", is_flag=True, help="真的收。Take them.")
@as_json
@click.pass_context
def import_photos(ctx: click.Context, folder: Path, apply_: bool, as_json: bool) -> None:
    """从文件夹收照片，一处一张；photos.csv 写许可、作者、图里是什么。Photographs from a folder with photos.csv."""
    here = cli_context(ctx)
    places = {row["id"]: row["name"] for _, row in now(here).raws["places.csv"].rows}
    brought = read_photos(folder, places)
    with loaded(here) as session:
        there = {photo.place for photo in all_photos(session)}
        if apply_:
            keep_photos(session, brought, today())
            session.commit()
    if as_json:
        rows = [
            {"place": b.place, "file": b.file, "licence": b.licence, "credit": b.credit, "bytes": len(b.picture.jpeg),
             "width": b.picture.width, "height": b.picture.height, "replaces": b.place in there}
            for b in brought
        ]  # fmt: skip
        print_json({"applied": apply_, "photos": rows})
        return
    over = here.say("（换掉原来的）")
    for b in brought:
        size = f"{b.picture.width}×{b.picture.height}, {len(b.picture.jpeg) // 1000} KB"
        replaced = over if b.place in there else ""
        click.echo(f"{b.place} {places[b.place]}{replaced}: {b.file} {size} [{b.credit}, {b.licence}]")
    taken, shown = here.say("收下了 {count} 张。"), here.say("一共 {count} 张，还没有收。加上 --apply 才收。")
    click.echo((taken if apply_ else shown).format(count=len(brought)))


@data.group("photos")
def photos_() -> None:
    """景点的照片。Photographs of places."""


@photos_.command("list")
@as_json
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """有哪些照片。Which photographs there are."""
    here = cli_context(ctx)
    with loaded(here) as session:
        rows = [photo.model_dump(exclude={"jpeg"}) for photo in all_photos(session)]
    if as_json:
        print_json({"photos": rows})
        return
    for row in rows:
        click.echo(f"{row['place']} {row['width']}×{row['height']} [{row['credit']}, {row['licence']}] {row['alt_zh']}")
    if not rows:
        click.echo(here.say("还没有照片。"))


@photos_.command("remove")
@click.argument("place")
@as_json
@click.pass_context
def remove(ctx: click.Context, place: str, as_json: bool) -> None:
    """拿掉一个景点的照片。Take a place's photograph away."""
    here = cli_context(ctx)
    with loaded(here) as session:
        remove_photo(session, place)
        session.commit()
    if as_json:
        print_json({"removed": place})
    else:
        click.echo(here.say("拿掉了：{place}。").format(place=place))
