"""People who want to be called about a trip: for the members of the office that is asked, and the
site's operators for what nobody else is asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner import sharing
from planner.errors import Unknown
from planner.saved import load_itinerary, load_train
from planner.sharing import KEPT_DAYS, enquiries_waiting
from routes.agency.choose import trip_title
from routes.presenters import train_name
from routes.state import session
from routes.visitor import for_all_logged_in, for_role, visitor


@for_all_logged_in
def enquiries() -> ResponseReturnValue:
    """All that wait, the oldest first."""
    with session() as db:
        rows = []
        for enquiry in enquiries_waiting(db, visitor()):
            rows.append((enquiry, *_about(db, enquiry.trip)))
    page = render_template("agency/enquiries.html", rows=rows, kept_days=KEPT_DAYS)
    return page, {"Cache-Control": "private, no-store"}


def _about(db: Session, key: str) -> tuple[str, str]:
    """What a trip or a train is called, and where it is to be seen; a key alone if it is gone."""
    try:
        return trip_title(load_itinerary(db, key)), url_for("seniors.trip", trip_id=key)
    except Unknown:
        pass
    try:
        return train_name(load_train(db, key)), url_for("seniors.train", train_id=key)
    except Unknown:
        return key, ""


@for_role("planner", "owner", "operator")
def forget(enquiry_id: str) -> ResponseReturnValue:
    """The call was made: delete what was written."""
    with session() as db:
        there = sharing.forget(db, enquiry_id, visitor())
    flash(_("删除了。") if there else _("它已经不在了：客人撤回了，或者别人处理过了。"))
    return redirect(url_for("agency.enquiries"), 303)
