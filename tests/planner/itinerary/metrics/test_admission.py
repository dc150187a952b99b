"""What to show at each gate, and whether the price is clear for the travellers' ages."""

from __future__ import annotations

import pytest

from planner.catalog import Catalog
from planner.itinerary.metrics.admission import Admission, admissions, law_for
from planner.itinerary.types import Spot
from tests.support.results import make_itinerary, make_request


def at(catalog: Catalog, place_id: str, *ages: int) -> Admission:
    place = catalog.places[place_id]
    spot = Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)
    (found,) = admissions(catalog, make_itinerary(make_request(ages=ages), place=spot))
    return found


@pytest.mark.parametrize(
    ("place", "ages", "price", "document", "rule"),
    [
        ("shenyang-imperial-palace", (68,), "known", "身份证", "shenyang-palace"),
        ("shenyang-imperial-palace", (72,), "known", "身份证", "shenyang-palace-70"),
        ("haitangshan", (68, 72), "known", "身份证", None),  # its own row says so
        ("baiyushan", (72,), "known", "身份证", None),
        ("baiyushan", (68, 72), "unknown", "身份证", None),
        ("dalian-forest-zoo", (65,), "unknown", "身份证", "dalian-zoo"),
        ("tiexi-workers-village", (68,), "free", "身份证", "public-museums"),
        ("labor-park-dalian", (68,), "free", None, None),
        ("dalian-forest-zoo", (), "unknown", "身份证", "dalian-zoo"),
    ],
)
def test_what_to_show_and_what_it_rests_on(
    catalog: Catalog, place: str, ages: tuple[int, ...], price: str, document: str | None, rule: str | None
) -> None:
    found = at(catalog, place, *ages)
    assert (found.price, found.document, found.rule.id if found.rule else None) == (price, document, rule)


def test_policies_speak_to_the_travellers_ages_only(catalog: Catalog) -> None:
    assert [policy.id for policy in at(catalog, "dalian-forest-zoo", 72).policies] == ["dalian-zoo-70"]
    assert [policy.id for policy in at(catalog, "dalian-forest-zoo", 50).policies] == []
    assert len(at(catalog, "dalian-forest-zoo").policies) == 2


def test_a_place_that_is_not_in_the_facts_is_left_out(catalog: Catalog) -> None:
    assert admissions(catalog, make_itinerary()) == ()


def test_the_law_promises_visitors_nothing_it_does_not_say(catalog: Catalog) -> None:
    law = law_for(catalog, (72,))
    assert law is not None
    assert law.document == "身份证或老年人优待证"
    assert "第五十九条" in law.source
    promises = ("一样优待", "同样的优待", "like older residents")
    assert not any(words in policy.zh + policy.en for policy in catalog.policies.values() for words in promises)


def test_the_law_is_for_those_of_sixty_and_more(catalog: Catalog) -> None:
    assert law_for(catalog, (50, 59)) is None
    assert law_for(catalog, (50, 60)) is not None
    assert law_for(catalog, ()) is not None
