"""Sending what happened: a POST, signed by HMAC-SHA256, to the address that was checked."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Collection
from dataclasses import dataclass

import urllib3
from urllib3.exceptions import HTTPError

from planner.errors import BadTarget
from planner.hooks.targets import WebhookTarget, resolve

SECONDS = 10.0  # to connect, and to answer


@dataclass(frozen=True)
class Message:
    """What is sent where, and the secret it is signed with; `delivery` is its id."""

    delivery: str
    url: str
    secret: str
    event: str
    body: str


@dataclass(frozen=True)
class Attempt:
    """How a delivery went: the answer's `status`, or `trouble`: what kept it from being one."""

    delivery: str
    status: int | None
    trouble: str = ""

    @property
    def good(self) -> bool:
        """Was it taken?"""
        return self.status is not None and 200 <= self.status < 300


def signature(secret: str, at: int, body: str) -> str:
    """What stands in `Silverway-Signature`: when it was sent, and the HMAC of that moment, a full stop and the body."""
    mac = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


def send(message: Message, allowed: Collection[str]) -> Attempt:
    """Send it once. Redirects are not followed."""
    try:
        target = resolve(message.url, allowed)
    except BadTarget as bad:
        return Attempt(message.delivery, None, bad.why)
    headers = {
        "Host": target.host if target.port in (80, 443) else f"{target.host}:{target.port}",
        "Content-Type": "application/json", "User-Agent": "Silverway", "Silverway-Event": message.event,
        "Silverway-Delivery": message.delivery,
        "Silverway-Signature": signature(message.secret, int(time.time()), message.body),
    }  # fmt: skip
    try:
        with _pool(target) as pool:
            answer = pool.urlopen(
                "POST", target.path, body=message.body.encode(), headers=headers, redirect=False, retries=False,
                preload_content=False, timeout=urllib3.Timeout(SECONDS),
            )  # fmt: skip
            status = answer.status
            answer.close()
    except (HTTPError, OSError) as error:
        return Attempt(message.delivery, None, type(error).__name__)
    return Attempt(message.delivery, status)


def _pool(target: WebhookTarget) -> urllib3.HTTPConnectionPool:
    """Connections to the checked address; over TLS it has to show a certificate of the host."""
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(target.address, target.port)
    return urllib3.HTTPSConnectionPool(
        target.address, target.port, server_hostname=target.host, assert_hostname=target.host
    )
