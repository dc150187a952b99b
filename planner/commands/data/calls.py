"""`silverway data demand`, `calls` and `answer`: whom to call first, and what was answered."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from planner.catalog import column_words, facts_digest, present_facts
from planner.clock import today
from planner.commands.context import CliContext, cli_context, write_file
from planner.commands.data.group import data, loaded, print_json
from planner.commands.data.tracked import tracked
from planner.commands.options import WholeRange, as_json, seeded
from planner.errors import Malformed, Unknown
from planner.facts import read_facts
from planner.rules import load_rules
from planner.solving import SolveOptions
from planner.upkeep import (
    QUESTIONS,
    Answers,
    CallWanted,
    Demand,
    asked_cells,
    best_calls,
    drawn_requests,
    keep_demand,
    measure,
    note_call,
    row_named,
)


@data.command("demand")
@click.option("--requests", default=60, show_default=True, type=WholeRange(1, 2000), help="排多少次。How many trips.")
@seeded
@as_json
@click.pass_context
def demand(ctx: click.Context, requests: int, seed: int, as_json: bool) -> None:
    """随机排一批行程，数哪些地方常被排到，记下来给 calls 用。Plan drawn wishes and count what is planned how often."""
    here = cli_context(ctx)
    with loaded(here) as session:
        facts = read_facts(session, here.settings.data_dir)
        wishes = list(drawn_requests(facts, requests, seed))
        with tracked(wishes, quiet=as_json) as drawn:
            found = measure(facts, drawn, SolveOptions(seed=seed))
        keep_demand(session, found, facts_digest(session))
        session.commit()
    if as_json:
        print_json(_demand_json(found))
        return
    told = here.say("排了 {count} 次，排成 {plans} 条行程，里面有 {rows} 处景点、酒店和餐馆。")
    click.echo(told.format(count=requests, plans=found.of_plans, rows=len(found.plans)))


@data.command("calls")
@click.option("--count", default=100, show_default=True, type=WholeRange(1, 1000), help="打多少个。How many calls.")
@click.option("--with-phone", is_flag=True, help="只要知道号码的。Only those whose number is known.")
@click.option("--csv", "target", type=click.Path(dir_okay=False, path_type=Path), help="写成 CSV。Write it as CSV.")
@as_json
@click.pass_context
def calls(ctx: click.Context, count: int, with_phone: bool, target: Path | None, as_json: bool) -> None:
    """打哪些电话最有用：常被排到、又还缺消息的。Which calls would improve the most plans."""
    here = cli_context(ctx)
    rules = load_rules(here.settings.data_dir)
    with loaded(here) as session:
        facts = present_facts(session, here.settings)
        wanted, measured = best_calls(session, facts, rules, today(), with_phone)
    chosen = wanted[:count]
    if target is not None:
        write_file(target, _sheet(chosen, here))
    if as_json:
        measured_on = _demand_json(measured) if measured else None
        print_json({"measured": measured_on, "calls": [asdict(call) for call in chosen]})
        return
    if measured is None:
        click.echo(here.say("还没有量过哪些地方常被排到，先按缺多少排。量一次：silverway data demand。"))
    for call in chosen:
        click.echo(f"{call.file} {call.row} {_call_line(call, here, measured is not None)}")


def _call_line(call: CallWanted, here: CliContext, measured: bool) -> str:
    told = here.say("{name}（{city}）{phone}：{plans} 条行程里有，5 问缺 {open} 问")
    if call.unsure:
        told = here.say("{name}（{city}）{phone}：问清楚了才排得进，5 问缺 {open} 问")
    elif not measured:
        told = here.say("{name}（{city}）{phone}：5 问缺 {open} 问")
    elif call.expected:
        told = here.say("{name}（{city}）{phone}：还没有行程排到，5 问缺 {open} 问")
    name = call.name_en if here.language == "en" else call.name
    phone = call.phone or here.say("号码没查到")
    return told.format(name=name, city=call.city, phone=phone, plans=round(call.plans), open=call.open)


@data.command("answer")
@click.argument("key", metavar="ID")
@click.option("--table", default="places", show_default=True, type=click.Choice([f[:-4] for f in QUESTIONS]))
@click.option("--set", "texts", multiple=True, metavar="COLUMN=TEXT", help="问到的，如 lift=yes。What was learnt.")
@click.option("--same", multiple=True, metavar="COLUMN", help="还是原来那样的列。A column that is as it was.")
@click.option("--said-by", default="", help="谁说的，如“售票处”。Who said so.")
@click.option("--on", "said_on", help="哪一天，如 2026-11-29；不写是今天。Which day; today if not said.")
@click.option("--by", "who", required=True, help="谁打的电话。Who called.")
@as_json
@click.pass_context
def answer(ctx: click.Context, /, key: str, table: str, who: str, as_json: bool, **told: Any) -> None:
    """记下一个电话；没人接也记：什么都不写。Note a call and its answers, all or nothing; none, if nobody answered."""
    here = cli_context(ctx)
    answers = _answers(**told)
    with loaded(here) as session:
        facts = present_facts(session, here.settings)
    batch = note_call(here.settings, who, facts, f"{table}.csv", key, answers)
    if as_json:
        print_json({"file": f"{table}.csv", "row": key, "batch": batch or None})
    elif batch:
        click.echo(here.say("记下了 {row}，批号 {batch}。").format(row=key, batch=batch))
    else:
        click.echo(here.say("记下了 {row}：没有问到什么。").format(row=key))


def _answers(texts: Sequence[str], same: Sequence[str], said_by: str, said_on: str | None) -> Answers:
    learnt = {}
    for text in texts:
        column, sign, value = text.partition("=")
        if not sign:
            raise Malformed("set", text, "lift=yes")
        learnt[column.strip()] = value.strip()
    return Answers(learnt, tuple(same), said_by.strip(), _day(said_on))


def _day(text: str | None) -> date:
    """The day named; today if none is."""
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise Malformed("on", text or "", today().isoformat()) from None


def _demand_json(found: Demand) -> dict[str, object]:
    rows = [{"file": file, "row": row, "plans": plans} for (file, row), plans in found.plans.items()]
    return {"plans": found.of_plans, "measured_on": found.measured_on, "rows": rows}


def _sheet(chosen: Sequence[CallWanted], here: CliContext) -> bytes:
    """The sheet to print: a line a question, room for the answer."""
    rules, words = load_rules(here.settings.data_dir), column_words(here.settings.data_dir)
    with loaded(here) as session:
        facts = present_facts(session, here.settings)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["table", "id", "name", "phone", "question", "known", "answer", "said_by", "said_on"])
    for call in chosen:
        row = row_named(facts, call.file, call.row)
        if row is None:
            raise Unknown("row", call.row)
        for question, cells in asked_cells(facts, rules, today(), call.file, row):
            known = "; ".join(
                f"{getattr(words[cell.column], here.language)}={cell.text}" for cell in cells if cell.text
            )  # fmt: skip
            table = call.file.removesuffix(".csv")
            writer.writerow([table, call.row, call.name, call.phone, here.say(question.words), known, "", "", ""])
    return target.getvalue().encode("utf-8-sig")
