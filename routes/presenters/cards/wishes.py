"""What a traveller asked for, in one sentence on the trip."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from planner.itinerary.types import TripRequest
from planner.sentences import NAMES
from routes.formatters import city_name, kind_name, own_name, theme_name, yuan
from routes.presenters.cards.spoken import counted, number
from routes.state import catalog, english


def wish_words(wish: TripRequest) -> str:
    """您说的：怀旧，七十四岁、七十岁，走得慢，慢一点，从鞍山出发。 What nobody said is left out."""
    return _("您说的") + _("：") + _("，").join(_parts(wish)) + _("。")


def _parts(wish: TripRequest) -> Iterator[str]:
    yield _("、").join(theme_name(theme) for theme in (wish.theme, *wish.also))
    if wish.ages:
        yield _("、").join(_("%(age)s岁", age=age if english() else number(age)) for age in wish.ages)
    if wish.people > max(1, len(wish.ages)):
        yield _("%(n)s个人", n=wish.people if english() else counted(wish.people))
    yield from (_(NAMES[profile]) for profile in (wish.profile, *wish.companions))
    if wish.pace == "slow":
        yield _("慢慢走")
    yield _("从%(city)s出发", city=city_name(wish.home))
    if wish.budget_fen is not None:
        yield _("门票每人最多 %(money)s", money=yuan(wish.budget_fen))
    if wish.kinds_out or wish.bans:
        places = catalog().places
        names = [*map(kind_name, wish.kinds_out), *(own_name(places[key]) for key in wish.bans if key in places)]
        yield _("不去%(places)s", places=_("、").join(names))
