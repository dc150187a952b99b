"""Real routing servers on this machine for the invented town of tests/support/square, and a server that misbehaves."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support.jobs import LONG_S, wait_for

SQUARE = Path(__file__).parent / "square"
ROOT = Path(__file__).parent.parent.parent
# corners of the town, one way street and middle included
TOWN = [(41.79, 123.43), (41.806, 123.4508), (41.798, 123.4404), (41.79, 123.4352), (41.806, 123.4352)]
Tell = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(server: HTTPServer) -> Iterator[str]:
    """A server's address while it runs in a thread."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def telling(tell: Tell) -> Iterator[tuple[str, list[str]]]:
    """A real server that answers every request with `tell`; its address, and the paths asked for so far."""
    asked: list[str] = []

    class Teller(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            with suppress(BrokenPipeError, ConnectionResetError):  # the asker had enough
                tell(self)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Teller)) as url:
        yield url, asked


def say(asked: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    asked.send_response(status)
    asked.send_header("Content-Length", str(len(body)))
    asked.end_headers()
    asked.wfile.write(body)


@pytest.fixture(scope="session")
def valhalla_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Valhalla's own engine on the town's tiles, behind HTTP as its server would be."""
    if importlib.util.find_spec("valhalla") is None:
        absent("pyvalhalla")
    from valhalla import Actor, get_config

    folder = tmp_path_factory.mktemp("valhalla")
    empty = folder / "empty.tar"
    tarfile.open(empty, "w").close()
    config = get_config(tile_extract=str(empty), tile_dir=str(SQUARE / "tiles"))
    config["service_limits"]["auto"]["max_matrix_location_pairs"] = 9  # so that tables must be split
    actor = Actor(config)

    class Engine(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                say(self, actor.matrix(question).encode())
            except RuntimeError as refusal:  # the engine's server would add the number to the words
                code = 171 if "No suitable edges" in str(refusal) else 150 if "Exceeded max loc" in str(refusal) else 0
                say(self, json.dumps({"error_code": code, "error": str(refusal)}).encode(), 400)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    with serving(HTTPServer(("127.0.0.1", 0), Engine)) as url:
        yield url


@pytest.fixture(scope="session")
def osrm_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """OSRM's own server on the town's streets, from the wheel `osrm-bindings` (make routers) or the path."""
    folder = tmp_path_factory.mktemp("osrm")
    programs, profile = _osrm()
    shutil.copy(SQUARE / "square.osm.pbf", folder)
    for command in (
        [programs / "osrm-extract", "-p", profile, "square.osm.pbf"],
        [programs / "osrm-contract", "square.osrm"],
    ):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [
        programs / "osrm-routed",
        "--ip",
        "127.0.0.1",
        "--port",
        str(port),
        "--max-table-size",
        "3",
        "square.osrm",
    ]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(lambda: _answers(port))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    try:
        requests.get(f"http://127.0.0.1:{port}/", timeout=LONG_S).close()
    except requests.ConnectionError:
        return False
    return True


def _osrm() -> tuple[Path, Path]:
    """OSRM's programs and the profile for cars."""
    wheels = [Path(sys.prefix) / "osrm" / "osrm"]
    found = importlib.util.find_spec("osrm")
    if found and found.origin:
        wheels.append(Path(found.origin).parent)
    for wheel in wheels:
        if (wheel / "bin" / "osrm-routed").exists():
            return wheel / "bin", wheel / "share" / "profiles" / "car.lua"
    installed = shutil.which("osrm-routed")
    if installed:
        return Path(installed).parent, Path(installed).parent.parent / "share" / "osrm" / "profiles" / "car.lua"
    absent("osrm-routed (make routers)")
    raise AssertionError


def absent(what: str) -> None:
    """A peer is missing: skip, or fail where it must be there."""
    if os.environ.get("SILVERWAY_REQUIRE_ROUTERS") == "1":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")
