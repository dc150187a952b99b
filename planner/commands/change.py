"""`silverway trip change`: a planned trip with changes, all of it or only what lies ahead from now."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, get_args

import click
from pydantic import ValidationError

from planner.commands.context import cli_context, refuse
from planner.commands.options import unwrap
from planner.errors import Malformed
from planner.itinerary.types import ITINERARY_JSON, Edit, EditKind, Itinerary, Moment
from planner.language import Translate
from planner.solving import SolveOptions

if TYPE_CHECKING:
    from planner.catalog import Catalog

OF_TRIPS = ("slower", "faster")


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--edit", "edits", multiple=True, help="swap:中山公园 drop:… keep:… not_this_kind:… pin:…@2 slower faster"
)
@click.option(
    "--now", help="第几天几点，如 2@14:30 或 2@14:30@中山公园（刚到过哪里）：之前的不动。What lies before stays."
)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def change(
    ctx: click.Context, file: BinaryIO, edits: tuple[str, ...], now: str | None, seed: int, as_json: bool
) -> None:
    """改一条排好的行程。Change a trip written by `plan --json`; - reads it from standard input."""
    from planner.itinerary.metrics import summary
    from planner.itinerary.replanning import difference, replan, replan_from

    here = cli_context(ctx)
    wanted = tuple(_edit(text) for text in edits)
    before = _read(file, here.say)
    facts = here.facts()
    since = _moment(facts.catalog, now) if now else None
    options = SolveOptions(seconds=here.settings.plan_seconds, seed=seed)
    if since is None:
        found = replan(facts, before, wanted, options)
    else:
        found = replan_from(facts, before, since, wanted, options)
    trip = unwrap(found, here.say).result
    if as_json:
        click.echo(ITINERARY_JSON.dump_json(trip, indent=2).decode())
        return
    changed = difference(before, trip)
    click.echo(summary(trip, here.language, here.say))
    for ids, words in (
        (changed.gone, here.say("不去了：{names}。")),
        (changed.new, here.say("新加的：{names}。")),
        (changed.moved, here.say("换了日子：{names}。")),
    ):
        if ids:
            rows = [facts.catalog.places[key] for key in ids if key in facts.catalog.places]
            names = [row.name_en if here.language == "en" else row.name for row in rows]
            click.echo(words.format(names=here.say("、").join(names)))


def _read(file: BinaryIO, _: Translate) -> Itinerary:
    try:
        return ITINERARY_JSON.validate_json(file.read())
    except ValidationError:
        refuse([_("{file} 不是一条行程。请用 silverway plan … --json 写出来的文件。").format(file=file.name)])


def _edit(text: str) -> Edit:
    """swap:中山公园, pin:中山公园@2, slower."""
    kind, _colon, place = text.replace("：", ":").partition(":")
    known: EditKind | None = next((each for each in get_args(EditKind) if each == kind), None)
    if known is None or bool(place.strip()) == (kind in OF_TRIPS):
        raise Malformed("edit", text, "swap:中山公园")
    if kind != "pin":
        return Edit(known, place.strip() or None)
    name, _at, day = place.replace("＠", "@").partition("@")
    if not (day.isascii() and day.isdigit()):
        raise Malformed("edit", text, "pin:中山公园@2")
    return Edit(known, name.strip(), int(day))


def _moment(catalog: Catalog, text: str) -> Moment:
    from planner.itinerary.inputs import minute_of

    day, time, place = (part.strip() for part in [*text.replace("＠", "@").split("@"), "", ""][:3])
    minute = minute_of(time)
    if minute is None or not (day.isascii() and day.isdigit()):
        raise Malformed("now", text, "2@14:30")
    return Moment(int(day), minute, catalog.place(place).id if place else None)
