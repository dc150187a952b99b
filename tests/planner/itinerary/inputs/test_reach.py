"""How much of a theme there is for a party is said before planning, where it is little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.facts import Facts
from planner.itinerary.inputs.reach import poor_trip, reach_note, theme_reach, unseen_theme
from planner.itinerary.types import Day, Itinerary, Proof, Spot, TripRequest, Visit
from planner.language import translator
from planner.sentences import reason_sentence

WISH = TripRequest("health", "沈阳", 14, "cane", date(2027, 5, 12))


def test_a_long_trip_with_little_of_its_theme_is_told_how_much(facts: Facts) -> None:
    found, note = theme_reach(facts, WISH), reach_note(facts, WISH)
    assert 0 < found.near <= found.suit < WISH.days < found.places
    assert note
    assert note.code == "reach_few"
    for language in ("zh", "en"):
        said = reason_sentence(note, translator(language))
        assert str(found.near) in said
        assert "14" in said


def test_enough_of_a_theme_needs_no_word(facts: Facts) -> None:
    assert reach_note(facts, replace(WISH, theme="nostalgia", profile="steady", days=3)) is None


def test_what_nobody_of_the_party_can_see_is_not_counted(facts: Facts) -> None:
    suiting = theme_reach(facts, WISH).suit
    places = [p.id for p in facts.catalog.places.values() if "health" in p.theme_ids]
    nothing = reach_note(facts, replace(WISH, bans=tuple(places)))
    assert nothing
    assert nothing.code == "reach_unsuited"
    assert theme_reach(facts, replace(WISH, profile="steady")).suit > suiting


def test_what_is_too_far_for_a_day_is_not_in_reach(facts: Facts) -> None:
    day, longer = (theme_reach(facts, replace(WISH, home="丹东", profile="steady", days=days)) for days in (1, 4))
    assert day.near < longer.near
    none = reach_note(facts, replace(WISH, home="朝阳", days=1))
    assert none
    assert none.code == "reach_none"


def test_a_trip_without_its_theme_says_so(facts: Facts) -> None:
    def trip_to(*themes: str) -> Itinerary:
        rows = [next(p for p in facts.catalog.places.values() if p.themes == each) for each in themes]
        spots = [Spot("place", row.id, row.name, row.name_en, 41.0, 123.0) for row in rows]
        visits = tuple(Visit(600, 660, spot, 0, 0, 0, 0, True) for spot in spots)
        return Itinerary(WISH, (Day(WISH.start, visits, None, 0, 0, 0, 0),), Proof(1, 1, 0, True, 1, 0, 1, 1), "")

    note = unseen_theme(facts, trip_to("nostalgia"))
    assert note
    assert note.code == "theme_unseen_pushed"
    assert note.values["pushed"] > note.values["suit"]
    assert "康养" in reason_sentence(note, translator("zh"))
    assert "Health" in reason_sentence(note, translator("en"))
    assert unseen_theme(facts, trip_to("nostalgia", "health")) is None
    assert unseen_theme(facts, trip_to()) is None


def test_a_trip_that_is_worth_nothing_says_so() -> None:
    trip = Itinerary(WISH, (Day(WISH.start, (), None, 0, 0, 0, 0),), Proof(-5, -5, 0, True, 1, 0, 1, 1), "")
    note = poor_trip(trip)
    assert note
    assert "1 天只看 0 处" in reason_sentence(note, translator("zh"))
    assert poor_trip(replace(trip, proof=replace(trip.proof, worth=1, bound=1))) is None
