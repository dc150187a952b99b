"""Where requests are counted: in this process, on PostgreSQL what is shared in a table."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app, has_app_context
from limits.storage import MemoryStorage, Storage
from sqlalchemy import delete
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from planner.accounts import RequestCount, count_request, counted, forget_counts
from planner.settings import Settings
from planner.store import transaction

SHARED = "shared:"


class SiteStorage(Storage):
    """Counts in this process; on PostgreSQL what is shared in a table."""

    STORAGE_SCHEME = ["site"]  # noqa: RUF012  # the library's

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: str) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._own = MemoryStorage()

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        if not _is_shared(key):
            return self._own.incr(key, expiry, amount)
        with transaction(site_settings().database_url) as session:
            return count_request(session, _sealed(key), expiry, amount).count

    def get(self, key: str) -> int:
        if not _is_shared(key):
            return self._own.get(key)
        with transaction(site_settings().database_url) as session:
            found = counted(session, _sealed(key))
            return found.count if found else 0

    def get_expiry(self, key: str) -> float:
        if not _is_shared(key):
            return self._own.get_expiry(key)
        with transaction(site_settings().database_url) as session:
            found = counted(session, _sealed(key))
            return found.ends_at.timestamp() if found else 0.0

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        if has_app_context() and _is_shared(SHARED):
            with transaction(site_settings().database_url) as session:
                session.execute(delete(RequestCount))
        return self._own.reset()

    def clear(self, key: str) -> None:
        if not _is_shared(key):
            self._own.clear(key)
            return
        with transaction(site_settings().database_url) as session:
            forget_counts(session, _sealed(key))


def site_settings() -> Settings:
    found: Settings = current_app.config["SILVERWAY"]
    return found


def _is_shared(key: str) -> bool:
    return SHARED in key and make_url(site_settings().database_url).get_backend_name() == "postgresql"


def _sealed(key: str) -> str:
    """Visitors' addresses are not kept."""
    return hmac.new(str(current_app.secret_key).encode(), key.encode(), hashlib.sha256).hexdigest()
