"""Whatever is typed on the command line: a sentence in the language asked for, and never a traceback."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from planner.cli import main
from planner.commands import CliContext
from planner.commands.data import ages, calls, files, group, imports, maps, notes, photos
from planner.exchange.facts import tiled
from planner.facts import Facts
from planner.itinerary import columns, planning
from planner.itinerary.inputs import validated
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import ITINERARY_JSON, Infeasible, Reason, TripRequest
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.train import cruise
from tests.support.calendar import SPRING, SPRING_DAY
from tests.support.database import copied_database
from tests.support.effort import examples
from tests.support.facts import thinned
from tests.support.results import accepted

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))
ENDLESS = {("serve",), ("worker",), ("compile",)}  # run until they are stopped, compile for seconds
WHOLE = {("data", "load"), ("data", "report"), ("data", "check")}  # nothing to type, and all facts to read
GOOD = {
    "--theme": "nostalgia", "--from": "沈阳", "--days": "3", "--start": SPRING, "--arrive": "沈阳北@10:15",
    "--pin": "沈阳故宫博物院@2", "--must": "沈阳故宫博物院", "--edit": "slower", "--now": "1@10:00", "--city": "沈阳",
    "--through": "沈阳,大连", "--train": "K682", "calls": "沈阳@20:00", "words": "Y501: 沈阳@20:00 大连",
    "--possession": "沈阳-大连@0:00-4:00", "--assume": "沈阳:water=yes", "--wait-for": "K682@沈阳=15",
    "--delay": "enter-min=6", "--date": SPRING, "--flexible": "K682", "--own": "K682",
}  # fmt: skip
HOSTILE = (
    "", " ", "-1", "0", "9" * 400, "9" * 5000, "1e999", "nan", "½", "²", "\udcff", "💥" * 50, "x" * 5000,
    "%s{0}{name}", "../..", "@", "@@@", "::", "=", "-", "--", "甲站@25:99", "9999-12-31", "0001-01-01", "2月30日",
    "六十八", "瀋陽", "Jinzhou", "金州", "沈阳@10:15", "沈阳 -- 21:40", "沈阳:tracks=" + "9" * 5000,
    "沈阳/" + "9" * 5000, "enter-min=" + "9" * 5000, "K682@沈阳=999", "keep:沈阳故宫博物院",
    "pin:沈阳故宫博物院@99999999999", "2@14:30@没有", "--help", "，。！？", "\u202eabc", "a\nb",
    "２０２７年５月１０日", "二〇二七年五月十日", "大後天", "沈阳@21:30", "瀋陽北＠下午三点", "瀋陽故宮博物院",
    "十四天", "一百二十", "faster",
    "swap:瀋陽故宮博物院", "drop:", "keep:@2", "not_this_kind:中山公園", "第二天@晚上九点半",
    "沈阳故宫博物院@第二天@９：００", "05-10", "31", "二十一晚",
)  # fmt: skip
FILES = {
    "empty.json": b"", "deep.json": b"[" * 100_000, "list.json": b"[1, 2]", "null.json": b"null", "nul.csv": b"a\x00b",
    "gbk.csv": "站名,到点".encode("gbk"), "odd.csv": b"train,station,arrive,depart\nK1,\xff\xfe,,\n",
    "not.zip": b"PK\x03\x04x", "passings.json": b'{"passings": [{}], "calls": 1}', "text.txt": "甲站 -- 99:99".encode(),
    "calls.csv": "train,station,arrive,depart\nY1,大连,--,21:40\n".encode(),
    "trip.json": b'{"request": {}, "days": [], "proof": {}, "facts_digest": ""}',
}  # fmt: skip
TARGETS = (
    "out.csv",
    "nowhere/out.csv",
    "text.txt/out.csv",
    "",
    "x" * 5000,
    "\udcff",
)  # to write, and nowhere else


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    if isinstance(group, click.Group):
        ctx = click.Context(group)
        for name in group.list_commands(ctx):
            found = group.get_command(ctx, name)
            assert found is not None
            yield from commands(found, (*path, name))
    elif path not in ENDLESS | WHOLE:
        yield path, group


COMMANDS = dict(commands(main))


@pytest.fixture(scope="module")
def run(settings: Settings, facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Result]]:
    """Run words in a folder with odd files, on the real facts and a database of their own; trips that are all right are
    not planned, nor trains."""
    folder = tmp_path_factory.mktemp("fuzz")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SILVERWAY_DATABASE_URL", copied_database(settings, folder).database_url)
        patch.setattr(CliContext, "facts", lambda _: facts)
        tables = group.now(CliContext(Settings(), "zh", str))
        for module in (ages, files, imports, maps, notes, photos):
            patch.setattr(module, "now", lambda _: tables)
        patch.setattr(tiled, "PAUSE_S", 0)
        measure = calls.measure
        patch.setattr(calls, "measure", lambda facts, drawn, options: measure(facts, list(drawn)[:1], options))
        patch.setattr(maps, "ask_overpass", lambda *_: b'{"elements": []}')
        patch.setattr(maps, "ask_wikidata", lambda *_: b'{"results": {"bindings": []}}')
        patch.setattr(planning, "plan_trip", lambda facts, request, _: _only_read(validated, facts, request))
        patch.setattr(planning, "plan_or_explain", lambda facts, request, _: _only_read(validated, facts, request))
        patch.setattr(columns, "build_pool", lambda facts, request, _: _only_read(validated, facts, request))
        patch.setattr(cruise, "plan_cruises", lambda facts, request, *_: _only_read(cruise.validated, facts, request))
        patch.chdir(folder)
        yield lambda *words: CliRunner().invoke(main, list(words), input="")


def _only_read(read: Callable[[Facts, Any], object], facts: Facts, request: Any) -> Infeasible:
    read(facts, request)
    return Infeasible((Reason("no_way", {"city": "沈阳", "city_en": "Shenyang"}),))


def typed(param: click.Parameter) -> st.SearchStrategy[str]:
    """What may be typed for an option or an argument: good, bad and mad."""
    if isinstance(param.type, click.Path) and not param.type.exists:
        return st.sampled_from(TARGETS)
    good = [GOOD.get(param.opts[0], "3")]
    if isinstance(param.type, click.Choice):
        good = list(param.type.choices)
    mad = st.sampled_from((*HOSTILE, *FILES)) | st.text(
        st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12
    )
    return st.booleans().flatmap(lambda tame: st.sampled_from(good) if tame else mad)


@st.composite
def command_lines(draw: st.DrawFn, path: tuple[str, ...]) -> tuple[str, list[str]]:
    """A language, and the words of a command with some of its options."""
    language, words = draw(st.sampled_from(("zh", "en"))), list(path)
    for param in COMMANDS[path].params:
        if not ((param.required and draw(st.integers(0, 9))) or draw(st.integers(0, 2)) == 0):
            continue
        flag = isinstance(param, click.Option) and param.is_flag
        for _ in range(draw(st.integers(1, 2)) if param.multiple or param.nargs < 0 else 1):
            words += [param.opts[0]] if isinstance(param, click.Option) else []
            words += [] if flag else [draw(typed(param))]
    return language, ["--language", language, *words]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@effort(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(drawn=st.data())
def test_whatever_is_typed_is_answered(run: Callable[..., Result], path: tuple[str, ...], drawn: st.DataObject) -> None:
    language, words = drawn.draw(command_lines(path))
    answer = run(*words)
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code in (0, 1, 2)
    if answer.exit_code == 2:
        assert re.search("[\u4e00-\u9fff]" if language == "zh" else "[A-Za-z]{3}", answer.stderr), answer.stderr


@effort(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(
        st.sampled_from(("--language", "en", "fr", "--version", "plan", "trip", "nope", *HOSTILE)), max_size=4
    )
)
def test_whatever_comes_before_a_command_is_answered(run: Callable[..., Result], words: list[str]) -> None:
    answer = run(*words)
    assert answer.exception is None or isinstance(answer.exception, SystemExit)


@pytest.fixture(scope="module")
def trip_file(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A trip of two days in a file, and what is in it."""
    wish = TripRequest("nostalgia", "沈阳", 2, "gentle", SPRING_DAY)
    path = tmp_path_factory.mktemp("trip") / "trip.json"
    path.write_bytes(ITINERARY_JSON.dump_json(accepted(plan_trip(thinned(facts, 1), wish, SolveOptions()))))
    return path, path.read_bytes()


