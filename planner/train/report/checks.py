"""Verdicts and paths in words and as JSON: what the `silverway train check` and `insert` commands say."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from planner.clock import clock_text
from planner.language import Translate
from planner.rules import RulePack
from planner.sentences import N_, remedy_sentence, violation_sentence
from planner.train.check import CheckResult, TogetherResult, Unchecked
from planner.violations import Violation

if TYPE_CHECKING:
    from planner.train.insertion import FoundPath, Obstacle

UNCHECKED = {
    "freight": N_("货物列车：没有公布"),
    "throats": N_("站内进路：两端咽喉区怎样交叉没有资料，同时接车、发车会不会互相挡没有核对"),
    "length": N_("站台够不够长：没有写编组辆数（cars）"),
    "crew": N_("乘务时间：没有写在哪里换乘务（crew）"),
    "possessions": N_("天窗：没有公布，也没有写"),
    "calendar": N_("哪些车不是天天开：没有公布，也没有写；旅游列车（Y 字头）撞上了只算说不准，别的按天天开算"),
    "crossing_stations": N_("会让：{where}是很长的单线，中间哪里能会让没有资料，撞上了只算说不准"),
    "tracks": N_("股道够不够：{where}的股道数不知道"),
    "platform_m": N_("站台够不够长：{where}的站台长度不知道"),
    "step_free_train": N_("有没有台阶：{where}不知道"),
    "servicing": N_("上水吸污：{where}之间的车站能不能上水吸污不知道"),
}
ONLY_PUBLISHED = N_(
    "只和公布的客车核对过，都当作天天开；旅游列车（Y 字头）哪些天开没有公布。货车、股道、站内进路、天窗的资料不公开。"
)
HELPS = {
    "depart_earlier": N_("从{where}早开 {minutes} 分钟"),
    "depart_later": N_("从{where}晚开 {minutes} 分钟"),
    "arrive_later": N_("到{where}晚 {minutes} 分钟"),
    "stay_longer": N_("在{where}多停 {minutes} 分钟"),
    "headway": N_("追踪间隔少 {minutes} 分钟"),
    "train": N_("挪开 {where} 次"),
}


def check_lines(found: CheckResult, rules: RulePack, language: str, _: Translate) -> list[str]:
    """Clashes first, the largest first, then what could be better or is in doubt, then what was not checked."""
    hard = [v for v in found.violations if v.hard]
    soft = [v for v in found.violations if not v.hard]
    lines = [_("发现 {count} 处冲突。").format(count=len(hard)) if hard else _("没有发现冲突。")]
    lines += [_line(v, rules, language, _) for v in sorted(hard, key=lambda v: -v.excess)]
    if soft:
        lines += ["", _("还可以更好，或者说不准：")]
        lines += [_line(v, rules, language, _) for v in sorted(soft, key=lambda v: -v.excess)]
    lines += ["", _("没有核对，因为不知道：")]
    lines += ["  " + _(UNCHECKED[u.what]).format(where=u.where) for u in found.unchecked]
    return lines


def check_json(found: CheckResult, rules: RulePack, language: str, _: Translate) -> str:
    """The same, to be read by a program; `sentence` and `remedy` are for people."""
    return json.dumps(_check(found, rules, language, _), ensure_ascii=False, indent=2)


def together_lines(found: TogetherResult, rules: RulePack, language: str, _: Translate) -> list[str]:
    """The trains against each other first, then each as `check_lines`."""
    count = len({(name, str(v.values["train"])) for name, v in found.between if v.hard})
    lines = [
        _("{trains} 趟新车放在一起：{count} 对互相冲突。").format(trains=len(found.trains), count=count)
        if count
        else _("{trains} 趟新车放在一起：互相没有冲突。").format(trains=len(found.trains))
    ]
    for name, violation in sorted(found.between, key=lambda one: (not one[1].hard, -one[1].excess)):
        lines.append(f"  {name}  {_line(violation, rules, language, _).strip()}")
    for name, result in found.trains.items():
        lines += ["", name, *("  " + line if line else "" for line in check_lines(result, rules, language, _))]
    return lines


def together_json(found: TogetherResult, rules: RulePack, language: str, _: Translate) -> str:
    """The same, to be read by a program."""
    return json.dumps(
        {
            "trains": {name: _check(result, rules, language, _) for name, result in found.trains.items()},
            "between": [{"of": name, **violation_json(v, rules, language, _)} for name, v in found.between],
        },
        ensure_ascii=False,
        indent=2,
    )


def _check(found: CheckResult, rules: RulePack, language: str, _: Translate) -> dict[str, Any]:
    return {
        "violations": [violation_json(v, rules, language, _) for v in found.violations],
        "unchecked": unchecked_json(found.unchecked),
    }


def violation_json(v: Violation, rules: RulePack, language: str, _: Translate) -> dict[str, Any]:
    """What is wrong, to be read by a program; `sentence` and `remedy` are for people."""
    return {
        "rule": v.rule,
        "where": v.where,
        "excess": v.excess,
        "unit": v.unit,
        "hard": v.hard,
        "values": v.values,
        "sentence": violation_sentence(v, rules, language, _),
        "remedy": remedy_sentence(v, _),
    }


def path_lines(paths: Sequence[FoundPath], _: Translate, unknown: Sequence[Unchecked] = ()) -> list[str]:
    """Each path with its calls, waits and what speaks for it; then what is `unknown` of them."""
    lines: list[str] = []
    for number, path in enumerate(paths, 1):
        journey = path.journey_s // 60
        lines.append(
            _("第 {number} 条：全程 {hours} 小时 {minutes} 分，{room}，经{lines}").format(
                number=number,
                hours=journey // 60,
                minutes=journey % 60,
                room=_room(path.buffer_s, _),
                lines=_("、").join(path.lines),
            )
        )
        lines += path_table(path, _)
        lines.append("")
    if any(path.waits for path in paths):
        lines.append(_("待避的车站当作有空股道；股道没有公布。"))
    return [*lines, *unknown_lines(unknown, _)]


def unknown_lines(unknown: Sequence[Unchecked], _: Translate) -> list[str]:
    """A sentence on what is unknown of all paths, and one for each long section of single track."""
    return [_(ONLY_PUBLISHED), *long_single_lines(unknown, _)]


def long_single_lines(unknown: Sequence[Unchecked], _: Translate, name: Callable[[str], str] = str) -> list[str]:
    """A sentence for each section on which nobody knows where trains cross."""
    said = _("{where}是很长的单线，中间哪里能会让没有资料，这里当作中间不能会让。")
    return [said.format(where=name(u.where)) for u in unknown if u.what == "crossing_stations"]


def _room(buffer_s: int | None, _: Translate) -> str:
    if buffer_s is None:
        return _("前后三小时内没有别的车")
    return _("离别的车最少再宽 {minutes} 分 {seconds} 秒").format(minutes=buffer_s // 60, seconds=buffer_s % 60)


def path_table(path: FoundPath, _: Translate) -> list[str]:
    """The calls and waits of a path, with their times in whole minutes, seconds cut off, and kilometres."""
    lines = []
    for place, passing in enumerate(path.passings):
        if place in path.calls or (passing.station in path.waits and passing.depart_s > passing.arrive_s):
            arrive = clock_text(passing.arrive_s // 60, "mark") if place else "--"
            depart = clock_text(passing.depart_s // 60, "mark") if place < len(path.passings) - 1 else "--"
            waits = "" if place in path.calls else _("待避")
            lines.append(f"  {passing.station:　<6}{arrive:>9}{depart:>9}{passing.km:>8.0f} km  {waits}".rstrip())
    return lines


def paths_json(paths: Sequence[FoundPath], unknown: Sequence[Unchecked] = ()) -> str:
    """All stations of each path, seconds from 00:00 of the first day, and what was not checked."""
    found = {"paths": [path_json(path) for path in paths], "unchecked": unchecked_json(unknown)}
    return json.dumps(found, ensure_ascii=False, indent=2)


def no_path_lines(found: Obstacle, _: Translate) -> list[str]:
    """Why there is no path, and what would help."""
    lines = [
        _("没有找到运行线。最远到{station}，最早 {clock}。").format(
            station=found.station, clock=clock_text(found.reached_s // 60, "mark")
        )
    ]
    if found.by:
        lines.append(_("前面挡着的：{trains}。").format(trains=_("、").join(found.by)))
    if found.helps:
        lines.append(_("改其中一条就行："))
        lines += ["  " + _(HELPS[h.kind]).format(where=h.where, minutes=h.minutes) for h in found.helps]
    else:
        lines.append(_("只改一条还不行，请放宽几条时间。"))
    return lines


def _line(violation: Violation, rules: RulePack, language: str, _: Translate) -> str:
    return "  " + violation_sentence(violation, rules, language, _) + remedy_sentence(violation, _)


def unchecked_json(unchecked: Sequence[Unchecked]) -> list[dict[str, str]]:
    """What could not be checked, and where."""
    return [{"what": u.what, "where": u.where} for u in unchecked]


def path_json(path: FoundPath) -> dict[str, Any]:
    """All stations of a path and what speaks for it; `timetable` is a file that `silverway train check` reads."""
    last = len(path.passings) - 1
    return {
        "journey_s": path.journey_s,
        "buffer_s": path.buffer_s,
        "close": path.close,
        "near": list(path.near),
        "lines": list(path.lines),
        "waits": list(path.waits),
        "stations": [
            {
                "station": p.station,
                "arrive_s": p.arrive_s,
                "depart_s": p.depart_s,
                "km": p.km,
                "line": p.line,
                "call": number in path.calls,
            }
            for number, p in enumerate(path.passings)
        ],
        "timetable": {
            "calls": [
                {
                    "station": p.station,
                    **({"arrive": clock_text(p.arrive_s // 60, "mark")} if number else {}),
                    **({"depart": clock_text(p.depart_s // 60, "mark")} if number < last else {}),
                }
                for number, p in enumerate(path.passings)
            ]
        },
    }
