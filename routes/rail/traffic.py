"""The traffic that timetables are tested against: which trains run through a section and when, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import DAY_MIN
from planner.sentences import N_
from planner.train.infrastructure import Link, running_errors, running_table
from planner.train.traffic import gap_counts, published_traffic, traffic
from planner.train.types import GAPS, Run
from routes.formatters import own_name
from routes.state import rail

GAP_WORDS = {
    "doubtful_train": N_("整趟车可疑：有一段快得不可能，或者两趟车混在了一起"),
    "outside": N_("在本网络以外"),
    "time_missing": N_("缺开点或到点"),
    "time_order": N_("到点不晚于开点"),
    "no_way": N_("线路资料里两站不相连"),
    "other_way": N_("公布的里程和最快的走法对不上"),
    "too_fast": N_("快得不可能"),
}
SHOWN = 300  # legs left out on one page


@dataclass(frozen=True)
class TrafficRow:
    """A train in a section, by the clock of a day."""

    train: str
    origin: str
    target: str
    enter_min: int
    leave_min: int
    enter_published: bool
    leave_published: bool


def show() -> str:
    """Lines and their sections; one section's trains through the day; the legs left out, of one kind if asked for."""
    facts = rail()
    network = running_table(facts).network
    lines = sorted({line for link in network.links if not link.high_speed for line in link.lines})
    line = request.args.get("line", "")
    sections = [(n, link) for n, link in enumerate(network.links) if line in link.lines and not link.high_speed]
    chosen = request.args.get("section", type=int)
    section = next((link for number, link in sections if number == chosen), None)
    kind = request.args.get("gap", "")
    return render_template(
        "rail/traffic.html",
        lines=lines,
        line=line,
        sections=[(number, _section_words(facts, link)) for number, link in sections],
        chosen=chosen if section else None,
        heading=_section_words(facts, section) if section else "",
        passages=_passages(facts, chosen) if section and chosen is not None else [],
        gap=kind if kind in GAPS else "",
        gaps=[gap for gap in traffic(facts).gaps if gap.kind == kind],
        counts=gap_counts(facts),
        legs=traffic(facts).legs,
        words={name: _(text) for name, text in GAP_WORDS.items()},
        errors=running_errors(facts),
        station=lambda name: own_name(facts.stations[name]) if name in facts.stations else name,
        most=SHOWN,
    )


def _passages(facts: RailFacts, link: int) -> list[TrafficRow]:
    names = running_table(facts).network.names
    found = [_passage(names, run) for run in published_traffic(facts) if run.link == link]
    return sorted(found, key=lambda p: (p.enter_min, p.train))


def _passage(names: tuple[str, ...], run: Run) -> TrafficRow:
    return TrafficRow(
        run.train,
        names[run.origin],
        names[run.target],
        run.enter_s // 60 % DAY_MIN,
        run.leave_s // 60 % DAY_MIN,
        run.enter_published,
        run.leave_published,
    )


def _section_words(facts: RailFacts, link: Link) -> str:
    names = running_table(facts).network.names
    one, other = (own_name(facts.stations[names[end]]) for end in (link.one, link.other))
    return f"{one} – {other}"
