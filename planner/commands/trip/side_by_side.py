"""`silverway trip compare`, `what-if`: a wish's trips side by side, and what a little more would bring."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import click

from planner.commands.context import CliContext, cli_context
from planner.commands.options import WholeRange, start_day, unwrap, wish
from planner.commands.trip.wish import request_of, trip_wish
from planner.itinerary.types import ITINERARY_JSON, Itinerary
from planner.language import Translate
from planner.solving import SolveOptions

if TYPE_CHECKING:
    from planner.catalog import Catalog
    from planner.itinerary.columns import ColumnPool
    from planner.itinerary.explain import Alternative


@click.command()
@wish
@trip_wish
@click.option("--count", type=WholeRange(0, 5), default=2, show_default=True, help="另外几个方案。Alternatives.")
@click.pass_context
def compare(ctx: click.Context, /, as_json: bool, seed: int, start: str | None, count: int, **wishes: Any) -> None:
    """最好的方案和另外几个方案。The best trip beside others that differ from it."""
    from planner.itinerary.explain import alternatives

    here = cli_context(ctx)
    pool, first, options = _best(here, seed, start, wishes)
    others = alternatives(pool, first, options, count)
    if as_json:
        click.echo(json.dumps(_as_data(pool.facts.catalog, first, others), ensure_ascii=False, indent=2))
        return
    click.echo(_side_by_side(pool.facts.catalog, first, others, here))


@click.command("what-if")
@wish
@trip_wish
@click.pass_context
def what_if(ctx: click.Context, /, as_json: bool, seed: int, start: str | None, **wishes: Any) -> None:
    """多一天、多走一点、多花一点，能多看什么。What one more day, 200 m or 100 yuan would bring."""
    from planner.itinerary.explain import gain_reasons, sensitivity
    from planner.sentences import reason_sentence

    here = cli_context(ctx)
    pool, first, options = _best(here, seed, start, wishes)
    gains = sensitivity(pool, first, options)
    if as_json:
        click.echo(json.dumps([asdict(gain) for gain in gains], ensure_ascii=False, indent=2))
        return
    for gain in gains:
        click.echo(
            "".join(reason_sentence(reason, here.say) for reason in gain_reasons(pool.facts.catalog, gain, first))
        )


def _best(
    here: CliContext, seed: int, start: str | None, wishes: dict[str, Any]
) -> tuple[ColumnPool, Itinerary, SolveOptions]:
    """The wish's pool with its best trip; or the reasons why there is none, and the end."""
    from planner.itinerary.columns import pool_around
    from planner.itinerary.planning import plan_or_explain

    facts = here.facts()
    request = request_of(facts.rail, {"start": start_day(facts.rules, start), **wishes})
    options = SolveOptions(seconds=here.settings.plan_seconds, seed=seed)
    found = unwrap(plan_or_explain(facts, request, options), here.say).result
    return unwrap(pool_around(facts, found, options), here.say), found, options


def _as_data(catalog: Catalog, first: Itinerary, others: tuple[Alternative, ...]) -> list[dict[str, Any]]:
    from planner.itinerary.metrics import figures

    rows = [("best", 1.0, first), *((each.reason, each.share, each.itinerary) for each in others)]
    return [
        {
            "reason": reason,
            "share": share,
            "figures": asdict(figures(catalog, trip)),
            "itinerary": ITINERARY_JSON.dump_python(trip, mode="json"),
        }
        for reason, share, trip in rows
    ]


def _side_by_side(catalog: Catalog, first: Itinerary, others: tuple[Alternative, ...], here: CliContext) -> str:
    """A table of figures, then each trip's reason and places; says so where there is nothing to choose."""
    from planner.itinerary.explain import why
    from planner.itinerary.metrics import figures
    from planner.sentences import reason_sentence

    _ = here.say
    trips = [first, *(each.itinerary for each in others)]
    tickets = _("已知门票") if first.request.ages else _("已知门票（按65岁）")
    rows = [[_("方案"), _("天数"), _("景点"), _("最累一天步行"), _("坐车"), tickets, _("得分")]]
    for number, each in enumerate(trips, 1):
        measured = figures(catalog, each)
        rows.append(
            [
                str(number),
                str(len(each.days)),
                str(measured.visits),
                _("{walk} 米").format(walk=measured.most_walk_m),
                _("{minutes} 分钟").format(minutes=measured.ride_min),
                _tickets(measured.tickets_fen, measured.unpriced, _),
                f"{each.proof.worth:g}",
            ]
        )
    lines = [*_aligned(rows), ""]
    reasons = [_("首选的方案。"), *(reason_sentence(why(catalog, each, first), _) for each in others)]
    for number, (each, reason) in enumerate(zip(trips, reasons, strict=True), 1):
        lines += [f"{number}  {reason}", f"   {_places(each, here)}"]
    if not others:
        lines.append(_("没有找到明显不同、又值得去的方案。"))
    return "\n".join(lines)


def _tickets(known_fen: int, unpriced: int, _: Translate) -> str:
    known = _("{yuan:g} 元").format(yuan=known_fen / 100)
    return known + _("，{count} 处没查到").format(count=unpriced) if unpriced else known


def _places(itinerary: Itinerary, here: CliContext) -> str:
    spots = [visit.place for day in itinerary.days for visit in day.visits]
    if here.language == "en":
        return "; ".join(spot.name_en for spot in spots)
    return "、".join(spot.name for spot in spots)


def _aligned(rows: list[list[str]]) -> list[str]:
    """Columns as wide as their widest cell in a terminal, where a Chinese character takes two."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(character) in "WF") for character in text)
