"""`silverway train check`, `insert`, `insert-several`, `clashes`: timetables tested, paths found, and the traffic."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.commands.context import cli_context, refuse

assumed = click.option("--assume", "assumes", multiple=True, help="如 甲站:tracks=3。Station facts, for this only.")
closed = click.option(
    "--possession", "possessions", multiple=True, help="天窗，如 甲站-乙站@11:00-13:00。A possession."
)
in_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON。JSON instead of text.")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="FILE | CALL ...")
@click.option("--own", default="", help="它本来是哪趟车，不拿它和自己比。The published train it is.")
@click.option("--train", "number", help="文件里的哪一趟车。Which train of the file.")
@assumed
@closed
@in_json
@click.pass_context
def check(
    ctx: click.Context, words: tuple[str, ...], own: str, number: str | None, assumes: tuple[str, ...],
    possessions: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """检查一份时刻表。Test a timetable: a file, or calls like "甲站 -- 21:40" "乙站 02:10 --".

    The file is JSON or CSV of one train, plain lines, or anything that `train import` reads. Ends with code 1 if there
    are clashes.
    """
    from planner.commands.train_files import trains_of
    from planner.train.check import check_timetable
    from planner.train.entry import BadCase, read_words, with_options
    from planner.train.report import verdict_json, verdict_lines
    from planner.train.traffic import traffic

    here = cli_context(ctx)
    facts = here.facts()
    try:
        entered = trains_of(words, facts.rail, number) or read_words(words, facts.rail, here.say)
    except BadCase as bad:
        refuse(bad.sentences)
    spec = with_options(entered, facts.rail, own, possessions, assumes)
    verdict = check_timetable(facts, traffic(facts.rail), spec.calls, spec.case)
    if as_json:
        click.echo(verdict_json(verdict, facts.rules, here.language, here.say))
    else:
        click.echo("\n".join(verdict_lines(verdict, facts.rules, here.language, here.say)))
    ctx.exit(1 if any(violation.hard for violation in verdict.violations) else 0)


@click.command()
@click.argument("calls", nargs=-1, required=True, metavar="CALL CALL ...")
@click.option("--objective", default="arrival", show_default=True, help="arrival, buffer, disturbance")
@click.option("--paths", default=1, show_default=True, help="几条不同的线。Distinct paths, up to 10.")
@click.option("--stock", default="25G", show_default=True, help="25B, 25G, 25T")
@click.option("--running", default="planned", show_default=True, help="planned, quickest (as the quickest published)")
@click.option("--within", default=60, show_default=True, help="最多为此晚到几分钟。Minutes later than the earliest.")
@click.option("--comfort", default=5, show_default=True, help="再近几分钟就算打扰。Nearer than that disturbs.")
@click.option("--away", default="", help="先拿掉哪趟车。A published train taken out first.")
@assumed
@closed
@in_json
@click.pass_context
def insert(
    ctx: click.Context, calls: tuple[str, ...], objective: str, paths: int, stock: str, running: str, within: int,
    comfort: int, away: str, assumes: tuple[str, ...], possessions: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """在公布的列车中间找一条运行线。Find a path: 甲站@20:30-23:00 乙站/5-20 丙站@-08:00 (window after @, stay after /).

    Ends with code 1 if there is none, and says why.
    """
    from planner.train.entry import read_possession, read_stock
    from planner.train.infrastructure import read_assumption
    from planner.train.insertion import PathRequest, Paths, explain, find_paths, no_path_json, read_call_wishes
    from planner.train.report import no_path_lines, path_lines, paths_json

    here = cli_context(ctx)
    facts = here.facts()
    top_kmh = read_stock(stock)
    for text in assumes:
        read_assumption(text, facts.rail.stations)
    request = PathRequest(
        calls=read_call_wishes(calls, facts.rail.stations),
        top_kmh=top_kmh,
        running=running,
        objective=objective,
        paths=paths,
        away=away.strip().upper(),
        assumes=assumes,
        possessions=tuple(read_possession(p, facts.rail.stations) for p in possessions),
        comfort_min=comfort,
        within_min=within,
    )
    found = find_paths(facts, request)
    if isinstance(found, Paths):
        click.echo(paths_json(found.paths) if as_json else "\n".join(path_lines(found.paths, here.say)))
        return
    reason = explain(found)
    if as_json:
        click.echo(json.dumps({"paths": [], **no_path_json(reason)}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(no_path_lines(reason, here.say)))
    ctx.exit(1)


@click.command()
@in_json
@click.pass_context
def clashes(ctx: click.Context, as_json: bool) -> None:
    """公布的列车之间对不上的地方。Published trains that contradict each other in the model, and why."""
    from planner.train.report import conflict_lines, conflicts_json

    here = cli_context(ctx)
    facts = here.facts()
    click.echo(conflicts_json(facts.rail) if as_json else "\n".join(conflict_lines(facts.rail, here.say)))


@click.command("insert-several")
@click.argument("words", nargs=-1, required=True, metavar="FILE | TRAIN ...")
@click.option("--flexible", default="", help="可以挪一点的车，如 K1,K2。Published trains that may be shifted.")
@click.option("--shift", default=5, show_default=True, help="最多早或晚几分钟。Minutes earlier or later at most.")
@click.option("--seconds", default=60, show_default=True, type=click.IntRange(1, 3600), help="最多算几秒。At most.")
@click.option("--away", default="", help="先拿掉哪趟车。A published train taken out first.")
@assumed
@closed
@in_json
@click.pass_context
def insert_several(
    ctx: click.Context, words: tuple[str, ...], flexible: str, shift: int, seconds: int, away: str,
    assumes: tuple[str, ...], possessions: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """一起插入几趟车。Insert trains at once: "Y501: 甲站@20:30-23:00 乙站/5-20 丙站@-08:00" "Y502: …", or a file.

    A file has a train a line, or is CSV (train, calls, stock) or JSON. Ends with code 1 if a train has no path, and
    says why.
    """
    from planner.solving import SolveOptions
    from planner.train.entry import BadCase, SharedConditions, read_new_trains, read_new_trains_file, read_possession
    from planner.train.infrastructure import read_assumption
    from planner.train.multi import SeveralRequest
    from planner.train.multi import insert_several as insert_all
    from planner.train.report import several_json, several_lines

    here = cli_context(ctx)
    facts = here.facts()
    for text in assumes:
        read_assumption(text, facts.rail.stations)
    closed = tuple(read_possession(p, facts.rail.stations) for p in possessions)
    shared = SharedConditions(away.strip().upper(), assumes, closed)
    try:
        if len(words) == 1 and not any(mark in words[0] for mark in ":："):
            trains = read_new_trains_file(Path(words[0]), facts.rail.stations, shared, here.say)
        else:
            trains = read_new_trains(words, facts.rail.stations, shared, here.say)
    except BadCase as bad:
        refuse(bad.sentences)
    named = tuple(name.strip().upper() for name in flexible.replace("，", ",").split(",") if name.strip())
    request = SeveralRequest(trains, named, shift)
    found = insert_all(facts, request, SolveOptions(seconds=seconds))
    click.echo(several_json(found) if as_json else "\n".join(several_lines(found, here.say)))
    ctx.exit(1 if found.none else 0)
