"""What is personal is encrypted before it is written: Fernet, with the keys of the settings or one made beside SQLite.

Several keys, separated by commas, let one be replaced: the first seals, all open.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy.engine import make_url

from planner.errors import NoDataKey
from planner.settings import Settings

KEY_FILE = "data_key"


class Seal:
    """Seals and opens texts."""

    def __init__(self, settings: Settings, *, make: bool = True) -> None:
        """`make` a key where there is none and the database is an SQLite file.

        Raises
        ------
        NoDataKey
            If there is no key, or what is set is none.
        """
        from cryptography.fernet import Fernet, MultiFernet

        keys = settings.data_key or _key_of_file(settings, make)
        try:
            self._fernet = MultiFernet([Fernet(key.strip().encode()) for key in keys.split(",")])
        except ValueError:
            raise NoDataKey(bool(keys)) from None

    def close(self, text: str) -> str:
        """The text, sealed."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """What was sealed.

        Raises
        ------
        NoDataKey
            If it was with another key.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except InvalidToken:
            raise NoDataKey(True) from None


def _key_of_file(settings: Settings, make: bool) -> str:
    from cryptography.fernet import Fernet

    database = make_url(settings.database_url)
    if database.get_backend_name() != "sqlite" or not database.database:
        return ""
    file = Path(database.database).parent / KEY_FILE
    if not file.is_file() and make:
        _write_whole(file, Fernet.generate_key())
    return file.read_text(encoding="ascii") if file.is_file() else ""


def _write_whole(file: Path, content: bytes) -> None:
    """Make a file for the owner alone, whole or not at all; where another process was first, that one stays."""
    with NamedTemporaryFile(dir=file.parent) as made:  # of mode 0600
        made.write(content)
        made.flush()
        with suppress(FileExistsError):
            os.link(made.name, file)
