"""`silverway trip change`: a planned trip with changes, all of it or only what lies ahead from now."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from planner.commands.context import CliContext, cli_context, refuse
from planner.commands.options import WholeRange, unwrap
from planner.commands.trip.difference import change_lines
from planner.commands.trip.trip_file import STDIN, check_spots, read_trip_file
from planner.commands.trip.wish import day_number
from planner.errors import Malformed
from planner.itinerary.types import Edit, EditKind, Itinerary, Moment
from planner.solving import SolveOptions

if TYPE_CHECKING:
    from planner.catalog import Catalog
    from planner.facts import Facts

OF_TRIPS = ("slower", "faster")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--edit", "edits", multiple=True, help="swap:中山公园 drop:… keep:… not_this_kind:… pin:…@2 slower faster"
)
@click.option(
    "--now", help="第几天几点，如 2@14:30 或 2@14:30@中山公园（刚到过哪里）：之前的不动。What lies before stays."
)
@click.option("--seed", default=1, show_default=True, type=WholeRange(0))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，文件不动。JSON instead; FILE stays as it is.")
@click.pass_context
def change(ctx: click.Context, file: str, edits: tuple[str, ...], now: str | None, seed: int, as_json: bool) -> None:
    """改一条排好的行程，写回文件；用 trip undo 撤回。Change a trip written by `plan --json`.

    The changed trip goes into FILE, with the versions before it; - reads standard input.
    """
    from planner.itinerary.metrics import summary
    from planner.itinerary.replanning import replan, replan_from

    here = cli_context(ctx)
    wanted = tuple(_edit(text) for text in edits)
    kept = read_trip_file(file, here.say)
    facts = here.facts()
    check_spots(kept.trip, facts.catalog)
    since = _moment(facts.catalog, now) if now else None
    if since:
        _refuse_broken(facts, kept.trip, here)
    options = SolveOptions(seconds=here.settings.plan_seconds, seed=seed)
    if since is None:
        found = replan(facts, kept.trip, wanted, options)
    else:
        found = replan_from(facts, kept.trip, since, wanted, options)
    trip = unwrap(found, here.say).result
    if as_json:
        click.echo(kept.changed_to(trip).json(facts.catalog))
        return
    told = change_lines(facts.catalog, kept.trip, trip, wanted, here)
    same = trip.request == kept.trip.request and trip.days == kept.trip.days
    if same:
        told = told or [here.say("行程没有变。")]
    elif file != STDIN:
        kept.changed_to(trip).write(facts.catalog)
        told.append(here.say("写进了 {file}。撤回：silverway trip undo {file}").format(file=file))
    click.echo("\n".join([summary(trip, here.language, here.say), *told]))


def _refuse_broken(facts: Facts, trip: Itinerary, here: CliContext) -> None:
    """End here if the trip, part of which is to stay, breaks rules by the facts of today."""
    from planner.itinerary.check import check_itinerary
    from planner.sentences import violation_sentence

    broken = [violation for violation in check_itinerary(facts, trip) if violation.hard]
    if broken:
        told = [violation_sentence(each, facts.rules, here.language, here.say) for each in broken]
        refuse([here.say("这条行程和现在的资料对不上，请重新排一次。"), *told])


def _edit(text: str) -> Edit:
    """swap:中山公园, pin:中山公园@2, slower."""
    kind, _colon, place = text.replace("：", ":").partition(":")
    known: EditKind | None = next((each for each in get_args(EditKind) if each == kind.strip()), None)
    if known is None or bool(place.strip()) == (kind.strip() in OF_TRIPS):
        raise Malformed("edit", text, "swap:甲景点")
    if known != "pin":
        return Edit(known, place.strip() or None)
    name, _at, day = place.replace("＠", "@").partition("@")
    number = day_number(day)
    if number is None or not name.strip():
        raise Malformed("edit", text, "pin:甲景点@2")
    return Edit(known, name.strip(), number)


def _moment(catalog: Catalog, text: str) -> Moment:
    from planner.itinerary.inputs import minute_of

    day, time, place = (part.strip() for part in [*text.replace("＠", "@").split("@"), "", ""][:3])
    number, minute = day_number(day), minute_of(time)
    if minute is None or number is None:
        raise Malformed("now", text, "2@14:30")
    return Moment(number, minute, catalog.place(place).id if place else None)
