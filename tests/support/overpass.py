"""A small real HTTP server that answers as an Overpass or a SPARQL server does, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class Answers:
    """What the server says, one answer after another (the last one for ever), and what it was asked."""

    queue: list[tuple[int, bytes]]
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def next(self) -> tuple[int, bytes]:
        return self.queue.pop(0) if len(self.queue) > 1 else self.queue[0]


@contextmanager
def overpass_server(*queue: tuple[int, bytes], field: str = "data") -> Iterator[Answers]:
    """A server on this machine for the time of a test; the question is in that field of the form."""
    answers = Answers(list(queue))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answers.asked.append(parse_qs(body.decode())[field][0])
            status, content = answers.next()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answers.address = f"http://127.0.0.1:{server.server_port}/api/interpreter"
    try:
        yield answers
    finally:
        server.shutdown()
        server.server_close()


def answer_of(*elements: dict[str, Any]) -> bytes:
    """An answer in Overpass's own form."""
    return json.dumps({"version": 0.6, "generator": "test", "elements": list(elements)}).encode()


def node(number: int, lat: float, lon: float, **tags: str) -> dict[str, Any]:
    """A point; `__` in a tag's name stands for a colon."""
    reported = {key.replace("__", ":"): value for key, value in tags.items()}
    return {"type": "node", "id": number, "lat": lat, "lon": lon, "timestamp": "2025-03-04T05:06:07Z", "tags": reported}


def area(number: int, lat: float, lon: float, **tags: str) -> dict[str, Any]:
    """An area with its centre."""
    return {**node(number, 0, 0, **tags), "type": "way", "center": {"lat": lat, "lon": lon}}


def sparql_server(*queue: tuple[int, bytes]) -> AbstractContextManager[Answers]:
    """A SPARQL server: it is asked in the field `query`."""
    return overpass_server(*queue, field="query")


def bindings_of(*rows: dict[str, str]) -> bytes:
    """An answer in the SPARQL 1.1 JSON results format; `item` is Q and a number."""
    found = [
        {
            name: {"type": "uri", "value": f"http://www.wikidata.org/entity/{value}"}
            if name in ("item", "access")
            else {"type": "literal", "value": value}
            for name, value in row.items()
        }
        for row in rows
    ]
    return json.dumps(
        {"head": {"vars": sorted({n for row in rows for n in row})}, "results": {"bindings": found}}
    ).encode()
