"""Whoever keeps something here without an account is known by a secret of 256 bits; only its hash is stored."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """A secret for a new owner."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """Secrets here are long and random: a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode()).hexdigest()
