"""Two hundred clients that book at once, cancel half of what they got and book again, on SQLite and on PostgreSQL.

python -m benchmarks.bookings [CLIENTS]: a thread each over twenty processes, so that each has a connection of its own,
and each presses its button twice.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from cryptography.fernet import Fernet

from planner.booking import HOLDING, Booker, Units, all_bookings, book, cancel, taken_by
from planner.migrate import migrate
from planner.saved import Seal, load_travellers
from planner.settings import Settings
from planner.store import engine_for, transaction
from tests.support.bookings import ME, sold
from tests.support.postgres import Server

PROCESSES, ROOMS = 20, 20
PAIR = Units(2, twin=1)


def main(clients: int) -> None:
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory() as folder:
        _tell("SQLite", Settings(database_url=f"sqlite:///{Path(folder) / 'sold.db'}", data_key=key), clients)
    server = Server.new(("max_connections=250",))
    try:
        server.execute("CREATE DATABASE sold")
        _tell("PostgreSQL", Settings(database_url=server.url("sold"), data_key=key), clients)
    finally:
        server.remove()


def _tell(name: str, settings: Settings, clients: int) -> None:
    migrate(settings)
    departure = sold(settings, most=2 * ROOMS, quotas={"twin": ROOMS})
    began, processes = time.monotonic(), min(PROCESSES, clients)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        work = [pool.submit(_clients, settings, departure, range(n, clients, processes)) for n in range(processes)]
        waits = sorted(seconds for part in work for seconds in part.result())
    with transaction(settings.database_url) as session:
        found = all_bookings(session, departure)
        statuses = Counter(each.status for each in found)
        taken = taken_by(each.booked for each in found if each.status in HOLDING)
        people = len(load_travellers(session, departure, Seal(settings)).travellers)
    print(
        f"{name}: {clients} clients, {len(waits)} presses in {time.monotonic() - began:.1f} s; "
        f"median {1000 * statistics.median(waits):.0f} ms, longest {1000 * waits[-1]:.0f} ms\n"
        f"  {dict(sorted(statuses.items()))}; {taken['people']} people in {taken['twin']} twin rooms "
        f"of {2 * ROOMS} and {ROOMS}; {people} on the list, {2 * statuses['confirmed']} confirmed"
    )
    sound = (
        taken["twin"] <= ROOMS and taken["people"] <= 2 * ROOMS and people == 2 * statuses["confirmed"],
        len(found) == clients + (clients + 1) // 2,  # however often each was sent
    )
    if not all(sound):
        sys.exit("overbooked, or booked twice")


def _clients(settings: Settings, departure: str, numbers: range) -> list[float]:
    engine_for(settings.database_url)  # one for all threads
    with ThreadPoolExecutor(len(numbers)) as pool:
        return [seconds for part in pool.map(partial(_client, settings, departure), numbers) for seconds in part]


def _client(settings: Settings, departure: str, number: int) -> list[float]:
    """Book twice with the same key; every second client then cancels and books anew. Seconds of each press."""
    seal, waits = Seal(settings), []

    def press(key: str) -> str:
        began = time.monotonic()
        with transaction(settings.database_url) as session:
            contact = Booker(f"客人{number}", "+86 138 0000 1234")
            want: Literal["option", "confirmed"] = "confirmed" if number % 4 == 0 else "option"
            made = book(session, departure, ME, seal, key, contact, PAIR, want=want).id
        waits.append(time.monotonic() - began)
        return made

    first = press(f"a{number}")
    if press(f"a{number}") != first:
        raise RuntimeError("the same form was booked twice")
    if number % 2:
        return waits
    began = time.monotonic()
    with transaction(settings.database_url) as session:
        cancel(session, departure, ME, seal, first)
    waits.append(time.monotonic() - began)
    press(f"b{number}")
    return waits


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
