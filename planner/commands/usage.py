"""What is wrong with how a command was written, in the language of its output."""

from __future__ import annotations

import re
from typing import IO, Any

import click

from planner.language import Translate

_QUOTED = re.compile("'(.*)'", re.DOTALL)


class BadUsage(click.ClickException):
    """A command that cannot be read, with one sentence on what to mend."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def bad_usage(error: click.ClickException, _: Translate) -> BadUsage:
    """The error with a sentence of ours, and where the options are told."""
    ctx = getattr(error, "ctx", None)
    sentence = _sentence(error, _)
    if ctx is None:
        return BadUsage(sentence)
    return BadUsage(_("{sentence}全部选项见 {command} --help。").format(sentence=sentence, command=ctx.command_path))


def no_text(_: Translate) -> BadUsage:
    """An argument whose bytes are no text, which Python has as lone surrogates."""
    return BadUsage(_("命令里有认不出的字。请用 UTF-8 再写一次。"))


def unusable_file(error: OSError, _: Translate) -> str:
    """A file that cannot be read or written; which one is not always known."""
    if error.filename is None:
        return _("磁盘满了，写不进去。请腾出地方，再试一次。")
    return _unusable(error.filename, error.strerror or str(error), _)


def _unusable(file: str, why: str, _: Translate) -> str:
    return _("打不开或写不了“{file}”：{why}。").format(file=file, why=why)


def _sentence(error: click.ClickException, _: Translate) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return _("还要写 {option}。").format(option=_named(param))
        case click.NoSuchOption(option_name=name, possibilities=near):
            sentence = _("没有 {option} 这个选项。").format(option=name)
            return sentence + (_("是不是 {near}？").format(near=_("、").join(near)) if near else "")
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices)) as param):
            shown = _("、").join(map(str, choices))
            return _("{option} 可以选：{choices}。").format(option=_named(param), choices=shown)
        case click.BadParameter(param=click.Parameter(type=click.Path() | click.File())):
            quoted = _QUOTED.search(error.message)
            return _("打不开“{file}”。请检查文件名。").format(file=quoted[1] if quoted else "")
        case click.FileError(ui_filename=name):
            return _unusable(name, error.message, _)
        case click.BadOptionUsage(option_name=name):
            return _("{option} 的写法不对：后面要写一个值，或者不能写值。").format(option=name)
    if isinstance(error, click.UsageError) and isinstance(getattr(error.ctx, "command", None), click.Group):
        quoted = _QUOTED.search(error.message)
        return _("没有“{name}”这条命令。").format(name=quoted[1] if quoted else "")
    if type(error) is click.UsageError and (extra := re.search(r"\((.*)\)", error.message, re.DOTALL)):
        return _("多写了：{words}。").format(words=extra[1])
    return error.message


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.metavar or str(param.name).upper()
