"""The description of the API is whole and true: every operation answers as it says, whatever it is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from planner.accounts import SCOPES
from routes import create_app
from routes.offices.words import SCOPE_WORDS
from tests.support.api import NAMED, ApiSite, bodies
from tests.support.effort import examples
from tests.support.site import StrictClient, reader

EXAMPLES = 3  # of each operation and way of making them; more at night
SEED = 20261201
NOTHING_THERE = {  # no quote was made, nothing is sold, nobody asked, nobody is on a list, no train is on the bench
    "read_workbook", "open_departure", "freeze_quote", "open_offer", "end_offer", "read_bookings", "add_booking",
    "change_booking", "note_payment", "erase_person", "note_on_enquiry", "remove_enquiry", "find_packages",
    "read_place", "draw_trains", "ask_job_again", "change_taken_train", "close_product_of_train",
    "read_station_requests", "publish_train_of_project", "read_product_of_train", "end_webhook",
    "ping_webhook", "read_deliveries", "resend_delivery", "take_train_out", "step_project", "mend_project",
}  # fmt: skip
pytestmark = pytest.mark.thorough


@pytest.fixture
def unlimited(api_site: ApiSite) -> ApiSite:
    """The site without limits: what is sent is to be answered."""
    app = create_app(replace(api_site.settings, plans_per_minute=1_000_000))
    app.testing = False
    app.config["RATELIMIT_ENABLED"] = False
    return replace(api_site, app=app)


def test_every_operation_answers_as_it_is_described(unlimited: ApiSite) -> None:
    token = unlimited.program().token
    load_all_checks()
    checks = CHECKS.get_by_names(
        ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
    )
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", unlimited.app)
    met, known, good = set[str](), set[str](), bodies()
    there = unlimited.ids | NAMED
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in sorted(operations, key=lambda one: one.method == "delete"):  # what is there stays till then
        known.add(name_of(operation))
        for mode in GenerationMode:
            cases = operation.as_strategy(generation_mode=mode)

            @seed(SEED)
            @settings(
                max_examples=examples(EXAMPLES), deadline=None, database=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(
                case=cases,
                real=st.sampled_from([True, False]),
                body=st.sampled_from(good.get(name_of(operation), [{}])),
            )
            def sent(case: Any, real: bool, body: dict[str, Any]) -> None:
                name = name_of(case.operation)
                if real:  # what is there, rather than names nobody has
                    case.path_parameters |= {k: v for k, v in there.items() if k in case.path_parameters}
                    if name in good:
                        case.body, case.media_type = body, "application/json"
                case.headers = dict(case.headers or {}) | {
                    "Authorization": f"Bearer {token}",
                    "Accept-Encoding": "identity",
                }
                answered = case.call_and_validate(checks=checks).status_code
                met.update([name] if answered < 300 else [])

            sent()
    assert known - met <= NOTHING_THERE


def name_of(operation: Any) -> str:
    return str(operation.definition.raw["operationId"])


def test_the_description_is_openapi_and_points_at_what_it_has(api_site: ApiSite) -> None:
    told = api_site.program().get("/openapi.json").get_json()
    assert told["openapi"].startswith("3.1")
    types = told["components"]["schemas"]
    for schema in types.values():
        Draft202012Validator({"components": {"schemas": types}, **schema})
    assert set(re.findall(r"#/components/schemas/([\w-]+)", str(told))) <= types.keys()


def test_every_operation_is_described_once_with_its_scope(api_site: ApiSite) -> None:
    told = api_site.program().get("/openapi.json").get_json()
    described = {
        (method.upper(), path): asked for path, item in told["paths"].items() for method, asked in item.items()
    }
    rules = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in api_site.app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint not in ("api.openapi", "api.docs")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described.keys() == rules
    assert all(asked["security"][0]["token"][0] in SCOPES for asked in described.values())
    assert SCOPE_WORDS.keys() == set(SCOPES)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_for_people_names_every_operation(api_site: ApiSite, language: str) -> None:
    api_site.app.test_client_class = StrictClient
    page = unescape(reader(api_site.app, language).get("/api/v1/docs").get_data(as_text=True))
    told = api_site.program(language=language).get("/openapi.json").get_json()
    for path, item in told["paths"].items():
        for method, asked in item.items():
            assert f"{method.upper()} {path}" in page
            assert asked["summary"] in page
