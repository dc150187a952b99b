"""Ready-made trips: found by theme, start, goal, days, walking and month; a page of them has its own address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.catalog import Catalog, facts_digest
from planner.saved import state_of_shelf
from routes.formatters import city_name, days_words, month_words, theme_name
from routes.presenters import title_scenes
from routes.seniors.blueprint import bp
from routes.seniors.ready_made import TripCard, distinct, paged, ready_made
from routes.seniors.shared_pages import shared_page
from routes.state import catalog, rules, session

A_PAGE = 6
WALKS_M = (1000, 2000, 4000)


@dataclass(frozen=True)
class Looser:
    """What to ask less of, so that there is something: how it is said, where it is, how many there are."""

    words: str
    address: str
    count: int


@bp.get("/trips")
def trips() -> ResponseReturnValue:
    """Ready-made trips that suit what is asked; the nearest others if none does."""
    with session() as db:
        state = facts_digest(db), state_of_shelf(db)
    return shared_page(state, _found)


def _found() -> str:
    facts = catalog()
    cards = ready_made(facts)
    choices = _choices(facts, cards)
    asked = {name: text for name in choices if (text := request.args.get(name, "")) in choices[name]}
    found = distinct(card for card in cards if card.suits(asked))
    sheets = paged(found, A_PAGE) or [[]]
    page = min(len(sheets), _page_number())
    shown = sheets[page - 1]

    def address(number: int = 1, **other: str | None) -> str:
        wanted: dict[str, Any] = {name: text for name, text in {**asked, **other}.items() if text}
        return url_for("seniors.trips", **wanted, page=number if number > 1 else None)

    return render_template(
        "seniors/featured.html",
        cards=list(zip(shown, title_scenes(card.trip for card in shown), strict=True)),
        count=len(found),
        any_trips=bool(cards),
        asked=asked,
        choices=choices,
        page=page,
        pages=len(sheets),
        address=address,
        looser=[] if found else list(_looser(cards, asked, choices, address)),
        facts=facts,
    )


def _choices(facts: Catalog, cards: list[TripCard]) -> dict[str, dict[str, str]]:
    """What can be asked for, by question: only what at least one trip answers; and its words."""
    answers = [card.answers for card in cards]
    given = {name: {answer[name] for answer in answers} for name in ("theme", "city", "days", "month")}
    goes = frozenset[str]().union(*(card.goes for card in cards))
    return {
        "theme": {theme: theme_name(theme) for theme in rules().themes},
        "city": {city: _("从%(city)s出发", city=city_name(city)) for city in facts.cities if city in given["city"]},
        "goes": {city: _("去%(city)s", city=city_name(city)) for city in facts.cities if city in goes},
        "days": {days: days_words(int(days)) for days in sorted(given["days"], key=int)},
        "walk": {str(limit): _("每天不到 %(km)s 公里", km=limit // 1000) for limit in WALKS_M},
        "month": {month: month_words(int(month)) for month in sorted(given["month"], key=int)},
    }


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 4 else 1


def _looser(
    cards: list[TripCard], asked: Mapping[str, str], choices: dict[str, dict[str, str]], address: Callable[..., str]
) -> Iterator[Looser]:
    """The fewest answers to let go of so that there are trips, each way with how many there are, most first."""
    for size in range(1, len(asked) + 1):
        ways = []
        for names in combinations(asked, size):
            fewer = {name: text for name, text in asked.items() if name not in names}
            count = len(distinct(card for card in cards if card.suits(fewer)))
            if count:
                dropped = _("、").join(choices[name][asked[name]] for name in names)
                some = ngettext("有 %(num)d 条", "有 %(num)d 条", count)
                words = _("不限“%(dropped)s”：%(some)s", dropped=dropped, some=some)
                ways.append(Looser(words, address(**dict.fromkeys(names)), count))
        if ways:
            yield from sorted(ways, key=lambda way: -way.count)
            return
