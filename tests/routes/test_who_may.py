"""Who may open what: every address of the site is tried as nobody, another browser, another office, and as each role.

A view that is not classified below fails; what an office holds answers everybody else with 404.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, url_for
from sqlalchemy import update
from sqlmodel import select
from werkzeug.routing import IntegerConverter, Rule

from planner.accounts import SCOPES, Office, Who, holder_of, load_office, make_token, new_secret
from planner.jobs.records import enqueue
from planner.jobs.sweeps import SweepFound, SweepWish, save_sweep
from planner.saved import (
    CRUISE_REQUEST_JSON,
    SavedItinerary,
    SavedStay,
    SavedTrain,
    new_departure,
    new_project,
    save_scenario,
)
from planner.store import transaction
from planner.train.insertion import CallWish, Sweep, SweepRequest
from planner.train.project import Project
from planner.train.scenario import Scenario
from planner.train.types import Cruise
from routes import create_app
from tests.support.api import NAMED, Program, bodies
from tests.support.database import copied_database
from tests.support.operators import become, logged_in
from tests.support.site import Shelf, StrictClient, reader

ROLES = ("viewer", "planner", "owner", "operator")
EVERYBODYS = ("seniors", "family", "rail", "jobs", "preferences", "health", "components", "static")  # blueprints
OF_HELD = {
    "trip_id",
    "train_id",
    "stay_id",
    "scenario_id",
    "project_id",
    "departure_id",
    "job_id",
    "sweep_id",
}  # see below
OPEN = {  # of the others, what is for everybody
    "agency.choose", "agency.drop_term", "agency.open_departure", "agency.quote_page", "agency.quote_paper",
    "agency.suppliers",
    "facts.download", "facts.photo", "facts.report", "facts.row", "facts.rows", "facts.send", "facts.tell",
    "facts.thanks",
    "offices.accept_invitation", "offices.enter", "offices.join", "offices.leave", "offices.login",
    "offices.ask_code", "offices.enter_code",
}  # fmt: skip
FOR = {  # who may, of those who are logged in; nobody else
    "agency.note": ("planner", "owner", "operator"), "agency.pass_on": ("operator",),
    "agency.enquiries": ROLES, "agency.figures": ROLES, "agency.figures_file": ROLES,
    "agency.forget": ("planner", "owner", "operator"),
    **dict.fromkeys(
        ("facts.answer", "facts.apply", "facts.audit", "facts.audit_csv", "facts.audit_sheet", "facts.call",
         "facts.calls", "facts.change", "facts.changes", "facts.choose", "facts.confirm_note", "facts.decide",
         "facts.draw", "facts.edit", "facts.give_back", "facts.notes", "facts.preview", "facts.stale", "facts.undo",
         "offices.create", "offices.every"), ("operator",)),
    **dict.fromkeys(
        ("offices.change_role", "offices.close", "offices.invite_member", "offices.let_in", "offices.reset",
         "offices.stop", "offices.turn_off_second_step"), ("owner", "operator")),
    **dict.fromkeys(
        ("offices.change_password", "offices.end", "offices.home", "offices.members", "offices.password",
         "offices.second_step", "offices.sessions", "offices.turn_off", "offices.turn_on",
         "offices.ask_again", "offices.cancel_in_queue", "offices.queue"), ROLES),
    "offices.move_in_queue": ("operator",),
    "offices.take": ("planner", "owner"), "agency.take_train": ("planner", "owner"), "agency.trains": ROLES,
    **dict.fromkeys(
        ("offices.changes", "offices.changes_csv", "offices.create_token", "offices.create_webhook",
         "offices.deliver_again", "offices.drop_token", "offices.remove_webhook", "offices.tokens",
         "offices.try_webhook", "offices.webhook", "offices.webhooks"),
        ("owner",)),
}  # fmt: skip
API = {  # what a token must be for; None: for everybody
    **dict.fromkeys(("api.docs", "api.openapi"), None),
    **dict.fromkeys(
        ("api.explain_trip", "api.list_trips", "api.read_calendar", "api.read_job", "api.read_jobs",
         "api.read_paper", "api.read_trip"),
        "trips:read"),
    **dict.fromkeys(("api.ask_job_again", "api.cancel_job", "api.change_trip", "api.plan_trip"), "trips:write"),
    **dict.fromkeys(
        ("api.check_train", "api.draw_trains", "api.find_project_paths", "api.insert_train", "api.list_own_projects",
         "api.mend_train", "api.read_versions", "api.read_product_of_train", "api.read_project",
         "api.read_project_file",
         "api.read_station_requests", "api.read_train", "api.simulate_train"), "trains:use"),
    **dict.fromkeys(
        ("api.copy_of_project", "api.go_back_to_version", "api.name_project", "api.put_version",
         "api.begin_project", "api.close_product_of_train", "api.mend_project", "api.plan_train",
         "api.publish_train_of_project", "api.put_conditions", "api.put_project_away", "api.put_train",
         "api.step_project", "api.take_train_out"), "trains:write"),
    **dict.fromkeys(("api.list_places", "api.read_facts_state", "api.read_place"), "facts:read"),
    **dict.fromkeys(
        ("api.read_costs", "api.read_departure", "api.read_departures", "api.read_figures", "api.read_packages",
         "api.read_published_trains", "api.read_quotes", "api.read_workbook"), "departures:read"),
    **dict.fromkeys(
        ("api.change_taken_train", "api.open_other_date",
         "api.end_offer", "api.fill_in_step", "api.find_packages", "api.freeze_quote", "api.go_back",
         "api.open_departure", "api.open_offer", "api.remove_departure"), "departures:write"),
    **dict.fromkeys(
        ("api.end_webhook", "api.make_webhook", "api.ping_webhook", "api.read_deliveries", "api.read_webhooks",
         "api.resend_delivery"), "webhooks"),
    **dict.fromkeys(
        ("api.read_allocation", "api.read_bookings", "api.read_enquiries", "api.read_people",
         "api.read_people_paper"), "people:read"),
    **dict.fromkeys(
        ("api.add_booking", "api.change_booking", "api.change_person", "api.erase_person", "api.note_on_enquiry",
         "api.note_payment", "api.remove_enquiry", "api.replace_people"), "people:write"),
}  # fmt: skip
LACKING = (  # nothing is sold, nobody is on a list, no quote was made
    "add_booking", "ask_job_again", "change_booking", "change_taken_train",
    "close_product_of_train", "end_offer", "erase_person", "note_payment",
    "publish_train_of_project", "read_bookings", "read_product_of_train", "read_station_requests", "read_workbook",
    "take_train_out",
)  # fmt: skip
LOGIN = "/office/login"
NO_TOKEN, FORBIDDEN, MISSING = 401, 403, 404
ENDS = "offices.leave"  # logs out whoever asks
pytestmark = pytest.mark.thorough


@pytest.fixture
def site(shelf: Shelf, tmp_path: Path) -> Flask:
    """The site with two offices, each role of the first, and an operator."""
    own = copied_database(shelf.settings, tmp_path)
    with transaction(own.database_url) as session:
        for role in ("viewer", "planner", "owner"):
            become(session, role, role, "甲社")
        become(session, "other", "owner", "乙社")
        become(session, "operator")
    app = create_app(replace(own, log_level="CRITICAL"))
    app.testing, app.test_client_class = False, StrictClient
    # a missing token would be refused before anybody asks who it is, a limit too
    app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    return app


def answers(app: Flask, client: StrictClient) -> dict[str, set[str]]:
    """By view, how it answers this reader when asked for something that is not there: login, forbidden or open."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint == ENDS or rule.endpoint in API:
                continue
            answer = client.open(address(app, rule, {}), method=method)
            assert answer.status_code < 500, (rule, method)
            login = answer.status_code == 302 and (answer.location or "").startswith(LOGIN)
            kind = "login" if login else "forbidden" if answer.status_code == FORBIDDEN else "open"
            found.setdefault(rule.endpoint, set()).add(kind)
    return found


