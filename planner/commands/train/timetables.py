"""`silverway train check`, `insert`, `insert-several`, `clashes`: timetables tested, paths found, and the traffic."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.context import cli_context, refuse
from planner.commands.options import (
    Whole,
    WholeRange,
    as_json,
    assumed,
    away_number,
    closed,
    on_railway,
    own_number,
    train_of_file,
)
from planner.commands.train.entered import EnteredTrains, unpublished_words

if TYPE_CHECKING:
    from planner.catalog import RailFacts
    from planner.language import Translate
    from planner.train.entry import SharedConditions
    from planner.train.insertion import PathRequest
    from planner.train.multi import SeveralRequest


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="FILE | CALL ...")
@own_number
@train_of_file
@assumed
@closed
@as_json
@on_railway
@click.pass_context
def check(ctx: click.Context, /, as_json: bool, **options: Any) -> None:
    """检查一份时刻表。Test a timetable: a file, or calls like "甲站 -- 21:40" "乙站 02:10 --".

    The file is JSON or CSV, plain lines, or anything that `train import` reads; several trains in it, up to nineteen,
    are set against each other too. Ends with code 1 if there are clashes.
    """
    from planner.train.check import check_timetable, check_together
    from planner.train.entry import BadCase, published_traffic_known
    from planner.train.report import check_json, check_lines, together_json, together_lines

    here = cli_context(ctx)
    facts = here.facts()
    try:
        specs = EnteredTrains(**options).specs(facts.rail, here.say)
    except BadCase as bad:
        refuse(bad.sentences)
    words = facts.rules, here.language, here.say
    unpublished = [line for spec in specs.values() for line in unpublished_words(spec, here.say)]
    if len(specs) == 1:
        (spec,) = specs.values()
        one = check_timetable(facts, published_traffic_known(facts.rail), spec.calls, spec.case)
        click.echo(check_json(one, *words) if as_json else "\n".join([*unpublished, *check_lines(one, *words)]))
        ctx.exit(1 if any(violation.hard for violation in one.violations) else 0)
    found = check_together(facts, published_traffic_known(facts.rail), specs)
    click.echo(together_json(found, *words) if as_json else "\n".join([*unpublished, *together_lines(found, *words)]))
    ctx.exit(1 if found.hard else 0)


@dataclass(frozen=True)
class _SharedOptions:
    """What holds for all trains to be inserted, as it was typed."""

    away: str
    assumes: tuple[str, ...]
    possessions: tuple[str, ...]

    def shared(self, rail: RailFacts) -> SharedConditions:
        """The conditions; raises SilverwayError for the first that cannot be read."""
        from planner.train.entry import SharedConditions, read_number, read_possession
        from planner.train.infrastructure import read_assumption

        for text in self.assumes:
            read_assumption(text, rail.stations)
        possessions = tuple(read_possession(p, rail.stations) for p in self.possessions)
        return SharedConditions(read_number(self.away, rail), self.assumes, possessions)


@dataclass(frozen=True)
class _InsertOptions(_SharedOptions):
    """The path to look for as it was typed."""

    calls: tuple[str, ...]
    objective: str
    paths: int
    stock: str
    running: str
    within: int
    comfort: int

    def request(self, rail: RailFacts) -> PathRequest:
        """The request; raises SilverwayError for the first option that cannot be read."""
        from planner.train.entry import read_stock
        from planner.train.insertion import PathRequest, read_call_wishes

        top_kmh, shared = read_stock(self.stock), self.shared(rail)
        return PathRequest(
            calls=read_call_wishes(self.calls, rail.stations),
            top_kmh=top_kmh,
            running=self.running,
            objective=self.objective,
            paths=self.paths,
            away=shared.away,
            assumes=shared.assumes,
            possessions=shared.possessions,
            comfort_min=self.comfort,
            within_min=self.within,
        )


@click.command()
@click.argument("calls", nargs=-1, required=True, metavar="CALL CALL ...")
@click.option("--objective", default="arrival", show_default=True, help="arrival, buffer, disturbance")
@click.option("--paths", default=1, show_default=True, type=Whole(), help="几条不同的线。Distinct paths, up to 10.")
@click.option("--stock", default="25G", show_default=True, help="25B, 25G, 25T")
@click.option("--running", default="planned", show_default=True, help="planned, quickest (as the quickest published)")
@click.option(
    "--within", default=60, show_default=True, type=Whole(), help="最多为此晚到几分钟。Minutes later than the earliest."
)
@click.option(
    "--comfort", default=5, show_default=True, type=Whole(), help="再近几分钟就算打扰。Nearer than that disturbs."
)
@away_number
@assumed
@closed
@as_json
@on_railway
@click.pass_context
def insert(ctx: click.Context, /, as_json: bool, **options: Any) -> None:
    """在公布的列车中间找一条运行线。Find a path: 甲站@20:30-23:00 乙站/5-20 丙站@-08:00 (window after @, stay after /).

    Ends with code 1 if there is none, and says why.
    """
    from planner.train.insertion import Paths, explain, find_paths, no_path_json
    from planner.train.report import no_path_lines, path_lines, paths_json, unknown_of

    here = cli_context(ctx)
    facts = here.facts()
    found = find_paths(facts, _InsertOptions(**options).request(facts.rail))
    if isinstance(found, Paths):
        unknown = unknown_of(facts, found.paths)
        said = paths_json(found.paths, unknown) if as_json else "\n".join(path_lines(found.paths, here.say, unknown))
        click.echo(said)
        return
    reason = explain(found)
    if as_json:
        click.echo(json.dumps({"paths": [], **no_path_json(reason)}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(no_path_lines(reason, here.say)))
    ctx.exit(1)


@click.command()
@as_json
@on_railway
@click.pass_context
def clashes(ctx: click.Context, as_json: bool) -> None:
    """公布的列车之间对不上的地方。Published trains that contradict each other in the model, and why."""
    from planner.train.report import conflict_lines, conflicts_json

    here = cli_context(ctx)
    facts = here.facts()
    click.echo(conflicts_json(facts.rail) if as_json else "\n".join(conflict_lines(facts.rail, here.say)))


@dataclass(frozen=True)
class _SeveralOptions(_SharedOptions):
    """The trains to insert as they were typed."""

    words: tuple[str, ...]
    flexible: str
    shift: int

    def request(self, rail: RailFacts, _: Translate) -> SeveralRequest:
        """The request; raises BadCase with every train that cannot be read, and SilverwayError."""
        from planner.train.entry import read_new_trains, read_new_trains_file
        from planner.train.multi import SeveralRequest

        shared = self.shared(rail)
        if len(self.words) == 1 and not any(mark in self.words[0] for mark in ":："):
            trains = read_new_trains_file(Path(self.words[0]), rail.stations, shared, _)
        else:
            trains = read_new_trains(self.words, rail.stations, shared, _)
        named = tuple(rail.known_train(name) for name in self.flexible.replace("，", ",").split(",") if name.strip())
        return SeveralRequest(trains, named, self.shift)


@click.command("insert-several")
@click.argument("words", nargs=-1, required=True, metavar="FILE | TRAIN ...")
@click.option("--flexible", default="", help="可以挪一点的车，如 K1,K2。Published trains that may be shifted.")
@click.option(
    "--shift", default=5, show_default=True, type=Whole(), help="最多早或晚几分钟。Minutes earlier or later at most."
)
@click.option("--seconds", default=60, show_default=True, type=WholeRange(1, 3600), help="最多算几秒。At most.")
@away_number
@assumed
@closed
@as_json
@on_railway
@click.pass_context
def insert_several(ctx: click.Context, /, seconds: int, as_json: bool, **options: Any) -> None:
    """一起插入几趟车。Insert trains at once: "Y501: 甲站@20:30-23:00 乙站/5-20 丙站@-08:00" "Y502: …", or a file.

    A file has a train a line, or is CSV (train, calls, stock) or JSON. Ends with code 1 if a train has no path, and
    says why.
    """
    from planner.solving import SolveOptions
    from planner.train.entry import BadCase
    from planner.train.multi import insert_several as insert_all
    from planner.train.report import several_json, several_lines, unknown_of

    here = cli_context(ctx)
    facts = here.facts()
    try:
        request = _SeveralOptions(**options).request(facts.rail, here.say)
    except BadCase as bad:
        refuse(bad.sentences)
    found = insert_all(facts, request, SolveOptions(seconds=seconds))
    unknown = unknown_of(facts, found.paths.values())
    click.echo(several_json(found, unknown) if as_json else "\n".join(several_lines(found, here.say, unknown)))
    ctx.exit(1 if found.none else 0)
