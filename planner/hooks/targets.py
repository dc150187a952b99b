"""Where webhooks may go: https, and addresses that the whole world reaches. What a name resolves to is checked, and the
connection goes to what was checked, so that a name which resolves otherwise a moment later opens nothing."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from planner.errors import BadTarget

LONGEST_URL = 500
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class WebhookTarget:
    """A checked target: the address to connect to, and the host and path to ask there."""

    scheme: str
    address: str
    port: int
    host: str
    path: str


def check_target(url: str, allowed: Collection[str] = ()) -> SplitResult:
    """The parts of an address that a webhook may have; whether its host may be reached is seen when it is sent to.

    Raises
    ------
    BadTarget
        If it is no https address (http for hosts that are `allowed`), has a user in it, or a fragment.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadTarget("address") from None
    host = (parts.hostname or "").lower()
    if len(url) > LONGEST_URL or re.search(r"[^!-~]", url) or not host or port == 0 or parts.fragment:
        raise BadTarget("address")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in allowed):
        raise BadTarget("https")
    if parts.username is not None or parts.password is not None:
        raise BadTarget("user")
    if host not in allowed and _as_address(host) is not None and not _is_public(host):
        raise BadTarget("private")
    return parts


def resolve(url: str, allowed: Collection[str] = ()) -> WebhookTarget:
    """Where to connect for an address: every address that its host has must be public.

    Raises
    ------
    BadTarget
        As `check_target`; if the host is not known, or one of its addresses is not public and it is not `allowed`.
    """
    parts = check_target(url, allowed)
    host = (parts.hostname or "").lower()
    port = parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadTarget("unknown") from None
    addresses = [str(sockaddr[0]) for *_rest, sockaddr in found]
    if not addresses:
        raise BadTarget("unknown")
    if host not in allowed and not all(map(_is_public, addresses)):
        raise BadTarget("private")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebhookTarget(parts.scheme, addresses[0], port, host, path)


def _as_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_public(text: str) -> bool:
    """Is it an address of the public Internet? Those that carry another in them count as that one."""
    address = _as_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return address is not None and address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
