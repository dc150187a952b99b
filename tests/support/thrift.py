"""What the site does dearly on purpose or anew for each site that is made, done cheaply or once in a run of tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.environment import Environment
from werkzeug.routing import Rule

from planner.accounts import members

REAL_HASHER = members._HASHER  # to be tested once, and put aside


class Compiled(BytecodeCache):
    """Templates as this process compiled them, for all sites it makes."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (found := self.kept.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def be_thrifty() -> None:
    """For the whole process: passwords are hashed weakly, templates and addresses compiled once."""
    members._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    _keep_templates(Compiled())
    _keep_addresses()


def _keep_templates(compiled: Compiled) -> None:
    make = Flask.create_jinja_environment

    @wraps(make)
    def environment(app: Flask) -> Environment:
        made = make(app)
        made.bytecode_cache = compiled
        return made

    Flask.create_jinja_environment = environment  # type: ignore[assignment,method-assign]


def _keep_addresses() -> None:
    """What builds the addresses of a rule depends on its text alone; most of making a site is compiling it."""
    make, made = Rule._compile_builder, dict[tuple[object, ...], Callable[..., Any]]()

    @wraps(make)
    def builder(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
        if rule.defaults or rule.host or rule.subdomain:
            return make(rule, append_unknown)
        key = (rule.rule, rule.merge_slashes, append_unknown)
        if key not in made:
            made[key] = make(rule, append_unknown)
        return made[key]

    Rule._compile_builder = builder  # type: ignore[method-assign]
