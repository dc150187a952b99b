"""The first step of a departure that goes by a train: berths, stops, what each group does ashore, what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner import product
from planner.booking import all_bookings
from planner.errors import OutOfRange, Unknown
from planner.product import (
    BERTHS,
    GROUP_WORDS,
    changed_calls,
    changes_for,
    load_version,
    most_berths,
    take_over,
)
from planner.sentences import N_, error_sentence
from routes.agency import trip
from routes.agency.desk import Desk, DeskStep, StepAnswers, open_desk
from routes.agency.train.offered import asked_berths
from routes.agency.train.trip import ashore_name, own_ashore
from routes.agency.train.words import berth_price, berth_word, change_lines
from routes.forms import plain
from routes.presenters import changed_call_words, stop_on_day_words
from routes.state import session
from routes.visitor import visitor

LONGEST = 200


def context(desk: Desk) -> dict[str, Any]:
    """The train as it was taken, and what is new."""
    taken = desk.train
    if taken is None:
        return {"stops": ()}
    with session() as db:
        most = most_berths(db, taken.train, taken.product, taken.share.day, taken.share)
        booked = sum(each.booked.people for each in all_bookings(db, desk.file.id) if each.status == "confirmed")
    own, share = own_ashore(taken, desk.file.inputs), taken.share.taken
    changes = changes_for(taken.share, taken.product, taken.newest)
    return {
        "stops": [
            (stop_on_day_words(call), call.stands_min if call.is_long else 0, [
                (ashore_name(key, group), _(words), own[key].get(group) or call.ashore.get(group, ""))
                for group, words in GROUP_WORDS.items() if call.is_long
            ])
            for key, call in taken.product.by_stop().items()
        ],
        "berths": [
            (kind, berth_word(kind), share.get(kind, 0), most.get(kind, 0), berth_price(berth.fen))
            for kind in BERTHS if (berth := taken.product.berth(kind))
        ],
        "train_changes": list(change_lines(changes)) if taken.is_behind else [],
        "booked": booked,
        "since": _since(desk),
        "message": _message(desk, changed_call_words(changes.calls) or _since(desk)),
        "short": max(0, (desk.party.people if desk.party else 0) - sum(share.values())),
        "ends_on": desk.trip.days[-1].date if desk.trip else None,
    }  # fmt: skip


def _since(desk: Desk) -> list[str]:
    """What is no longer as it was when the berths were taken."""
    taken = desk.train
    if taken is None or taken.share.version == taken.share.first_version:
        return []
    with session() as db:
        first = load_version(db, taken.train.id, taken.share.first_version).product()
    return changed_call_words(changed_calls(first, taken.product))


def _message(desk: Desk, changed: list[str]) -> str:
    """What guests may be sent; "" if the times are as they were."""
    if not changed:
        return ""
    parts = [_("您好，“%(title)s”的火车时间改了。", title=desk["title"]), *(f"{words}{_('。')}" for words in changed)]
    if desk["quote.phone"]:
        parts.append(_("有事请打旅行社：%(phone)s。", phone=desk["quote.phone"]))
    return "\n".join(parts)


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """Title and head count as of any departure, and what groups do ashore; what the railway wrote is not kept twice."""
    answers = trip.read(desk, {name: text for name, text in sent.items() if name in ("title", "group.people")})
    changes, errors = dict(answers.changes), dict(answers.errors)
    for key, call in desk.train.product.by_stop().items() if desk.train else ():
        for group in GROUP_WORDS:
            name = ashore_name(key, group)
            if name in sent and call.is_long:
                text = " ".join(plain(sent[name]).split())
                changes[name] = text if text and text != call.ashore.get(group, "") else None
                if len(text) > LONGEST:
                    errors[name] = _("最多写 %(most)s 个字。", most=LONGEST)
    return StepAnswers(changes, errors)


def change_train(departure_id: str) -> ResponseReturnValue:
    """Go by the newest version, or take other numbers of berths."""
    desk, who = open_desk(departure_id), visitor()
    if desk.train is None:
        raise Unknown("published_train", departure_id)
    share = desk.train.share
    try:
        with session() as db:
            if request.form.get("act") == "over":
                take_over(db, who, departure_id, request.form.get("version", type=int) or 0)
                flash(_("照新的时刻了。请告诉客人，再出一版报价单，重新公布。"))
            else:
                product.take_train(db, who, departure_id, share.train, share.day, asked_berths(request.form))
                flash(_("铺位改好了。"))
    except OutOfRange as error:
        flash(error_sentence(error, _))
    return redirect(url_for("agency.step", departure_id=departure_id, name="train"), 303)


def state(desk: Desk) -> str:
    """Which train, or that it was changed."""
    if desk.train is None:
        return ""
    if desk.train.is_behind:
        return _("铁路改了，请看")
    return _("%(train)s 次，%(n)s", train=desk.train.product.number,
             n=ngettext("%(num)d 个铺位", "%(num)d 个铺位", sum(desk.train.share.taken.values())))  # fmt: skip


TRAIN: DeskStep = DeskStep(
    "train", N_("列车"), "agency/train.html", context, read, state, trip.input_name,
    fits=lambda desk: desk.train is not None,
)  # fmt: skip
