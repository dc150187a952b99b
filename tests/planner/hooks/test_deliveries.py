"""What happened is told to a real server, signed, again until it answers, and to nobody else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from planner.accounts import create_office, holder_of
from planner.errors import OutOfRange
from planner.hooks import (
    GIVEN_UP_AFTER,
    MOST_WEBHOOKS,
    Delivery,
    Webhook,
    add_webhook,
    deliveries_of,
    drop_webhook,
    forget_deliveries,
    note_event,
    send_again,
    signature,
)
from planner.hooks.records import KEPT
from planner.jobs import Runner
from planner.jobs.deliveries import submit_deliveries
from planner.jobs.job_types import JOB_TYPES
from planner.jobs.records import claim, enqueue, finish
from planner.saved import Seal
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.violations import Checked
from tests.support.database import empty_database
from tests.support.jobs import wait_for


@dataclass
class Receiver:
    """A server that answers as it is told, and keeps what it was sent."""

    url: str
    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            here.got.append((dict(self.headers.items()), body))
            self.send_response(here.answers.pop(0) if here.answers else 204)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Receiver(f"http://localhost:{server.server_address[1]}/hook")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def own(tmp_path: Path, backend: str) -> Settings:
    key = "" if backend == "sqlite" else "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    return replace(empty_database(tmp_path, backend), webhook_hosts="localhost", data_key=key)


def hooked(session: Session, own: Settings, url: str, *events: str, office: str = "甲社") -> tuple[str, str]:
    """An office with a webhook; its id and the webhook's secret."""
    key = create_office(session, "agency", office).id
    return key, add_webhook(session, key, url, events, "li", Seal(own), {"localhost"})[1]


def told(own: Settings) -> list[Delivery]:
    with transaction(own.database_url) as session:
        hook = session.exec(select(Webhook)).first()
        return deliveries_of(session, hook) if hook else []  # of the first office


def test_a_job_that_ended_is_told_signed_and_only_to_its_office(own: Settings, receiver: Receiver) -> None:
    with transaction(own.database_url) as session:
        office, secret = hooked(session, own, receiver.url, "job.ended")
        hooked(session, own, receiver.url, "job.ended", office="乙社")  # is told nothing
        enqueue(session, "trip", "{}", holder=holder_of(office))
        enqueue(session, "others", "{}", holder=holder_of(office))  # nobody waits for it
    for _ in range(2):
        with transaction(own.database_url) as session:
            job = claim(session, "x")
            assert job is not None
            finish(session, job.id, "x", "result")
    runner = Runner(own)
    runner.start()
    wait_for(lambda: [each.state for each in told(own)] == ["delivered"])
    runner.stop()
    ((headers, body),) = receiver.got
    sent = json.loads(body)
    assert (sent["event"], sent["data"]["kind"], sent["data"]["result"]) == ("job.ended", "trip", "result")
    at = int(headers["Silverway-Signature"].removeprefix("t=").partition(",")[0])
    assert headers["Silverway-Signature"] == signature(secret, at, body)
    assert headers["Silverway-Delivery"] == sent["id"]
    assert abs(at - datetime.now(UTC).timestamp()) < 3600
    with transaction(own.database_url) as session:
        assert secret not in session.exec(select(Webhook.sealed)).first()  # type: ignore[operator]


def test_what_does_not_come_is_sent_later_each_time_and_given_up_at_last(own: Settings, receiver: Receiver) -> None:
    receiver.answers += [500, 302, *[503] * (GIVEN_UP_AFTER - 2)]
    with transaction(own.database_url) as session:
        hooked(session, own, receiver.url, "train.published")
        note_event(session, None, "train.published", {"train": "x"})
    waits = []
    for _ in range(GIVEN_UP_AFTER):
        tried = datetime.now(UTC)
        work(own)
        (row,) = told(own)
        waits.append((row.next_at - tried).total_seconds() if row.next_at else None)
        make_due(own)
    assert len(receiver.got) == GIVEN_UP_AFTER  # a redirect is not followed
    assert waits[-1] is None
    known = [each for each in waits if each is not None]
    assert known == sorted(known)
    assert (row.state, row.status, row.attempts) == ("given_up", 503, GIVEN_UP_AFTER)
    work(own)
    assert len(receiver.got) == GIVEN_UP_AFTER
    with transaction(own.database_url) as session:
        send_again(session, session.exec(select(Webhook)).one(), row.id)
    work(own)
    assert told(own)[0].state == "delivered"
    assert len({body for _headers, body in receiver.got}) == 1  # the same each time, by one id


def test_nobody_there_and_an_inner_address_are_told_as_troubles(own: Settings, receiver: Receiver) -> None:
    with transaction(own.database_url) as session:
        office, _secret = hooked(session, own, receiver.url.replace("/hook", ""), "job.ended")
        session.execute(update(Webhook).values(url="http://localhost:9/"))
        note_event(session, office, "job.ended", {})
    work(own)
    assert told(own)[0].trouble == "NewConnectionError"
    make_due(own)
    work(replace(own, webhook_hosts=""))  # the site's owner thought better of it
    assert told(own)[0].trouble == "https"
    assert receiver.got == []


def test_an_office_has_so_many_for_events_there_are(own: Settings) -> None:
    with transaction(own.database_url) as session:
        office, _secret = hooked(session, own, "https://shop.example/", "job.ended")
        with pytest.raises(OutOfRange):
            add_webhook(session, office, "https://shop.example/", (), "li", Seal(own))
        for _ in range(MOST_WEBHOOKS - 1):
            add_webhook(session, office, "https://shop.example/", ("job.ended",), "li", Seal(own))
        with pytest.raises(OutOfRange):
            add_webhook(session, office, "https://shop.example/", ("job.ended",), "li", Seal(own))
        note_event(session, office, "job.ended", {})
        note_event(session, office, "booking.made", {})
        assert len(session.exec(select(Delivery)).all()) == MOST_WEBHOOKS
        drop_webhook(session, office, session.exec(select(Webhook.id)).first() or 0)
        assert len(session.exec(select(Delivery)).all()) == MOST_WEBHOOKS - 1
        forget_deliveries(session, datetime.now(UTC) + KEPT + timedelta(seconds=1))
        assert session.exec(select(Delivery)).all() == []


def work(own: Settings) -> None:
    """What runners do with what is due, once."""
    with transaction(own.database_url) as session:
        submit_deliveries(session)
        job = claim(session, "x")
    if job is None:
        return
    kind = JOB_TYPES[job.kind]
    answer = kind.compute(own, kind.request.validate_json(job.payload), SolveOptions())
    assert isinstance(answer, Checked)
    with transaction(own.database_url) as session:
        finish(session, job.id, "x", kind.save(session, answer.result, (), None, job.holder))


def make_due(own: Settings) -> None:
    with transaction(own.database_url) as session:
        now = datetime.now(UTC)
        session.execute(update(Delivery).where(col(Delivery.next_at).is_not(None)).values(next_at=now))
