"""`silverway data import photos` and `data photos`: photographs of places, of then and of now."""

from __future__ import annotations

from pathlib import Path

import click

from planner.clock import today
from planner.commands.context import cli_context, write_file
from planner.commands.data.group import data, loaded, now, print_json
from planner.commands.data.imports import import_data
from planner.commands.options import as_json
from planner.upkeep import PERIODS, all_photos, files_of_photos, keep_photos, read_photos, remove_photo


@import_data.command("photos")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--apply", "apply_", is_flag=True, help="真的收。Take them.")
@as_json
@click.pass_context
def import_photos(ctx: click.Context, folder: Path, apply_: bool, as_json: bool) -> None:
    """从文件夹收照片，一处最多两张，当年的和现在的；photos.csv 写年份、许可、作者、出处、图里是什么。
    Photographs of then and now from a folder with photos.csv."""
    here = cli_context(ctx)
    places = {row["id"]: row["name"] for _, row in now(here).raws["places.csv"].rows}
    brought = read_photos(folder, places, today())
    with loaded(here) as session:
        there = {(photo.place, photo.period) for photo in all_photos(session)}
        if apply_:
            keep_photos(session, brought, today())
            session.commit()
    if as_json:
        rows = [
            {"place": b.place, "period": b.period, "file": b.file, "year": b.year, "licence": b.licence,
             "credit": b.credit, "source": b.source, "bytes": len(b.picture.jpeg), "width": b.picture.width,
             "height": b.picture.height, "replaces": (b.place, b.period) in there}
            for b in brought
        ]  # fmt: skip
        print_json({"applied": apply_, "photos": rows})
        return
    over = here.say("（换掉原来的）")
    for b in brought:
        size = f"{b.picture.width}×{b.picture.height}, {len(b.picture.jpeg) // 1000} KB"
        replaced = over if (b.place, b.period) in there else ""
        which = " ".join(word for word in (b.period, b.year) if word)
        click.echo(f"{b.place} {places[b.place]} {which}{replaced}: {b.file} {size} [{b.credit}, {b.licence}]")
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
        which = " ".join(word for word in (row["place"], row["period"], row["year"]) if word)
        click.echo(f"{which} {row['width']}×{row['height']} [{row['credit']}, {row['licence']}] {row['alt_zh']}")
    if not rows:
        click.echo(here.say("还没有照片。"))


@photos_.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@as_json
@click.pass_context
def export(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """把照片和 photos.csv 写进文件夹，import photos 能再收。Write them into a folder that import photos takes."""
    here = cli_context(ctx)
    with loaded(here) as session:
        files = files_of_photos(session)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_file(folder / name, content)
    if as_json:
        print_json({"files": sorted(files), "target": str(folder)})
    else:
        click.echo(here.say("写好了 {count} 个文件：{folder}").format(count=len(files), folder=folder))


@photos_.command("remove")
@click.argument("place")
@click.argument("period", type=click.Choice(PERIODS))
@as_json
@click.pass_context
def remove(ctx: click.Context, place: str, period: str, as_json: bool) -> None:
    """拿掉一个景点当年（then）或者现在（now）的照片。Take a photograph of a place away."""
    here = cli_context(ctx)
    with loaded(here) as session:
        remove_photo(session, place, period)
        session.commit()
    if as_json:
        print_json({"removed": place, "period": period})
    else:
        click.echo(here.say("拿掉了：{place}。").format(place=f"{place} {period}"))
