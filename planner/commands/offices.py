"""`silverway office`: offices, and links by which their members, and the site's operators, come in."""

from __future__ import annotations

import json

import click

from planner.accounts import (
    OFFICE_KINDS,
    SCOPES,
    USUAL_TOKEN_DAYS,
    create_office,
    disable,
    drop_factor,
    enable,
    invite,
    load_member,
    load_office,
    make_token,
    members_of,
    offer_reset,
    offices,
    revoke_token,
    tokens_of,
)
from planner.commands.context import CliContext, cli_context
from planner.commands.options import Whole, WholeRange, as_json
from planner.errors import Unknown
from planner.language import N_
from planner.migrate import migrate
from planner.store import transaction

WHO = "silverway"  # of what the command line does
OPERATORS = "site"
KINDS = {"agency": N_("旅行社"), "bureau": N_("铁路局")}


@click.group()
def office() -> None:
    """单位：旅行社、铁路局，和它们的人。Agencies, railway bureaus, and who works there."""


@office.command("create")
@click.argument("name")
@click.option("--kind", type=click.Choice(OFFICE_KINDS), default="agency", show_default=True, help="哪一种。Which.")
@click.option("--licence", default="", help="许可证号。Licence number.")
@click.option("--phone", default="", help="电话。Telephone.")
@as_json
@click.pass_context
def create(ctx: click.Context, name: str, kind: str, licence: str, phone: str, as_json: bool) -> None:
    """加一个单位，给第一位负责人做一个链接。Add an office; a link for its first owner."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        made = create_office(session, kind, name, licence, phone)
        token = invite(session, made.id, "owner", WHO)
    if as_json:
        click.echo(json.dumps({"office": made.id, "name": made.name, "link": _link(here, token)}, ensure_ascii=False))
    else:
        click.echo(here.say("加好了：{name}（{id}）。").format(name=made.name, id=made.id))
        _hand_over(here, token)


@office.command("list")
@as_json
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """有哪些单位，各有谁；最后是管理网站的人。Offices and their members; the site's operators last."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        found = [(one.id, one.kind, one.name, members_of(session, one.id)) for one in offices(session)]
        found.append((OPERATORS, "", here.say("管理网站的人"), members_of(session, None)))
    if as_json:
        told = [
            {
                "office": key, "kind": kind or None, "name": name if kind else None,
                "members": [{"name": one.name, "role": one.role, "disabled": bool(one.disabled_at)} for one in members],
            }
            for key, kind, name, members in found
        ]  # fmt: skip
        click.echo(json.dumps({"offices": told}, ensure_ascii=False))
        return
    for key, kind, name, members in found:
        click.echo(f"{name} ({key}){' · ' + here.say(KINDS[kind]) if kind else ''}")
        for one in members:
            click.echo(f"  {one.name} · {one.role}{' · ' + here.say('停用了') if one.disabled_at else ''}")


@office.command("invite")
@click.argument("name")
@click.option("--role", default=None, help="viewer, planner, owner；默认 planner。Default: planner.")
@as_json
@click.pass_context
def invite_(ctx: click.Context, name: str, role: str | None, as_json: bool) -> None:
    """做一个链接，请人进一个单位；site 是管理网站的人。A link to join an office; `site`: the operators."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        key = None if name == OPERATORS else load_office(session, name).id
        token = invite(session, key, role or ("planner" if key else "operator"), WHO)
    _tell(here, token, as_json)


@office.command("reset")
@click.argument("member")
@as_json
@click.pass_context
def reset(ctx: click.Context, member: str, as_json: bool) -> None:
    """做一个链接，给忘了密码的人。A link to choose a new password."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        token = offer_reset(session, load_member(session, member), WHO)
    _tell(here, token, as_json)


