"""Points follow the rules: a row changed in the rule pack changes what a place is worth and what a trip is held to."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import load_most
from planner.itinerary.inputs.scoring import Weights, scoring_of, weights_of
from planner.itinerary.types import TripRequest
from planner.people import profile
from planner.rules import RulePack

WISH = TripRequest("culture", "沈阳", 2, "steady", date(2027, 1, 12), also=("nature",), ages=(72, 30))


def with_rule(rules: RulePack, name: str, value: float) -> RulePack:
    return replace(rules, rules=rules.rules | {name: replace(rules[name], value=value)})


@pytest.mark.parametrize(
    ("rule", "more"),
    [("worth-on-theme", 600), ("worth-grade-5a", 300), ("worth-hours-known", 40), ("worth-well-sourced", 50)],
)
def test_a_palace_is_worth_what_the_rules_say(facts: Facts, rule: str, more: int) -> None:
    palace = replace(facts.catalog.place("沈阳故宫博物院"), grade="5A", confidence="high", visit_min=60)
    raised = replace(facts, rules=with_rule(facts.rules, rule, facts.rules.whole(rule) + more))
    assert scoring_of(raised, WISH).points(palace) == scoring_of(facts, WISH).points(palace) + more


def test_a_theme_liked_beside_counts_less_than_the_wanted_one(facts: Facts) -> None:
    place = replace(next(p for p in facts.catalog.places.values() if p.themes == "nature"), visit_min=60)
    points = [
        scoring_of(facts, replace(WISH, theme=theme, also=also)).points(place)
        for theme, also in (("nature", ()), ("culture", ("nature",)), ("culture", ()))
    ]
    weights = weights_of(facts.rules)
    assert points[0] - points[1] == weights.on_theme - weights.also_theme
    assert points[1] - points[2] == weights.also_theme - weights.off_theme


def test_every_weight_is_a_rule_of_its_own(facts: Facts) -> None:
    """Each row raised by one changes one weight, and no weight is left."""
    before, changed = weights_of(facts.rules), set()
    for name, rule in facts.rules.rules.items():
        if name.startswith(("worth-", "cost-", "same-kind")) and isinstance(rule.value, int | float):
            after = weights_of(with_rule(facts.rules, name, rule.value + 1))
            differing = {
                field.name for field in fields(Weights) if getattr(after, field.name) != getattr(before, field.name)
            }
            assert len(differing) == 1, name
            changed |= differing
    assert changed == {field.name for field in fields(Weights)}


def test_a_trip_is_long_from_the_days_of_the_rule_on(rules: RulePack) -> None:
    person = profile(rules, "steady")
    assert load_most(person, rules, 2) is None
    share = rules.number("trip-effort") * 2
    assert load_most(person, with_rule(rules, "long-trip-days", 2), 2) == (
        int(share * person.walk_m), int(share * person.climb_m), int(share * person.met_min),
    )  # fmt: skip


def test_what_had_ended_before_somebody_was_young_is_no_memory(facts: Facts) -> None:
    wish = replace(WISH, theme="nostalgia", also=(), ages=(), birth_year=1958)
    war = replace(facts.catalog.places["kangmei-memorial"], visit_min=60)  # 1950 to 1953
    tram = facts.catalog.places["tram-201-202"]  # 1950 to 2000
    weights = weights_of(facts.rules)
    of_memories = [scoring_of(facts, wish).points(place) for place in (war, tram)]
    of_nobody = [scoring_of(facts, replace(wish, birth_year=None)).points(place) for place in (war, tram)]
    assert of_nobody[0] - of_memories[0] == weights.on_theme - weights.off_theme
    assert of_memories[1] - of_nobody[1] == weights.memories


def test_a_long_visit_of_the_wanted_theme_brings_up_to_twice_as_much(facts: Facts) -> None:
    place = next(p for p in facts.catalog.places.values() if p.themes == "nature")
    usual, longer, longest, beyond = (
        scoring_of(facts, replace(WISH, theme="nature", also=())).points(replace(place, visit_min=minutes))
        for minutes in (60, 120, 180, 400)
    )
    full = facts.rules.whole("worth-on-theme")
    assert (longer - usual, longest - usual, beyond) == (full // 2, full, longest)
    off = scoring_of(facts, replace(WISH, theme="food", also=()))
    assert off.points(replace(place, visit_min=180)) == off.points(replace(place, visit_min=60))
