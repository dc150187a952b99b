"""How much a place is worth to a traveller, in points; the weights are rules (`worth-*` and `cost-*`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.catalog import Place, SeasonEvent, happens_on, seen_between
from planner.facts import Facts
from planner.itinerary.types import TripRequest
from planner.rules import RulePack, Theme

FORMATIVE_AGES = (15, 25)  # the years whose memories stay strongest
WINTER = (11, 12, 1, 2, 3)  # months
VISITING = (510, 1080)  # minutes of the day between which trips visit, as a rule


@dataclass(frozen=True)
class Weights:
    """Points a place earns, and what a trip is charged; each field is a rule.

    What a theme brings counts by the minutes of the usual visit, in full from `full_min` on and no less than
    `short_share`; the wanted one up to `long_share` times, at `long_min`. `home_city_share` is the part of its points
    that a place of the home city keeps, `table` is for a lunch at a known restaurant where a theme lives of what is
    eaten.
    `ride_min` is charged per minute, `ride_over` per minute more than the day's visits allow, `idle_min` per minute of
    neither a visit nor lunch and its rest, `early_half_hour` for each half hour that one sets out before the usual
    time, `evening_over` per minute that a late arrival's hotel lies beyond reach of the station, `kind` for one more
    place of a kind beyond `kind_free`, `move` for a night in another hotel than before, `home_night` for one in the
    home city of who sets out from there, `lift_unknown` for one without a confirmed lift for who needs it, `hard` for
    a day that uses most of a budget.
    """

    on_theme: int
    also_theme: int
    off_theme: int
    full_min: int
    short_share: float
    long_min: int
    long_share: float
    grade_5a: int
    grade_4a: int
    memories: int
    event: int
    winter_indoor: int
    seats_known: int
    hours_known: int
    well_sourced: int
    home_city_share: float
    table: int
    ride_min: int
    ride_over: int
    idle_min: int
    early_half_hour: int
    evening_over: int
    kind: int
    kind_free: int
    move: int
    second_train: int
    home_night: int
    lift_unknown: int
    hard: int


def weights_of(rules: RulePack) -> Weights:
    """The weights of a rule pack."""
    return Weights(
        on_theme=rules.whole("worth-on-theme"),
        also_theme=rules.whole("worth-also-theme"),
        off_theme=rules.whole("worth-off-theme"),
        full_min=rules.whole("worth-full-visit"),
        short_share=rules.number("worth-short-visit"),
        long_min=rules.whole("worth-long-visit"),
        long_share=rules.number("worth-long-share"),
        grade_5a=rules.whole("worth-grade-5a"),
        grade_4a=rules.whole("worth-grade-4a"),
        memories=rules.whole("worth-memories"),
        event=rules.whole("worth-event"),
        winter_indoor=rules.whole("worth-winter-indoor"),
        seats_known=rules.whole("worth-seats-known"),
        hours_known=rules.whole("worth-hours-known"),
        well_sourced=rules.whole("worth-well-sourced"),
        home_city_share=rules.number("worth-home-city"),
        table=rules.whole("worth-table"),
        ride_min=rules.whole("cost-ride-minute"),
        ride_over=rules.whole("cost-ride-over"),
        idle_min=rules.whole("cost-idle-minute"),
        early_half_hour=rules.whole("cost-early-half-hour"),
        evening_over=rules.whole("cost-evening-minute"),
        kind=rules.whole("cost-same-kind"),
        kind_free=rules.whole("same-kind-free"),
        move=rules.whole("cost-move"),
        second_train=rules.whole("cost-second-train"),
        home_night=rules.whole("cost-home-night"),
        lift_unknown=rules.whole("cost-lift-unknown"),
        hard=rules.whole("cost-hard-day"),
    )


@dataclass(frozen=True)
class Scoring:
    """What makes a place worth a visit: the wanted theme and others liked beside it, the travellers' birth years as
    far as they are known, the day, the ids of the places with a seasonal event on it, and the themes that live of
    memories."""

    weights: Weights
    theme: str
    also: tuple[str, ...]
    births: tuple[int, ...]
    day: date
    happening: frozenset[str]
    memory_themes: frozenset[str] = frozenset()

    def _share(self, minutes: int, *, wanted: bool) -> float:
        """What a visit of so many minutes brings of what a theme does; more than all if it is long and wanted."""
        weights = self.weights
        if minutes <= weights.full_min or not wanted:
            return min(1.0, max(weights.short_share, minutes / weights.full_min))
        longer = (minutes - weights.full_min) / (weights.long_min - weights.full_min)
        return 1 + (weights.long_share - 1) * min(1.0, longer)

    def points(self, place: Place) -> int:
        """Points of a place. Memories count as many times as there are travellers who share them, of all."""
        weights, themes = self.weights, themes_for(place, self.births, self.memory_themes)
        points = weights.on_theme if self.theme in themes else weights.off_theme
        points = max(points, weights.also_theme * any(other in themes for other in self.also))
        points = round(points * self._share(place.visit_min, wanted=self.theme in themes))
        points += {"5A": weights.grade_5a, "4A": weights.grade_4a}.get(place.grade or "", 0)
        sharing = sum(meets_memories(place, year) for year in self.births)
        points += round(weights.memories * sharing / max(1, len(self.births)))
        points += weights.event * (place.id in self.happening)
        points += weights.seats_known * (place.seats is not None)
        points += weights.hours_known * (place.hours is not None)
        points += weights.well_sourced * (place.confidence == "high")
        if self.day.month in WINTER:
            points += weights.winter_indoor * (place.indoor_share or 0) // 100
        return points


def scoring_of(facts: Facts, request: TripRequest) -> Scoring:
    """How places are scored for a request, by its first day."""
    happening = happening_places(facts.catalog.events.values(), request.start)
    births = birth_years(request)
    return Scoring(
        weights_of(facts.rules),
        request.theme,
        request.also,
        births,
        request.start,
        happening,
        memory_themes(facts.rules.themes),
    )


def memory_themes(themes: Mapping[str, Theme]) -> frozenset[str]:
    """The ids of those that live of what the travellers knew when they were young."""
    return frozenset(theme.id for theme in themes.values() if theme.memories)


def themes_for(place: Place, births: Collection[int], of_memories: frozenset[str]) -> frozenset[str]:
    """The themes of a place for travellers born in these years: of memories only if it was alive when one was young."""
    themes = frozenset(place.theme_ids)
    return themes - of_memories if births and not any(meets_memories(place, year) for year in births) else themes


def birth_years(request: TripRequest) -> tuple[int, ...]:
    """The travellers' years of birth as far as they are known: the one that is named alone, else by their ages."""
    if request.birth_year is not None:
        return (request.birth_year,)
    return tuple(request.start.year - age for age in request.ages)


def meets_memories(place: Place, birth_year: int | None) -> bool:
    """Does the place's era overlap the years in which the traveller was 15-25?"""
    if birth_year is None or place.era_from is None or place.era_to is None:
        return False
    return place.era_from <= birth_year + FORMATIVE_AGES[1] and place.era_to >= birth_year + FORMATIVE_AGES[0]


def happening_places(events: Iterable[SeasonEvent], day: date) -> frozenset[str]:
    """The ids of places with a seasonal event on that day, at a time when trips visit."""
    seen = (event for event in events if happens_on(event, day) and seen_between(event, *VISITING))
    return frozenset(event.place_id for event in seen if event.place_id)
