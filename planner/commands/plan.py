"""`silverway plan`: a trip, and on request why other places are left out and what to do when it rains; or a longer
stay."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from planner.commands.context import cli_context
from planner.commands.options import start_day, unwrap, wish_options
from planner.commands.stay import STAY_OPTIONS, only_for_trips, plan_longer_stay, stay_wish
from planner.commands.trip import request_of, trip_data, trip_wish
from planner.language import Translate
from planner.solving import SolveOptions

if TYPE_CHECKING:
    from planner.catalog import Catalog
    from planner.itinerary.types import Day, Itinerary, LeftOut


@click.command()
@wish_options(required=False)
@trip_wish
@stay_wish
@click.option("--why", is_flag=True, help="为什么没有去别的地方。Why other places are left out.")
@click.option("--rain", is_flag=True, help="下雨天怎么安排。What to do when it rains.")
@click.pass_context
def plan(
    ctx: click.Context, /, as_json: bool, seed: int, start: str | None, why: bool, rain: bool, **wishes: Any
) -> None:
    """安排一次出行，或者旅居小住（--stay）。Plan a themed trip, or a longer stay (--stay)."""
    if wishes["stay"] is not None:
        plan_longer_stay(ctx, as_json=as_json, seed=seed, start=start, **wishes)
        return
    only_for_trips(ctx)
    wishes = {name: value for name, value in wishes.items() if name not in STAY_OPTIONS}
    from planner.itinerary.columns import pool_around
    from planner.itinerary.explain import left_out, rain_plans
    from planner.itinerary.inputs import poor_trip, reach_note, unseen_theme
    from planner.itinerary.metrics import summary
    from planner.itinerary.planning import plan_or_explain
    from planner.sentences import reason_sentence

    here = cli_context(ctx)
    facts = here.facts()
    request = request_of(facts.rail, {"start": start_day(facts.rules, start), **wishes})
    options = SolveOptions(seconds=here.settings.plan_seconds, seed=seed)
    if note := reach_note(facts, request):
        click.echo(reason_sentence(note, here.say), err=True)
    found = unwrap(plan_or_explain(facts, request, options), here.say).result
    pool = unwrap(pool_around(facts, found, options), here.say) if why or rain else None
    others = left_out(pool, found, options) if pool and why else None
    dry = rain_plans(pool, found) if pool and rain else None
    if as_json:
        click.echo(_itinerary_json(facts.catalog, found, others, dry))
    else:
        words = (*_rain_lines(found, dry or (), here.language, here.say), *_left_out_lines(others or (), here.say))
        told = [reason_sentence(note, here.say) for note in (poor_trip(found), unseen_theme(facts, found)) if note]
        click.echo("\n".join([summary(found, here.language, here.say), *told, *words]))


def _left_out_lines(others: Sequence[LeftOut], _: Translate) -> list[str]:
    """One line a place, below a heading; nothing for nothing."""
    from planner.sentences import reason_sentence

    lines = [f"  {reason_sentence(other.reason, _)}{_able(other, _)}" for other in others]
    return ["", _("为什么没有去"), *lines] if lines else []


def _rain_lines(found: Itinerary, dry: Sequence[Day | None], language: str, _: Translate) -> list[str]:
    """One line a day with visits: where to go instead."""
    lines = []
    for number, day in enumerate(dry, 1):
        if not found.days[number - 1].visits:
            continue
        spots = [visit.place for visit in day.visits] if day else []
        names = _("、").join(spot.name_en if language == "en" else spot.name for spot in spots)
        places = names or _("在酒店歇着，或者问问酒店附近有什么好去处")
        lines.append(_("  第 {number} 天：{places}").format(number=number, places=places))
    return ["", _("下雨的话"), *lines] if lines else []


def _itinerary_json(
    catalog: Catalog, found: Itinerary, others: Sequence[LeftOut] | None, dry: Sequence[Day | None] | None
) -> str:
    """The trip with its `contacts`; with what was asked beside it, an object of `itinerary`, `left_out` and `rain`."""
    from pydantic import TypeAdapter

    from planner.itinerary.types import Day

    days: TypeAdapter[tuple[Day | None, ...]] = TypeAdapter(tuple[Day | None, ...])
    told = trip_data(catalog, found)
    if others is None and dry is None:
        return json.dumps(told, ensure_ascii=False, indent=2)
    report: dict[str, object] = {"itinerary": told}
    if others is not None:
        report["left_out"] = [asdict(other) for other in others]
    if dry is not None:
        report["rain"] = days.dump_python(tuple(dry), mode="json")
    return json.dumps(report, ensure_ascii=False, indent=2)


def _able(other: LeftOut, _: Translate) -> str:
    from planner.sentences import NAMES

    return _("（“{who}”的人可以去）").format(who=_(NAMES[other.able])) if other.able else ""
