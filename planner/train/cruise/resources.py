"""What a planned silver train needs from the railway: crews, servicing, tracks to stand on, and what the lines cost."""

from __future__ import annotations

from dataclasses import dataclass

from planner.facts import Facts
from planner.language import Translate
from planner.rules import RulePack
from planner.sentences import N_
from planner.train.cruise.track_access import TrackAccess, passed_links, track_access
from planner.train.types import Call, Cruise

LONG_CALL_MIN = 240
FACTS = {
    "stabling": N_("整列车停放一天"),
    "water": N_("上水"),
    "sewage": N_("吸污"),
    "step_free": N_("不走台阶上下车"),
}


@dataclass(frozen=True)
class Duty:
    """What one crew drives: from stop to stop, in minutes."""

    origin: str
    target: str
    minutes: int


@dataclass(frozen=True)
class Needs:
    """`unknown`: the calls by day of which nobody knows a fact, by fact; `lacking`: those known or said not to have it.

    `access` is None if the facts know the way no more.
    """

    duties: tuple[Duty, ...]
    unknown: dict[str, tuple[str, ...]]
    lacking: dict[str, tuple[str, ...]]
    access: TrackAccess | None


def cruise_needs(facts: Facts, cruise: Cruise) -> Needs:
    """All of it for one train."""
    sights = [call for call in cruise.calls if call.purpose == "sight"]
    try:
        access = track_access(facts, passed_links(facts.rail, cruise.passings))
    except LookupError:
        access = None
    return Needs(tuple(_duties(cruise)), _calls_with(sights, None), _calls_with(sights, "no"), access)


def needs_lines(needs: Needs, rules: RulePack, _: Translate) -> list[str]:
    """The same as plain lines."""
    duties = _("；").join(
        _("{origin}到{target} {minutes} 分钟").format(origin=d.origin, target=d.target, minutes=d.minutes)
        for d in needs.duties
    )
    said = _("机车乘务 {count} 班，每班不超过 {hours} 小时：{duties}。哪些站能换乘务没有资料。")
    lines = [said.format(count=len(needs.duties), hours=f"{rules.number('crew-hours'):g}", duties=duties)]
    for fact, word in FACTS.items():
        if needs.lacking[fact]:
            said = _("{fact}：{stations}没有。")
            lines.append(said.format(fact=_(word), stations=_("、").join(needs.lacking[fact])))
        if needs.unknown[fact]:
            said = _("{fact}：{stations}查不到，要问车站。")
            lines.append(said.format(fact=_(word), stations=_("、").join(needs.unknown[fact])))
    if needs.access is not None:
        said = _("线路使用费估算：约 {yuan} 元（最低 {least}，最高 {most}）。按旧单价假定，不含牵引、车辆和乘务。")
        yuan = needs.access
        values = {"yuan": yuan.yuan, "least": yuan.least_yuan, "most": yuan.most_yuan}
        lines.append(said.format(**{name: f"{value:,}" for name, value in values.items()}))
    return lines


def _duties(cruise: Cruise) -> list[Duty]:
    """A crew drives from one long call, or change of crew, to the next."""
    found, begun = list[Duty](), cruise.calls[0]
    for call in cruise.calls[1:]:
        if call.arrive is None or begun.depart is None:
            continue
        stands = (call.depart or call.arrive) - call.arrive
        if call is cruise.calls[-1] or call.purpose == "crew" or stands > LONG_CALL_MIN:
            found.append(Duty(begun.station, call.station, call.arrive - begun.depart))
            begun = call
    return found


def _calls_with(sights: list[Call], value: str | None) -> dict[str, tuple[str, ...]]:
    return {fact: tuple(call.station for call in sights if getattr(call, fact) == value) for fact in FACTS}