EDITS = ("swap", "drop", "keep", "not_this_kind", "pin", "slower", "faster", "undo", "", "保留")
MOMENTS = ("1@10:00", "第二天@下午三点", "2@23:59", "3@10:00", "1@25:00", "１@０９:３０", "2@14:30@没有")


@pytest.mark.thorough
@effort(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(drawn=st.data())
def test_whatever_is_changed_is_answered(
    run: Callable[..., Result], trip_file: tuple[Path, bytes], drawn: st.DataObject
) -> None:
    path, content = trip_file
    path.write_bytes(content)
    visits = [
        item["place"]["name"] for day in json.loads(content)["days"] for item in day["items"] if "hours_known" in item
    ]
    place = st.sampled_from(
        (*visits, visits[0] + "@2", visits[0] + "@第一天", "沈阳故宫博物院", "瀋陽故宮博物院", "没有", "")
    )
    edit = st.builds(lambda kind, name: f"{kind}:{name}" if name else kind, st.sampled_from(EDITS), place)
    language = drawn.draw(st.sampled_from(("zh", "en")))
    words = [word for text in drawn.draw(st.lists(edit, max_size=3)) for word in ("--edit", text)]
    now = drawn.draw(st.none() | st.sampled_from(MOMENTS))
    answer = run("--language", language, "trip", "change", str(path), *words, *(("--now", now) if now else ()))
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exc_info
    assert answer.exit_code in (0, 2)
    if answer.exit_code == 2:
        assert re.search("[\u4e00-\u9fff]" if language == "zh" else "[A-Za-z]{3}", answer.stderr), answer.stderr
        return
    changed = path.read_bytes()
    back = run("--language", language, "trip", "undo", str(path))
    if changed != content:
        assert back.exit_code == 0
        assert {**json.loads(path.read_bytes()), "contacts": None} == {**json.loads(content), "contacts": None}
