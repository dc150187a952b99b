"""Browsing trips, and one trip in large type."""

from __future__ import annotations

from planner.catalog import Catalog
from planner.itinerary.metrics import ticket_costs
from planner.itinerary.types import Itinerary
from tests.support.site import Shelf, StrictClient, whole_trip


def test_a_ready_made_trip_is_listed_under_its_theme_only(client: StrictClient, shelf: Shelf) -> None:
    assert f"/trips/{shelf.trip}" in client.get("/trips").get_data(as_text=True)
    assert f"/trips/{shelf.trip}" in client.get("/trips?theme=nostalgia").get_data(as_text=True)
    assert f"/trips/{shelf.trip}" not in client.get("/trips?theme=health").get_data(as_text=True)


def test_a_trip_tells_every_place_and_what_is_not_known(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, catalog: Catalog
) -> None:
    page = whole_trip(client, shelf.trip)
    visits = [visit for day in itinerary.days for visit in day.visits]
    assert visits
    for visit in visits:
        assert visit.place.name in page
    assert any(catalog.places[v.place.id].seats is None for v in visits)
    assert "我们还没问到" in page
    for cost in ticket_costs(catalog, itinerary):
        if cost.ask:
            assert "先按全价算" in page


def test_then_and_now_stand_on_the_card_side_by_side(
    client: StrictClient, english_client: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    page = client.get(f"/trips/{shelf.trip}/days/1").get_data(as_text=True)
    place = itinerary.days[0].visits[0].place.id
    card = page[page.index(f'id="v-{place}"') : page.index("细说")]
    assert 0 < card.index(f"/facts/photos/{place}/then.jpg") < card.index("<figcaption>当年 · 1978 年</figcaption>")
    assert card.index("<figcaption>当年") < card.index("<figcaption>现在</figcaption>")
    assert "scene-box" not in card
    told = page[page.index("细说") : page.index("改这里")]
    assert "当年 · 1978 年。照片：" in told
    assert "辽宁省档案馆" in told
    assert "Then · 1978" in english_client.get(f"/trips/{shelf.trip}/days/1").get_data(as_text=True)


def test_a_trip_tells_what_it_was_compared_with(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    page = client.get(f"/trips/{shelf.trip}/more/proof").get_data(as_text=True)
    assert f"这一带 {itinerary.proof.places} 个地方都比过了" in page


def test_a_price_that_is_not_known_is_not_counted(catalog: Catalog, itinerary: Itinerary) -> None:
    costs = {cost.band: cost for cost in ticket_costs(catalog, itinerary)}
    places = [catalog.places[v.place.id] for day in itinerary.days for v in day.visits]
    assert costs["full"].known_fen == sum(p.ticket_fen for p in places if p.ticket_fen is not None)
    assert set(costs["full"].unknown) == {p.id for p in places if p.ticket_fen is None}
    assert costs["70"].known_fen <= costs["65"].known_fen <= costs["full"].known_fen
