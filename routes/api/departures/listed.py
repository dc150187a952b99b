"""Departures of the office: listed, opened, read, removed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Response, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from planner.booking import offer_of, places_of
from planner.clock import today
from planner.errors import Unknown
from planner.language import N_
from planner.product import TakenTrain, take_over, take_train
from planner.saved import list_departures, quotes_of
from planner.sharing import enquiry_waiting
from routes.addresses import outside
from routes.agency.departures import departure_of_enquiry, departure_of_trip, remove_unbooked
from routes.agency.desk import Desk, open_desk
from routes.agency.enquiries import place_of
from routes.agency.sale.actions import departure_on
from routes.agency.steps import steps_of
from routes.agency.train.offered import departure_by_train
from routes.api.answers import PageQuery, answer, cursor_to, made, nothing, once, read_cursor, refused, who
from routes.api.blueprint import operation
from routes.api.departures.models import (
    BerthsTaken,
    DepartureHead,
    DeparturePage,
    DeparturePath,
    DepartureState,
    DepartureWish,
    OfferState,
    OtherDate,
    StepHead,
    TakenBerths,
)
from routes.presenters import problem
from routes.state import session


@operation("get", "/departures", N_("本单位的团期"), "departures:read", {200: DeparturePage})
def read_departures(query: PageQuery) -> Response:
    """Departures of the office, the last changed first."""
    with session() as db:
        rows = list_departures(db, who())
    keys = [f"{row.changed_at.isoformat()} {row.id}" for row in rows]
    behind = read_cursor(query.cursor, 1)[0] if query.cursor else ""
    left = [number for number, key in enumerate(keys) if not behind or key < behind]
    shown = left[: query.limit]
    return answer(
        DeparturePage(
            items=[
                DepartureHead(
                    id=row.id, address=url_for("api.read_departure", departure_id=row.id),
                    title=str(row.inputs.get("title", "")), created_at=row.created_at, changed_at=row.changed_at,
                    revision=row.revision,
                )
                for row in (rows[number] for number in shown)
            ],
            next=cursor_to(keys[shown[-1]]) if len(left) > len(shown) else None,
        )
    )  # fmt: skip


@operation("post", "/departures", N_("开一个团期"), "departures:write", {201: DepartureState})
def open_departure(body: DepartureWish) -> Response:
    """Of a trip, of an enquiry (one about a departure that is sold gets places there), or by a published train."""
    asked = [text for text in (body.trip, body.enquiry, body.train) if text]
    if len(asked) != 1:
        return refused({"trip": _("trip、enquiry、train 里写一样，只写一样。")})
    return once(lambda db: _opened(db, body), _departure_opened)


def _opened(db: Session, body: DepartureWish) -> str:
    if body.train:
        return departure_by_train(
            db, body.train, body.day or date.min, {str(kind): count for kind, count in body.berths.items()}
        )
    if not body.enquiry:
        return departure_of_trip(db, who(), body.trip)
    about_offer = enquiry_waiting(db, body.enquiry, who()).offer is not None
    return place_of(db, body.enquiry) if about_offer else departure_of_enquiry(db, who(), body.enquiry)


def _departure_opened(departure_id: str) -> Response:
    return made(url_for("api.read_departure", departure_id=departure_id), departure_data(open_desk(departure_id)))


@operation("get", "/departures/<departure_id>", N_("一个团期"), "departures:read", {200: DepartureState})
def read_departure(path: DeparturePath) -> Response:
    """All its inputs as they stand, its steps, and which versions of its quote there are. No names of travellers."""
    return answer(departure_data(open_desk(path.departure_id)))


@operation("delete", "/departures/<departure_id>", N_("删一个团期"), "departures:write", {204: None})
def remove_departure(path: DeparturePath) -> Response:
    """Refused (409) if anybody has booked it; close it then."""
    if not remove_unbooked(path.departure_id):
        detail = _("这个团期有预订，不能删。可以在“对外收客”里不再收客。")
        return problem(_("请检查一下"), detail, 409)
    return nothing()


@operation(
    "post", "/departures/<departure_id>/dates", N_("同样的团另开一天"), "departures:write", {201: DepartureState}
)
def open_other_date(path: DeparturePath, body: OtherDate) -> Response:
    """All its inputs on another day, none of its people, bookings and quotes."""
    desk = open_desk(path.departure_id)
    if desk.train is not None:
        return refused({"start": _("列车的团，另一个日子要在“铁路公布的列车”里另订铺位。")})
    if body.start <= today():
        return refused({"start": _("出发日期请写今天以后的日子，例如 2027-05-11。")})
    return once(lambda db: departure_on(db, who(), desk, body.start), _departure_opened)


@operation(
    "put", "/departures/<departure_id>/train", N_("团期的列车：换铺位，照新的时刻"), "departures:write",
    {200: DepartureState},
)  # fmt: skip
def change_taken_train(path: DeparturePath, body: BerthsTaken) -> Response:
    """Take other numbers of berths, or go by a newer version of the train."""
    desk = open_desk(path.departure_id)
    if desk.train is None:
        raise Unknown("departure", path.departure_id)
    share = desk.train.share
    with session() as db:
        if body.version is not None:
            take_over(db, who(), path.departure_id, body.version)
        else:
            berths = {str(kind): count for kind, count in body.berths.items()}
            take_train(db, who(), path.departure_id, share.train, share.day, berths)
    return answer(departure_data(open_desk(path.departure_id)))


def departure_data(desk: Desk) -> DepartureState:
    """A departure as the API tells it."""
    file = desk.file
    with session() as db:
        versions = [row.version for row in quotes_of(db, file.id, who())]
        offer = _offer(db, file.id)
    return DepartureState(
        id=file.id, created_at=file.created_at, changed_at=file.changed_at, revision=file.revision,
        inputs=file.inputs, quotes=versions, train=_berths(desk.train) if desk.train else None, offer=offer,
        steps=[StepHead(name=each.name, label=_(each.label), state=each.state(desk)) for each in steps_of(desk)],
    )  # fmt: skip


def _offer(db: Session, departure_id: str) -> OfferState | None:
    offer = offer_of(db, departure_id)
    if offer is None:
        return None
    places = places_of(db, offer, datetime.now(UTC))
    return OfferState(
        address=outside("seniors.departure", offer_id=offer.id), is_open=offer.is_open, first_day=offer.first_day,
        last_day=offer.last_day, least=offer.least, most=offer.most, held=places.held, confirmed=places.confirmed,
        waiting=places.waiting, left=dict(places.left),
    )  # fmt: skip


def _berths(taken: TakenTrain) -> TakenBerths:
    share = taken.share
    return TakenBerths(
        published=share.train, number=taken.train.number, day=share.day, berths=share.taken, version=share.version,
        newest=taken.train.version,
    )  # fmt: skip