def address(app: Flask, rule: Rule, ids: dict[str, str]) -> str:
    """An address of that view: of what has these ids, else of something that is not there."""
    values: dict[str, object] = {
        name: 999 if isinstance(rule._converters[name], IntegerConverter) else ids.get(name, "x")
        for name in rule.arguments
    }
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def test_every_view_is_classified(desk: Flask) -> None:
    views = {rule.endpoint for rule in desk.url_map.iter_rules() if not rule.arguments & OF_HELD}
    special = {view for view in views if view.partition(".")[0] not in EVERYBODYS} - API.keys()
    assert special - OPEN == FOR.keys()
    assert special >= OPEN


def test_every_operation_of_the_api_is_classified(site: Flask) -> None:
    views = {name: view for name, view in site.view_functions.items() if name.startswith("api.")}
    assert {name: getattr(view, "scope", None) for name, view in views.items()} == API


@pytest.mark.parametrize("scope", [None, *SCOPES])
def test_a_token_opens_what_it_is_for(site: Flask, scope: str | None) -> None:
    program = Program(site, token_of(site, "甲社", scope) if scope else "")
    for rule, method in api_rules(site):
        code = program.ask(method, address(site, rule, {}).removeprefix("/api/v1"), {}).status_code
        needs = API[rule.endpoint]
        if needs is None or needs == scope:
            assert code not in (NO_TOKEN, FORBIDDEN), rule
        else:
            assert code == (FORBIDDEN if scope else NO_TOKEN), rule
        assert code < 500, rule


