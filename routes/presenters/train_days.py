"""A silver train's days as its guests live them: when it comes, when they get out, when they must be back, how it runs
by night."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.clock import DAY_MIN
from planner.rules import RulePack
from planner.train.insertion import boarding_minutes
from planner.train.types import Call, Cruise, Excursion
from routes.formatters import city_name, days_words
from routes.presenters.cards import scene_of
from routes.state import catalog


@dataclass(frozen=True)
class TrainDay:
    """One day on land, in minutes of that day: `back_by` when everybody must be on board, `leaves` beyond midnight if
    the train stands on. `night_min` is how long it runs to the next call, `stops` how often it halts on the way."""

    number: int
    call: Call
    excursion: Excursion
    arrives: int
    out: int
    back: int
    back_by: int
    leaves: int
    night_min: int
    stops: int
    next_city: str | None
    reached: int  # minutes of the day after, or of this day for the evening run home


def train_days(cruise: Cruise, rules: RulePack) -> tuple[TrainDay, ...]:
    """Every day on land, in order."""
    boarding = boarding_minutes(cruise.request.guests, rules)
    stops = [n for n, call in enumerate(cruise.calls) if call.purpose in ("sight", "end")]
    found = []
    for excursion in cruise.excursions:
        number = (excursion.day.date - cruise.start).days
        at = next((n for n in stops if _is(cruise.calls[n], excursion.station, number)), None)
        if at is None:
            continue
        call = cruise.calls[at]
        until = next(n for n in stops if n > at)
        end, midnight = cruise.calls[until], number * DAY_MIN
        arrives, leaves, reached = (call.arrive or 0), (call.depart or 0), (end.arrive or 0)
        found.append(
            TrainDay(
                number=number + 1,
                call=call,
                excursion=excursion,
                arrives=arrives - midnight,
                out=excursion.day.items[0].start,
                back=excursion.day.items[-1].end,
                back_by=min(leaves - midnight - boarding, rules.minute("day-window-to")),
                leaves=leaves - midnight,
                night_min=reached - leaves,
                stops=until - at - 1,
                next_city=end.city,
                reached=reached % DAY_MIN,
            )
        )
    return tuple(found)


def _is(call: Call, station: str, number: int) -> bool:
    return call.purpose == "sight" and call.station == station and (call.arrive or 0) // DAY_MIN == number


def train_name(cruise: Cruise) -> str:
    """Where it calls, and for how long: 坐火车去大连、锦州、丹东，4 天."""
    cities = dict.fromkeys(call.city for call in cruise.calls if call.purpose == "sight" and call.city)
    where = _("、").join(city_name(city) for city in cities)
    return _("坐银发列车去%(cities)s，%(days)s", cities=where, days=days_words(cruise.request.days))


def train_scenes(cruises: Iterable[Cruise]) -> list[str]:
    """A picture for each of a list: of a place it leads to that is no station, and that no train before it has."""
    taken: list[str] = []
    for cruise in cruises:
        visits = [(visit, each.day.date) for each in cruise.excursions for visit in each.day.visits]
        seen = [scene_of(catalog().places.get(visit.place.id), on) for visit, on in visits]
        fit = [scene for scene in seen if scene not in ("station", "train")] or ["train"]
        taken.append(next((scene for scene in fit if scene not in taken), fit[0]))
    return taken


def who_goes(cruise: Cruise) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """For each group of guests: the cities in which there is something for them, and those in which there is not."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    cities = {call.station: call.city for call in cruise.calls if call.purpose == "sight" and call.city}
    for excursion in cruise.excursions:
        for group in excursion.groups:
            can, cannot = found.setdefault(group.profile, ([], []))
            (can if group.places else cannot).append(cities[excursion.station])
    return [(who, tuple(can), tuple(cannot)) for who, (can, cannot) in found.items()]
