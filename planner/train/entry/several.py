"""New trains to be inserted together, as somebody writes them: lines, a CSV table or JSON; all of it or nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from planner.catalog import Station
from planner.errors import BadValue, SilverwayError
from planner.language import Translate
from planner.sentences import N_, error_sentence, fault_sentence
from planner.text import Faults, heading, read_json, read_rows
from planner.train.check import Possession
from planner.train.entry.train_file import BadCase, read_text
from planner.train.entry.train_spec import read_stock
from planner.train.insertion import PathRequest, read_call_wishes

EXAMPLE = N_("Y501: 甲站@20:30-23:00 乙站/5-20 丙站@-08:00")
MOST_NAME = 12
HEADINGS = {
    heading(name): column
    for column, names in (("train", "train 车次 列车"), ("calls", "calls 停站 停站顺序"), ("stock", "stock 车底"))
    for name in names.split()
}


@dataclass(frozen=True)
class SharedConditions:
    """What holds for all new trains: as in `planner.train.insertion.request.PathRequest`."""

    away: str = ""
    assumes: tuple[str, ...] = ()
    possessions: tuple[Possession, ...] = ()


class _NewTrain(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    train: str
    calls: list[str]
    stock: str = "25G"


_NEW_TRAINS: TypeAdapter[list[_NewTrain]] = TypeAdapter(list[_NewTrain])


def read_new_trains_file(
    path: Path, stations: Mapping[str, Station], shared: SharedConditions, _: Translate
) -> dict[str, PathRequest]:
    """The trains of a file: JSON (a list of train, calls, stock), a table (columns train, calls, perhaps stock), or
    lines; see `read_new_trains`."""
    text = read_text(path, _)
    if text.lstrip()[:1] in ("{", "["):
        return _requests(_from_json(text, _), stations, shared, _)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if ":" not in unicodedata.normalize("NFKC", first):
        return _requests(_from_csv(text, path.name, _), stations, shared, _)
    return read_new_trains(text.splitlines(), stations, shared, _)


def read_new_trains(
    lines: Iterable[str],
    stations: Mapping[str, Station],
    shared: SharedConditions,
    _: Translate,
    say: Callable[[SilverwayError], str] | None = None,
) -> dict[str, PathRequest]:
    """A train a line, as `Y501: 甲站@20:30-23:00 乙站/5-20 丙站@-08:00`: its name, then its calls as
    `planner.train.insertion.request.read_call_wishes`; `Y501 25T: …` names other stock. `shared` holds for all.

    `say` says what is wrong with a call, if it is to be said otherwise than usual.

    Raises
    ------
    BadCase
        With every fault; nothing of it is used.
    """
    rows: list[tuple[int, str, str, str]] = []
    bad: list[str] = []
    for number, raw in enumerate(lines, 1):
        line = unicodedata.normalize("NFKC", raw).strip()
        if not line:
            continue
        head, colon, calls = line.partition(":")
        words = head.split()
        if not colon or "@" in head or not 1 <= len(words) <= 2:
            bad.append(
                _("第 {n} 行：先写车次和冒号，再写要停的站，例如 {example}。").format(n=number, example=_(EXAMPLE))
            )
        else:
            rows.append((number, words[0], calls, words[1] if len(words) == 2 else "25G"))
    if bad:
        raise BadCase(bad)
    return _requests(rows, stations, shared, _, say)


def _requests(
    rows: Iterable[tuple[int, str, str, str]],
    stations: Mapping[str, Station],
    shared: SharedConditions,
    _: Translate,
    say: Callable[[SilverwayError], str] | None = None,
) -> dict[str, PathRequest]:
    found: dict[str, PathRequest] = {}
    bad: list[str] = []
    for number, name, calls, stock in rows:
        name = name.strip().upper()
        try:
            if not name or len(name) > MOST_NAME or name in found:
                raise BadCase(
                    [_("车次要写，不超过 {most} 个字，不能重复：“{name}”。").format(most=MOST_NAME, name=name)]
                )
            top_kmh = read_stock(stock)
            found[name] = PathRequest(
                read_call_wishes(calls.split(), stations),
                top_kmh,
                away=shared.away,
                assumes=shared.assumes,
                possessions=shared.possessions,
            )
        except SilverwayError as wrong:
            bad.append(_("第 {n} 行：{what}").format(n=number, what=say(wrong) if say else error_sentence(wrong, _)))
        except BadCase as wrong:
            bad.append(_("第 {n} 行：{what}").format(n=number, what=wrong.sentences[0]))
    if bad:
        raise BadCase(bad)
    return found


def _from_csv(text: str, name: str, _: Translate) -> list[tuple[int, str, str, str]]:
    faults = Faults()
    rows = read_rows(text.encode(), name, ("train", "calls"), faults, HEADINGS)
    if faults.found:
        raise BadCase([fault_sentence(fault, _) for fault in faults.found])
    return [(number, row["train"], row["calls"], row.get("stock") or "25G") for number, row in rows]


def _from_json(text: str, _: Translate) -> list[tuple[int, str, str, str]]:
    try:
        trains = _NEW_TRAINS.validate_python(read_json(text))
    except BadValue as bad:
        raise BadCase([_(bad.why).format(**bad.values)]) from None
    except ValidationError:
        raise BadCase(
            [_('JSON 要写成 [{"train": "Y501", "calls": ["甲站@20:30", "乙站"], "stock": "25G"}]。')]
        ) from None
    return [(number, one.train, " ".join(one.calls), one.stock) for number, one in enumerate(trains, 1)]
