"""The step of a departure for what the rules ask of the agency: kept already, to be seen to, or advice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.package import AgencyDuty, duties_of
from planner.sentences import N_
from routes.agency.cost import ledger_on
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.forms import plain

DONE = "duty."  # inputs: what somebody wrote about a rule that was seen to
LONGEST = 100
STATUS = {"met": N_("排团时已做到"), "todo": N_("请您办理"), "advice": N_("建议")}
TRUST = {
    "primary": N_("读过原文"), "secondary": N_("据转述"),
    "general knowledge": N_("行业常识，待核实"), "ours": N_("本站自定"),
}  # fmt: skip


def context(desk: Desk) -> dict[str, Any]:
    """The rules that concern the departure, those to be seen to first."""
    found = duties_on(desk)
    standards = desk.facts.rules.standards
    used = dict.fromkeys(duty.rule.standard for duty in found if duty.rule.standard)
    return {
        "duties": [
            (duty, f"{DONE}{duty.rule.id}", count_words(duty), _(STATUS[duty.status]), _(TRUST[duty.rule.trust]))
            for duty in found
        ],
        "superseded": [(old, standards[old.successor]) for old in map(standards.__getitem__, used) if old.successor],
        "open": sum(is_open(desk, duty) for duty in found),
    }


def duties_on(desk: Desk) -> tuple[AgencyDuty, ...]:
    """The duties of a departure; none while its trip or its people are not known."""
    ledger = ledger_on(desk)
    if ledger is None or desk.trip is None or desk.party is None:
        return ()
    return duties_of(desk.facts.rules, desk.trip, desk.party, ledger, desk.group)


def is_open(desk: Desk, duty: AgencyDuty) -> bool:
    """Is it still to be seen to?"""
    return duty.status == "todo" and not desk[f"{DONE}{duty.rule.id}"]


def count_words(duty: AgencyDuty) -> str:
    """How many it concerns."""
    return {
        "people": ngettext("%(num)d 人", "%(num)d 人", duty.count),
        "coach": ngettext("%(num)d 辆车", "%(num)d 辆车", duty.count),
        "room": ngettext("%(num)d 间", "%(num)d 间", duty.count),
    }[duty.unit]


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """What was written about each rule."""
    known = {f"{DONE}{key}" for key in desk.facts.rules.rules}
    changes = {name: plain(text) or None for name, text in sent.items() if name in known}
    long = [name for name, text in changes.items() if text and len(text) > LONGEST]
    return StepAnswers(changes, {name: _("最多写 %(most)s 个字。", most=LONGEST) for name in long})


def state(desk: Desk) -> str:
    """How many rules are still to be seen to."""
    found = duties_on(desk)
    if not found:
        return _("有行程和人数后列出")
    left = sum(is_open(desk, duty) for duty in found)
    return ngettext("还有 %(num)d 件", "还有 %(num)d 件", left) if left else _("都办了")


def input_name(desk: Desk, name: str) -> str:
    """What people call an input of this step."""
    rule = desk.facts.rules.rules.get(name.removeprefix(DONE))
    return rule.zh if rule else name


DUTIES = DeskStep("duties", N_("要办的事"), "agency/duties.html", context, read, state, input_name)
