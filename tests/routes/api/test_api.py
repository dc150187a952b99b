"""What every operation has in common: tokens, scopes, languages, ETags, pages, keys of requests, limits."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, func, select

from planner.accounts import ApiToken, secret_hash, tokens_of
from planner.accounts.repeats import KEPT, AnsweredRequest
from planner.itinerary.types import ITINERARY_JSON
from planner.jobs import Job
from planner.store import transaction
from routes import create_app
from tests.support.api import ApiSite, Program, wish_json
from tests.support.database import rows_of
from tests.support.operators import logged_in

PROBLEM = "application/problem+json"


def test_without_a_token_nothing_is_told(api_site: ApiSite) -> None:
    for token in ("", "sw_nonsense", "sw_" + "é" * 43):
        answer = Program(api_site.app, token).get("/trips") if token.isascii() else Program(api_site.app).get("/trips")
        assert (answer.status_code, answer.mimetype) == (401, PROBLEM)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.get_json()["code"] == "no-token"


def test_a_token_is_for_its_scopes_until_it_expires_or_is_revoked(api_site: ApiSite) -> None:
    program = api_site.program("facts:read")
    assert program.get("/facts").status_code == 200
    refused = program.get("/trips")
    assert (refused.status_code, refused.get_json()["code"]) == (403, "not-in-scope")
    key = col(ApiToken.token_hash) == secret_hash(program.token)
    with transaction(api_site.settings.database_url) as session:
        session.execute(update(ApiToken).where(key).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert program.get("/facts").status_code == 401


def test_only_the_hash_of_a_token_is_stored(api_site: ApiSite) -> None:
    program = api_site.program()
    assert program.get("/facts").status_code == 200
    rows = rows_of(api_site.settings, "api_token")
    assert program.token not in json.dumps(rows, default=str)
    with transaction(api_site.settings.database_url) as session:
        assert any(row.used_at for row in tokens_of(session, api_site.office))


def test_a_cookie_of_a_member_opens_nothing_here(api_site: ApiSite) -> None:
    assert logged_in(api_site.app, "owner").get("/api/v1/trips").status_code == 401


@pytest.mark.parametrize(("language", "word"), [("zh", "天数"), ("en", "days")])
def test_what_is_wrong_is_said_in_the_readers_language(api_site: ApiSite, language: str, word: str) -> None:
    program = api_site.program(language=language)
    answer = program.post("/trips", wish_json(days=99))
    told = answer.get_json()
    assert (answer.status_code, answer.mimetype, told["code"]) == (422, PROBLEM, "out-of-range")
    assert word in told["detail"].lower()
    assert (told["data"]["low"], told["data"]["high"]) == (1, 14)


def test_every_value_that_cannot_be_is_named(api_site: ApiSite) -> None:
    told = api_site.program().post("/trips", {"theme": "nostalgia", "days": "two", "home": 3}).get_json()
    assert {each["where"] for each in told["values"]} == {"home", "days", "profile", "start"}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400), (b"[" * 100_000, "application/json", 400), (b"a=b", "text/plain", 415),
        (b'{"theme": "\\ud800"}', "application/json", 400), (b'{"theme": "\\u0000"}', "application/json", 400),
        (b'{"days": ' + b"9" * 5000 + b"}", "application/json", 400), (b" " * 300_000, "application/json", 413),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused_as_a_problem(api_site: ApiSite, body: bytes, kind: str, status: int) -> None:
    token = api_site.program().token
    answer = api_site.app.test_client().post(
        "/api/v1/trips", data=body, content_type=kind, headers={"Authorization": f"Bearer {token}"}
    )
    assert (answer.status_code, answer.mimetype) == (status, PROBLEM)


def test_pages_answer_programs_with_problems_too(api_site: ApiSite) -> None:
    client = api_site.app.test_client()
    told = client.get("/trips/none", headers={"Accept": "application/json"})
    assert (told.status_code, told.mimetype, told.get_json()["code"]) == (404, PROBLEM, "unknown")
    assert client.get("/trips/none", headers={"Accept": "text/html,*/*"}).mimetype == "text/html"
    assert client.get("/api/v1/nothing").mimetype == PROBLEM


def test_a_trip_is_read_whole_and_not_again_if_it_is_the_same(api_site: ApiSite) -> None:
    program, address = api_site.program(), f"/trips/{api_site.ids['trip_id']}"
    answer = program.get(address)
    assert ITINERARY_JSON.validate_python(answer.get_json()["itinerary"]).days
    again = program.get(address, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert "private" in answer.headers["Cache-Control"]
    assert "Authorization" in answer.headers["Vary"]


def test_why_a_trip_is_as_it_is(api_site: ApiSite) -> None:
    told = api_site.program().get(f"/trips/{api_site.ids['trip_id']}/why").get_json()
    assert told["ready"]
    assert told["left_out"]
    assert all(each["sentence"] and "{" not in each["sentence"] for each in told["left_out"])


def test_pages_of_a_list_have_everything_once(api_site: ApiSite) -> None:
    program, seen, cursor = api_site.program(), list[str](), ""
    while cursor is not None:
        page = program.get(f"/places?limit=100&cursor={cursor}").get_json()
        seen += [place["id"] for place in page["items"]]
        cursor = page["next"]
    total = program.get("/facts").get_json()["counts"]["places"]
    assert len(seen) == len(set(seen)) == total
    assert program.get("/places?cursor=nonsense").status_code == 422
    assert program.get("/places?limit=101").status_code == 422


def test_pages_of_trips(api_site: ApiSite) -> None:
    program = api_site.program(office=api_site.other)
    assert program.get("/trips").get_json() == {"items": [], "next": None}
    mine = api_site.program()
    first = mine.get("/trips?limit=1").get_json()
    assert [trip["id"] for trip in first["items"]] == [api_site.ids["trip_id"]]
    assert first["next"] is None


def test_a_place_tells_what_each_cell_rests_on(api_site: ApiSite) -> None:
    program = api_site.program("facts:read")
    place = program.get("/places?city=Shenyang&limit=1").get_json()["items"][0]
    told = program.get(f"/places/{place['id']}").get_json()
    assert place["city"] == "沈阳"
    assert told["sources"]["lat"]["basis"] in ("cited", "general")
    assert {each["basis"] for each in told["sources"].values()} <= {"cited", "general", "estimate", "reader"}
    assert all(told["place"].get(column) is not None for column in told["sources"] if column in told["place"])
    assert program.get("/places/none").status_code == 404


def test_a_request_sent_again_makes_no_second_job(api_site: ApiSite) -> None:
    program = api_site.program()
    first = program.post("/trips", wish_json(days=3), Idempotency_Key="one")
    assert (first.status_code, first.get_json()["state"]) == (202, "queued")
    assert first.headers["Retry-After"] == "1"
    assert "Retry-After" not in program.get("/facts").headers
    assert program.ask("DELETE", f"/jobs/{first.get_json()['id']}").status_code == 204
    again = program.post("/trips", wish_json(days=3), Idempotency_Key="one")
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.get_json()["state"] == "cancelled"
    other = program.post("/trips", wish_json(days=4), Idempotency_Key="one")
    assert other.status_code == 422
    free = api_site.program(office=api_site.other).post("/trips", wish_json(days=3), Idempotency_Key="one")
    assert free.headers["Location"] != first.headers["Location"]
    assert program.post("/trips", wish_json(), Idempotency_Key="two words").status_code == 422


def test_keys_of_requests_are_forgotten_after_a_day(api_site: ApiSite) -> None:
    program = api_site.program()
    first = program.post("/trips", wish_json(days=1), Idempotency_Key="old")
    program.ask("DELETE", first.headers["Location"].removeprefix("/api/v1"))
    with transaction(api_site.settings.database_url) as session:
        session.execute(update(AnsweredRequest).values(answered_at=datetime.now(UTC) - KEPT - timedelta(seconds=1)))
    assert (
        program.post("/trips", wish_json(days=1), Idempotency_Key="old").headers["Location"]
        != first.headers["Location"]
    )
    with transaction(api_site.settings.database_url) as session:
        assert session.exec(select(func.count()).select_from(AnsweredRequest)).one() == 1


def test_a_token_of_viewers_queues_nothing(api_site: ApiSite) -> None:
    before = _jobs(api_site)
    assert api_site.program("trips:read").post("/trips", wish_json()).status_code == 403
    assert _jobs(api_site) == before


def test_limits_are_of_each_token(api_site: ApiSite) -> None:
    app = create_app(replace(api_site.settings, plans_per_minute=3))
    app.testing = False
    one, other = (replace(api_site.program(), app=app) for _ in range(2))
    codes = [one.post("/trips", wish_json(days=99)).status_code for _ in range(5)]
    assert codes == [422] * 3 + [429] * 2
    refused = one.post("/trips", wish_json(days=99))
    assert int(refused.headers["Retry-After"]) <= 60
    assert refused.get_json()["code"] == "too-often"
    assert other.post("/trips", wish_json(days=99)).status_code == 422


def test_edits_speak_of_places_of_the_trip(api_site: ApiSite) -> None:
    program, address = api_site.program(), f"/trips/{api_site.ids['trip_id']}/changes"
    assert program.post(address, {"edits": [{"kind": "drop", "place": "none"}]}).get_json()["code"] == "unknown"
    assert program.post(address, {"edits": []}).status_code == 422
    trip = program.get(f"/trips/{api_site.ids['trip_id']}").get_json()["itinerary"]
    place = next(item["place"]["id"] for day in trip["days"] for item in day["items"] if item["kind"] == "visit")
    queued = program.post(address, {"edits": [{"kind": "drop", "place": place}]})
    assert (queued.status_code, queued.get_json()["kind"]) == (202, "change")


def _jobs(site: ApiSite) -> int:
    with transaction(site.settings.database_url) as session:
        return session.exec(select(func.count()).select_from(Job)).one()


def test_whoever_reads_the_description_sees_the_fields_of_every_request(api_site: ApiSite) -> None:
    """No type that is sent is an object of whatever one likes, there or on the page."""
    client = api_site.app.test_client()
    told, page = client.get("/api/v1/openapi.json").get_json(), client.get("/api/v1/docs").get_data(as_text=True)
    bodies = [
        asked["requestBody"] for item in told["paths"].values() for asked in item.values() if "requestBody" in asked
    ]
    sent = {name for body in bodies for name in re.findall("schemas/([^\"']+)", json.dumps(body))}
    waiting, seen = sorted(sent), set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        schema = told["components"]["schemas"][name]
        waiting += {*re.findall("schemas/([^\"']+)", json.dumps(schema))} - seen
        if schema.get("type") == "object":
            assert schema.get("properties") or schema.get("additionalProperties"), f"{name} says nothing"
    assert len(sent) >= 5
    for name in sent:
        shown = page.partition(f'id="type-{name}"')[2].partition("</details>")[0]
        assert "<li><code>" in shown, f"{name} shows no fields"
