"""A refusal is true: what does not go together is named with nothing to spare, and each change named is re-planned."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.inputs import remedies_of, validated, with_remedy, without
from planner.itinerary.planning.infeasibility import conflict, explain_infeasibility, requirements
from planner.itinerary.planning.plan import plan_or_explain, plan_trip
from planner.itinerary.planning.trials import Trials
from planner.itinerary.types import Connection, Infeasible, Pin, Reason, TripRequest
from planner.language import translator
from planner.sentences import REASONS, reason_sentence
from planner.solving import SolveOptions
from planner.violations import Checked

START, MONDAY = date(2027, 5, 12), date(2027, 5, 10)
WISH = TripRequest("nostalgia", "沈阳", 1, "gentle", START)
PALACE, LUSHUN, MOUNTAIN = "沈阳故宫博物院", "旅顺火车站旧址", "沈阳“九·一八”历史博物馆"
LATE = TripRequest(
    "culture", "阜新", 2, "cane", START, arrival=Connection("阜新", 1120), departure=Connection("阜新", 600)
)

REFUSED: dict[str, tuple[TripRequest, list[str], set[str]]] = {  # a request, its reasons, some of its remedies
    "dearer than the budget": (
        replace(WISH, musts=(PALACE,), budget_fen=100),
        ["must_budget"],
        {"wish_budget", "wish_must"},
    ),
    "too dear together": (
        replace(WISH, profile="steady", musts=(PALACE, "张氏帅府博物馆"), budget_fen=6000),
        ["musts_budget"],
        {"wish_budget", "wish_must"},
    ),
    "closed on Mondays": (
        replace(WISH, start=MONDAY, musts=(PALACE,), departure=Connection("沈阳北", 1080)),
        ["must_weekday"],
        {"help_start", "help_days", "wish_must"},
    ),
    "pinned on a Monday": (
        replace(WISH, start=MONDAY, days=2, pins=(Pin(PALACE, 1),)),
        ["pin_weekday"],
        {"help_pin_day", "help_start", "wish_pin"},
    ),
    "pinned after closing": (
        replace(WISH, pins=(Pin(PALACE, 1, 1040),)),
        ["pin_hours"],
        {"help_pin_time", "wish_pin"},
    ),
    "too far for a day": (
        replace(WISH, musts=(PALACE, LUSHUN)),
        ["must_far"],
        {"help_days", "wish_must"},
    ),
    "too hard": (
        replace(WISH, profile="wheelchair", musts=(MOUNTAIN,)),
        ["place_climb"],
        {"help_profile", "wish_must"},
    ),
    "nowhere to sleep in the evening": (
        TripRequest("culture", "铁岭", 3, "cane", START, arrival=Connection("铁岭", 1120)),
        ["no_evening_hotel"],
        {"help_arrive", "wish_arrival"},
    ),
    "no confirmed lift": (
        TripRequest("culture", "本溪", 2, "cane", START, arrival=Connection("本溪", 1120), lift="confirmed"),
        ["no_evening_lift"],
        {"help_arrive", "wish_lift", "wish_arrival"},
    ),
    "pinned far apart": (
        replace(WISH, days=2, pins=(Pin(PALACE, 2, 600), Pin(LUSHUN, 2, 690)), kinds_out=("temple",)),
        ["together", "wish_pin", "wish_must"],
        {"wish_pin", "wish_must"},
    ),
    "come late and leave early": (
        LATE,
        ["together", "wish_arrival", "wish_departure"],
        {"help_arrive", "help_leave", "help_days", "wish_arrival", "wish_departure"},
    ),
}  # fmt: skip


def refused(facts: Facts, wish: TripRequest) -> Infeasible:
    answer = plan_or_explain(facts, wish, SolveOptions())
    assert isinstance(answer, Infeasible)
    return answer


@pytest.mark.thorough
@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_true(facts: Facts, name: str) -> None:
    """Its reasons are these, and every change that it names gives a checked trip."""
    wish, codes, helps = REFUSED[name]
    answer = refused(facts, wish)
    remedies = remedies_of(answer)
    assert [reason.code for reason in answer.reasons if reason not in remedies] == codes
    assert helps <= {str(remedy.values.get("wish", remedy.code)) for remedy in remedies}
    for remedy in remedies:
        mended = with_remedy(facts.catalog, wish, remedy)
        assert isinstance(plan_trip(facts, mended, SolveOptions(effort=1)), Checked), remedy
    for language in ("zh", "en"):
        sentences = [reason_sentence(reason, translator(language)) for reason in answer.reasons]
        assert len(set(sentences)) == len(sentences)
        assert not any(re.search(r"[{}]|%\(", sentence) for sentence in sentences)


def test_a_conflict_has_nothing_to_spare(facts: Facts) -> None:
    """Its requirements alone do not go together, and without any one of them they do."""
    wish, _person = validated(facts, replace(LATE, kinds_out=("temple",), pace="slow", budget_fen=50_000))
    parts = list(requirements(facts.catalog, wish))
    found = conflict(facts.catalog, wish, parts, Trials(facts, SolveOptions(), wish))
    assert {part.code for part in found} == {"wish_arrival", "wish_departure"}
    alone = wish
    for part in parts:
        alone = alone if part in found else without(facts.catalog, alone, part)
    assert isinstance(plan_trip(facts, alone, SolveOptions()), Infeasible)
    for part in found:
        assert isinstance(plan_trip(facts, without(facts.catalog, alone, part), SolveOptions()), Checked)


def test_a_companions_profile_is_not_blamed_for_a_closed_day(facts: Facts) -> None:
    wish = replace(WISH, profile="brisk", start=MONDAY, musts=("中国工业博物馆",), companions=("steady",))
    answer = refused(facts, wish)
    assert answer.reasons[0].code == "must_weekday"
    assert "wish_company" not in {reason.values.get("wish", reason.code) for reason in answer.reasons}


@pytest.mark.thorough
def test_the_answer_does_not_hang_on_the_clock(facts: Facts) -> None:
    wish, first = REFUSED["come late and leave early"][0], Infeasible((Reason("no_way", {"city": "阜新"}),))
    in_no_time = explain_infeasibility(facts, wish, first, SolveOptions(seconds=1e-9))
    assert in_no_time == explain_infeasibility(facts, wish, first, SolveOptions())
    assert len(remedies_of(in_no_time)) >= 5


def test_it_is_said_when_no_single_change_helps(facts: Facts) -> None:
    """Two places that are too hard for anybody go together; where a train leaves too early as well, that is said."""
    hard = [place.id for place in facts.catalog.places.values() if place.usable and place.intensity > 3][:2]
    answer = refused(facts, replace(WISH, profile="brisk", musts=tuple(hard)))
    assert [reason.code for reason in answer.reasons] == ["place_hard", "place_hard", "help_without_all"]
    early = replace(WISH, profile="brisk", musts=tuple(hard), departure=Connection("沈阳北", 520))
    codes = [reason.code for reason in refused(facts, early).reasons]
    assert codes == ["place_hard", "place_hard", "besides", "alone", "help_none"]


def test_what_is_tried_is_counted(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.itinerary.planning.trials.MOST_COST", 0)
    answer = refused(facts, LATE)
    assert remedies_of(answer) == ()
    assert "help_none" not in {reason.code for reason in answer.reasons}


def test_every_reason_is_a_sentence_without_advice_that_nobody_tried() -> None:
    for code in ("must_closed", "must_far", "musts_together", "no_hotel", "no_way", "nothing_fits", "together"):
        assert "请" not in REASONS[code]
        assert "可以" not in REASONS[code]
