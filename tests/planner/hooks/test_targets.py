"""Where webhooks may go: nowhere inside, by whatever name or way of writing an address."""

from __future__ import annotations

import socket

import pytest

from planner.errors import BadTarget
from planner.hooks.targets import check_target, resolve

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "address"), ("ftp://example.com/", "https"), ("http://example.com/", "https"), ("https://", "address"),
        ("https://u:p@example.com/", "user"), ("https://example.com/#a", "address"), ("https://例.com/", "address"),
        ("https://example.com:99999/", "address"), ("https://example.com:0/", "address"),
        ("https://example.com/\r\nX: y", "address"), ("https://127.0.0.1/", "private"),
        ("https://[::1]/", "private"), ("https://10.0.0.8/x", "private"), ("https://169.254.169.254/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"), ("https://[64:ff9b::a00:1]/", "private"),
        ("https://[2002:a00:1::]/", "private"), ("https://[fd00::1]/", "private"), ("https://0.0.0.0/", "private"),
        ("https://224.0.0.1/", "private"), ("https://" + "a" * 500 + ".com/", "address"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_target_is_refused(url: str, why: str) -> None:
    with pytest.raises(BadTarget) as refused:
        check_target(url)
    assert refused.value.why == why


@pytest.mark.parametrize("url", ["https://2130706433/", "https://0x7f000001/", "https://127.1/", "https://localhost/"])
def test_another_way_to_write_an_inner_address_is_refused_once_it_is_resolved(url: str) -> None:
    with pytest.raises(BadTarget):
        resolve(url)


def test_a_name_is_refused_if_one_of_its_addresses_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [PUBLIC, "10.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", (each, 443)) for each in found])
    with pytest.raises(BadTarget) as refused:
        resolve("https://shop.example/")
    assert refused.value.why == "private"
    found.pop()
    assert resolve("https://shop.example/a?b=1").address == PUBLIC


def test_a_name_that_resolves_otherwise_a_moment_later_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked: nothing is looked up a second time."""
    answers = [PUBLIC, "127.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", (answers.pop(0), 443))])
    assert resolve("https://rebind.example/").address == PUBLIC
    assert answers == ["127.0.0.1"]


def test_hosts_that_are_allowed_may_be_inside_and_plain() -> None:
    found = resolve("http://localhost:8080/hook", {"localhost"})
    assert (found.scheme, found.port, found.host, found.path) == ("http", 8080, "localhost", "/hook")
