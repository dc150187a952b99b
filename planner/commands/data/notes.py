"""`silverway data notes`: what readers say is wrong, accepted or declined."""

from __future__ import annotations

from collections.abc import Callable

import click

from planner.commands.context import cli_context
from planner.commands.data.group import data, loaded, now, print_json
from planner.commands.options import as_json
from planner.upkeep import accept_note, decline_note, notes_waiting, waiting_note

by: Callable[[click.decorators.FC], click.decorators.FC] = click.option(
    "--by", "who", required=True, help="谁看的。Who decided."
)


@data.group("notes")
def notes() -> None:
    """读者来信：哪里不对。What readers say is wrong."""


@notes.command("list")
@as_json
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """等着看的来信。Notes that wait for a decision."""
    here = cli_context(ctx)
    with loaded(here) as session:
        waiting = notes_waiting(session)
        if as_json:
            print_json({"notes": [note.model_dump() for note in waiting]})
            return
        for note in waiting:
            click.echo(f"{note.id} {note.at[:10]} {note.file} {note.row} {note.column or '—'}: {note.says}")
    if not waiting:
        click.echo(here.say("没有等着看的来信。"))


@notes.command("accept")
@click.argument("note_id", metavar="ID")
@click.option("--column", required=True, help="改哪一列。Which column.")
@click.option("--text", required=True, help="改成什么。The new text.")
@by
@as_json
@click.pass_context
def accept(ctx: click.Context, /, note_id: str, column: str, text: str, who: str, as_json: bool) -> None:
    """采用：成为资料，标着还没核实。Make it a fact, marked as not confirmed."""
    here = cli_context(ctx)
    with loaded(here) as session:
        note = waiting_note(session, note_id)
        session.expunge(note)
    batch = accept_note(here.settings, who, note, now(here), column, text)
    if as_json:
        print_json({"note": note_id, "batch": batch})
    else:
        click.echo(here.say("采用了，批号 {batch}。").format(batch=batch))


@notes.command("decline")
@click.argument("note_id", metavar="ID")
@by
@as_json
@click.pass_context
def decline(ctx: click.Context, note_id: str, who: str, as_json: bool) -> None:
    """不采用。Leave the facts as they are."""
    here = cli_context(ctx)
    with loaded(here) as session:
        decline_note(session, note_id, who)
        session.commit()
    if as_json:
        print_json({"note": note_id, "declined": True})
    else:
        click.echo(here.say("没有采用。"))
