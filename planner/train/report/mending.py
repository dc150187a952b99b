"""Mended trains in words and as JSON: what was moved, by how much and why, or what stands in the way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from planner.language import Translate
from planner.rules import RulePack
from planner.sentences import N_, remedy_sentence, violation_sentence
from planner.train.mend import Block, Mended, Move, NotMended
from planner.train.report.checks import violation_json

BLOCKS = {
    "train": N_("{name} 次"),
    "new": N_("新车 {name}"),
    "possession": N_("天窗（{name}）"),
    "tracks": N_("{name}的股道"),
    "window": N_("{name}白天停靠的时间"),
    "crew": N_("到{name}为止的乘务时间"),
}
_MOVES = {
    ("whole", True): N_("整趟车晚开 {minutes} 分钟"),
    ("whole", False): N_("整趟车早开 {minutes} 分钟"),
    ("stop", True): N_("在{station}多停 {minutes} 分钟"),
    ("stop", False): N_("在{station}少停 {minutes} 分钟"),
}
StationName = Callable[[str], str]


def mended_summary(found: Mended, _: Translate) -> str:
    """How much was moved, and whether it could be less."""
    if not found.cleared:
        return _("没有发现冲突，不用改。")
    if found.proven:
        text = _("改好了 {count} 处冲突：一共挪 {minutes} 分钟，不能再少了。")
    else:
        text = _("改好了 {count} 处冲突：一共挪 {minutes} 分钟；不可能少于 {bound} 分钟（差 {gap}）。")
    return text.format(count=len(found.cleared), minutes=found.minutes, bound=found.bound, gap=f"{found.gap:.0%}")


def move_words(move: Move, _: Translate, station: StationName = str) -> str:
    """What is done, and what it keeps clear of."""
    kind = "whole" if move.station is None else "stop"
    said = _(_MOVES[kind, move.minutes > 0]).format(
        minutes=abs(move.minutes), station=station(move.station) if move.station else ""
    )
    why = _("、").join(block_words(block, _, station) for block in move.why)
    return _("{move}，避开：{why}。").format(move=said, why=why) if why else said + _("。")


def block_words(block: Block, _: Translate, station: StationName = str) -> str:
    """What has to be kept clear of."""
    named = "".join(part if part in "–>" else station(part) for part in re.split("([–>])", block.name))
    return _(BLOCKS[block.kind]).format(name=block.name if block.kind in ("train", "new") else named)


def mended_lines(found: Mended, rules: RulePack, language: str, _: Translate) -> list[str]:
    """What was moved and why, then the conflicts there were, each with both trains."""
    lines = [mended_summary(found, _)]
    lines += [f"  {_train(move.train)}{move_words(move, _)}" for move in found.moves]
    if found.cleared:
        lines += ["", _("原来的冲突：")]
        lines += [f"  {_train(name)}{violation_sentence(v, rules, language, _)}" for name, v in found.cleared]
    if found.doubts:
        lines += ["", _("说不准是不是冲突的，没有为它们挪：")]
        lines += [f"  {_train(name)}{violation_sentence(v, rules, language, _)}" for name, v in found.doubts]
    return lines


def not_mended_lines(found: NotMended, rules: RulePack, language: str, _: Translate) -> list[str]:
    """What no shift mends, or what would have to be out of the way."""
    if found.faults:
        lines = [_("没有改：有 {count} 处问题挪时间改不好，请先改这些：").format(count=len(found.faults))]
        return lines + [
            f"  {_train(name)}{violation_sentence(v, rules, language, _)}{remedy_sentence(v, _)}"
            for name, v in found.faults
        ]
    return not_mended_words(found, _)


def not_mended_words(found: NotMended, _: Translate, station: StationName = str) -> list[str]:
    """What would have to be out of the way, train by train."""
    if not found.blocks:
        return [_("没有改：算到上限也没有找到挪法，也没有证明没有。请放宽每趟车最多挪的分钟数。")]
    lines = [
        _("没有改：每处最多挪 {most} 分钟，避不开所有冲突。挡在前面的至少有这几样，去掉它们就能改好：").format(
            most=found.most_min
        )
    ]
    return lines + [f"  {_train(name)}{block_words(block, _, station)}" for name, block in found.blocks]


def mended_json(found: Mended, rules: RulePack, language: str, _: Translate) -> str:
    """The same, with the new times, to be read by a program."""
    return json.dumps(
        {
            "mended": True,
            "minutes": found.minutes,
            "bound": found.bound,
            "proven": found.proven,
            "gap": round(found.gap, 6),
            "moves": [
                {"train": m.train, "from": m.station, "minutes": m.minutes, "why": [_block(b) for b in m.why],
                 "sentence": move_words(m, _)}
                for m in found.moves
            ],
            "cleared": [{"of": name, **violation_json(v, rules, language, _)} for name, v in found.cleared],
            "doubts": [{"of": name, **violation_json(v, rules, language, _)} for name, v in found.doubts],
            "trains": {
                name: [{"station": c.station, "arrive": c.arrive, "depart": c.depart} for c in spec.calls]
                for name, spec in found.trains.items()
            },
        },
        ensure_ascii=False,
        indent=2,
    )  # fmt: skip


def not_mended_json(found: NotMended, rules: RulePack, language: str, _: Translate) -> str:
    """The same, to be read by a program."""
    return json.dumps(
        {
            "mended": False,
            "most_min": found.most_min,
            "faults": [{"of": name, **violation_json(v, rules, language, _)} for name, v in found.faults],
            "blocks": [{"of": name, **_block(block)} for name, block in found.blocks],
        },
        ensure_ascii=False,
        indent=2,
    )


def _block(block: Block) -> dict[str, str]:
    return {"kind": block.kind, "name": block.name}


def _train(name: str) -> str:
    return f"{name}  " if name else ""
