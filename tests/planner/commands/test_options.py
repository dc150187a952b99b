"""How a day is written on the command line, and what every command can answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click
import pytest

from planner.cli import main
from planner.commands import options
from planner.errors import Malformed
from planner.rules import RulePack


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("2027-05-10", date(2026, 11, 28), date(2027, 5, 10)),
        ("05-10", date(2026, 11, 28), date(2027, 5, 10)),
        ("5月10日", date(2026, 11, 28), date(2027, 5, 10)),
        ("２０２７年５月１０日", date(2026, 11, 28), date(2027, 5, 10)),
        ("05-10", date(2027, 5, 9), date(2027, 5, 10)),
        ("05-10", date(2027, 5, 10), date(2028, 5, 10)),
        ("12-31", date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_day_is_a_date_or_the_next_of_its_name(
    monkeypatch: pytest.MonkeyPatch, text: str, today: date, day: date
) -> None:
    monkeypatch.setattr(options, "today", lambda: today)
    assert options.read_date(text) == day


def test_a_trip_without_a_day_starts_in_a_fortnight(monkeypatch: pytest.MonkeyPatch, rules: RulePack) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2026, 12, 20))
    assert options.start_day(rules, None) == date(2027, 1, 3)


@pytest.mark.parametrize("text", ["", "10 May", "2027-13-01", "13-01", "02-30"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        options.read_date(text)


NO_ANSWER = {("compile",), ("serve",), ("worker",)}  # they do their work, or run until they are stopped


def commands(group: click.Group = main, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield (*names, name), command


def test_every_command_answers_as_json_too() -> None:
    answers = {
        words: any("--json" in option.opts for option in command.params if isinstance(option, click.Option))
        for words, command in commands()
    }
    assert len(answers) > 40
    assert {words for words, told in answers.items() if not told} == NO_ANSWER


def test_every_group_lists_what_its_commands_say_of_themselves() -> None:
    """The help of a group is read from docstrings, without importing a command."""
    for words, command in commands():
        group = main
        for word in words[:-1]:
            found = group.get_command(click.Context(group), word)
            assert isinstance(found, click.Group)
            group = found
        formatter = click.HelpFormatter(width=400)
        group.format_commands(click.Context(group), formatter)
        assert command.get_short_help_str(300) in formatter.getvalue()
