"""Who may open what: every address the site has is tried as nobody and as an operator."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import IntegerConverter, Rule

from tests.support.site import StrictClient, reader

LOGGED_IN = {  # the views that are for those who are logged in; all others are for everybody
    "agency.enquiries", "agency.forget",
    "facts.answer", "facts.apply", "facts.audit", "facts.audit_csv", "facts.audit_sheet", "facts.call", "facts.calls",
    "facts.change", "facts.changes", "facts.choose", "facts.confirm_note", "facts.decide", "facts.draw", "facts.edit",
    "facts.give_back", "facts.notes", "facts.preview", "facts.stale", "facts.undo",
    "offices.change_password", "offices.change_role", "offices.close", "offices.create", "offices.end", "offices.every",
    "offices.home", "offices.invite_member", "offices.let_in", "offices.members", "offices.password", "offices.reset",
    "offices.sessions", "offices.stop",
}  # fmt: skip
ENDS = "offices.leave"  # logs out whoever asks
pytestmark = pytest.mark.thorough


def led_to_login(app: Flask, client: StrictClient) -> set[str]:
    """The views that ask this reader to log in; none may fail."""
    found = set()
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint == ENDS:
                continue
            answer = client.open(address(app, rule), method=method)
            assert answer.status_code < 500, (rule, method)
            if (answer.location or "").startswith("/office/login"):
                found.add(rule.endpoint)
    return found


def address(app: Flask, rule: Rule) -> str:
    """An address of that view, of something that is not there."""
    values = {name: 999 if isinstance(rule._converters[name], IntegerConverter) else "x" for name in rule.arguments}
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def test_what_is_not_for_everybody_asks_to_log_in(desk: Flask) -> None:
    desk.config["WTF_CSRF_ENABLED"] = False  # a missing token would be refused before anybody asks who it is
    assert led_to_login(desk, reader(desk, "zh")) == LOGGED_IN


def test_an_operator_is_not_asked_again(desk: Flask, wang: StrictClient) -> None:
    desk.config["WTF_CSRF_ENABLED"] = False
    assert led_to_login(desk, wang) == set()
