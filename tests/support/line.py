"""A line to the site that can be held up or give nothing but faults, as lines to villages do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Line:
    """Passes on what it hears. While `state` is held, new connections hear nothing; while broken, 502."""

    def __init__(self, port: int) -> None:
        self.state: Literal["open", "held", "broken"] = "open"
        self._port = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def close(self) -> None:
        with suppress(OSError):  # not every system calls it connected
            self._door.shutdown(socket.SHUT_RDWR)  # wakes the listener, which closing alone does not
        self._door.close()
        self._listener.join(5)
        self.cut()

    def cut(self) -> None:
        """End every connection there is, so that the next request makes a new one."""
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):  # the other side may be gone
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            self._ends.append(near)
            if self.state == "open":
                far = socket.create_connection(("127.0.0.1", self._port))
                self._ends.append(far)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()
            elif self.state == "broken":
                threading.Thread(target=_refuse, args=(near,), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    try:
        while heard := one.recv(65536):
            other.sendall(heard)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def _refuse(near: socket.socket) -> None:
    try:
        near.recv(65536)
        near.sendall(BAD_GATEWAY)
        near.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to a site on this machine."""
    line = Line(int(address.rsplit(":", 1)[1]))
    yield line
    line.close()