def test_a_token_of_another_office_finds_nothing(site: Flask, ids: dict[str, str]) -> None:
    """Not in the way it answers either: it is as if it were not there."""
    own, other = (Program(site, token_of(site, office, *SCOPES)) for office in ("甲社", "乙社"))
    held = [(rule, method) for rule, method in api_rules(site) if rule.arguments & ids.keys()]
    assert {name for rule, _method in held for name in rule.arguments & ids.keys()} == {
        "trip_id",
        "departure_id",
        "job_id",
        "project_id",
        "train_id",
    }
    for rule, method in sorted(held, key=lambda one: one[1] == "DELETE"):
        name = rule.endpoint.removeprefix("api.")
        there, nothing = (f"{address(site, rule, found | NAMED)}?base=1".removeprefix("/api/v1") for found in (ids, {}))
        body = bodies().get(name, [{}])[0]
        theirs, none = (other.ask(method, where, body).status_code for where in (there, nothing))
        assert theirs == none == MISSING, (rule, method)
        assert own.ask(method, there, body).status_code != MISSING or name in LACKING, (rule, method)


def api_rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in API:
            yield from ((rule, method) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def token_of(app: Flask, office: str, *scopes: str) -> str:
    with transaction(app.config["SILVERWAY"].database_url) as session:
        return make_token(session, load_office(session, office).id, "测试", scopes, 1, "test")[1]


@pytest.mark.parametrize("role", ["nobody", *ROLES])
def test_each_role_opens_what_is_for_it(site: Flask, role: str) -> None:
    client = reader(site, "zh") if role == "nobody" else logged_in(site, role)
    for view, kinds in answers(site, client).items():
        allowed = FOR.get(view)
        if allowed is None or role in allowed:
            assert "login" not in kinds, view
            assert "forbidden" not in kinds or role == "viewer", view  # a viewer may not save
        else:
            assert kinds == {"login" if role == "nobody" else "forbidden"}, view


@pytest.fixture
def ids(site: Flask, shelf: Shelf, cruise: Cruise) -> dict[str, str]:
    """Something of every kind that the first office holds, by the name that addresses have for it."""
    with transaction(site.config["SILVERWAY"].database_url) as session:
        office = session.exec(select(Office.id).where(Office.name == "甲社")).one()
        for table in (SavedItinerary, SavedTrain, SavedStay):
            session.execute(update(table).values(holder=holder_of(office)))
        wish = CRUISE_REQUEST_JSON.dump_json(cruise.request).decode()
        who = Who(name="owner", role="owner", office=office, office_key=new_secret())
        project = new_project(session, who, "x", Project(""), {"kind": "new"})
        grid = SweepRequest(((CallWish("大连"), CallWish("盘锦")),), (120,), 0, 10)
        swept = SweepFound(SweepWish(project, "", grid, ("大连 盘锦",)), Sweep(grid, ()), "")
        return {
            "trip_id": shelf.trip, "train_id": shelf.train, "stay_id": shelf.stay,
            "scenario_id": save_scenario(session, who, Scenario("x", cruise), {}, shelf.train),
            "project_id": project,
            "sweep_id": save_sweep(session, swept, (), None, holder_of(office)),
            "departure_id": new_departure(session, who, {"title": "x"}),
            "job_id": enqueue(session, "train", wish, holder=holder_of(office)),
        }  # fmt: skip


def of_an_office(app: Flask, ids: dict[str, str]) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.arguments & ids.keys() and rule.endpoint not in API]


@pytest.mark.parametrize("who", ["nobody", "another browser", "another office", "operator"])
def test_nobody_else_finds_what_an_office_holds(site: Flask, ids: dict[str, str], who: str) -> None:
    name = {"another office": "other", "operator": "operator"}.get(who)
    client = logged_in(site, name) if name else reader(site, "zh")
    if who == "another browser":
        client.set_cookie("owner", new_secret())
    rules = of_an_office(site, ids)
    assert {name for rule in rules for name in rule.arguments & ids.keys()} == ids.keys() == OF_HELD
    for rule in rules:
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            there = client.open(address(site, rule, ids), method=method)
            nothing = client.open(address(site, rule, {}), method=method)
            assert there.status_code == nothing.status_code, (rule, method)
            assert method == "POST" or there.status_code == MISSING, (rule, method)


@pytest.mark.parametrize("role", ["viewer", "planner", "owner"])
def test_its_members_do(site: Flask, ids: dict[str, str], role: str) -> None:
    client = logged_in(site, role)
    for page in (
        "/trips/{trip_id}", "/trains/{train_id}", "/stays/{stay_id}", "/rail/scenarios/{scenario_id}",
        "/rail/workbench/{project_id}", "/rail/sweeps/{sweep_id}", "/agency/departures/{departure_id}",
        "/plan/progress/{job_id}",
    ):  # fmt: skip
        assert client.get(page.format(**ids)).status_code in (200, 302, 303), page
