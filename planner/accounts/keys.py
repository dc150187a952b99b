"""Secrets of 256 bits, by which browsers, sessions and links are known; only their hashes are stored."""

from __future__ import annotations

import hashlib
import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike: people read these out on the telephone


SECRET_SIGNS = 43  # of 256 bits


def new_secret() -> str:
    """A secret nobody can guess."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """Secrets here are long and random: a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_id() -> str:
    """Short, unguessable, fit for an address and for the telephone."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))