@office.command("disable")
@click.argument("member")
@as_json
@click.pass_context
def disable_(ctx: click.Context, member: str, as_json: bool) -> None:
    """停用一个人：登录着的地方都退出；存的东西都在。Nobody logs in under that name; what was saved stays."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        disable(session, load_member(session, member))
    said = here.say("停用了：{name}。").format(name=member)
    click.echo(json.dumps({"disabled": member}, ensure_ascii=False) if as_json else said)


@office.command("enable")
@click.argument("member")
@as_json
@click.pass_context
def enable_(ctx: click.Context, member: str, as_json: bool) -> None:
    """重新启用。Let a disabled member log in again."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        enable(load_member(session, member))
    said = here.say("启用了：{name}。").format(name=member)
    click.echo(json.dumps({"enabled": member}, ensure_ascii=False) if as_json else said)


@office.command("second-step-off")
@click.argument("member")
@as_json
@click.pass_context
def second_step_off(ctx: click.Context, member: str, as_json: bool) -> None:
    """关掉一个人登录的第二步：手机和备用码都丢了。The password alone is asked for again."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        drop_factor(session, load_member(session, member))
    said = here.say("{name} 登录只要密码了。").format(name=member)
    click.echo(json.dumps({"second_step": False, "member": member}, ensure_ascii=False) if as_json else said)


@office.group("token")
def token() -> None:
    """给别的程序用的令牌。Tokens for other programs."""


@token.command("create")
@click.argument("name")
@click.option("--for", "purpose", required=True, help="做什么用，一个名字。What it is for, a name.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="能做什么；不写就都行。Default: all.")
@click.option("--days", default=USUAL_TOKEN_DAYS, show_default=True, type=Whole("天"), help="能用几天。Days.")
@as_json
@click.pass_context
def create_token(
    ctx: click.Context, name: str, purpose: str, scopes: tuple[str, ...], days: int, as_json: bool
) -> None:
    """给一个单位做一个令牌，只显示这一次。A token of an office, shown this once."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        row, secret = make_token(session, load_office(session, name).id, purpose, scopes or SCOPES, days, WHO)
    if as_json:
        told = {"id": row.id, "token": secret, "scopes": row.scopes.split(), "expires_at": row.expires_at.isoformat()}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(here.say("只显示这一次，请存好："))
    click.echo(secret)
    click.echo(here.say("能用到 {day}，用途：{scopes}。").format(day=row.expires_at.date(), scopes=row.scopes))


@token.command("list")
@click.argument("name")
@as_json
@click.pass_context
def list_tokens(ctx: click.Context, name: str, as_json: bool) -> None:
    """一个单位有哪些令牌。The tokens of an office."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        found = tokens_of(session, load_office(session, name).id)
    if as_json:
        told = [
            {
                "id": one.id, "name": one.name, "scopes": one.scopes.split(), "made_by": one.made_by,
                "expires_at": one.expires_at.isoformat(), "used_at": one.used_at and one.used_at.isoformat(),
            }
            for one in found
        ]  # fmt: skip
        click.echo(json.dumps({"tokens": told}, ensure_ascii=False))
        return
    for one in found:
        line = here.say("{number} {name}：{scopes}，能用到 {day}")
        click.echo(line.format(number=one.id, name=one.name, scopes=one.scopes, day=one.expires_at.date()))


@token.command("revoke")
@click.argument("name")
@click.argument("number", type=WholeRange(1))
@as_json
@click.pass_context
def revoke_token_(ctx: click.Context, name: str, number: int, as_json: bool) -> None:
    """收回一个令牌，马上不能用了。Revoke a token, at once."""
    here = _ready(ctx)
    with transaction(here.settings.database_url) as session:
        if not revoke_token(session, load_office(session, name).id, number):
            raise Unknown("token", str(number))
    said = here.say("收回了：{number}。").format(number=number)
    click.echo(json.dumps({"revoked": number}) if as_json else said)


def _ready(ctx: click.Context) -> CliContext:
    here = cli_context(ctx)
    migrate(here.settings)
    return here


def _link(here: CliContext, token: str) -> str:
    return f"{here.settings.public_url}/office/join/{token}"


def _tell(here: CliContext, token: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"link": _link(here, token)}))
    else:
        _hand_over(here, token)


def _hand_over(here: CliContext, token: str) -> None:
    click.echo(here.say("把这个链接交给本人，只能用一次："))
    click.echo(_link(here, token))
    if not here.settings.public_url:
        click.echo(here.say("前面加上网站的地址，例如 http://127.0.0.1:5061。"))
