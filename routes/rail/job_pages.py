"""Where the jobs of trains lead: a planned train, several trains inserted at once, and back to the wish."""

from __future__ import annotations

from typing import Any

from flask import url_for

from planner.jobs import SEVERAL_WISH_JSON, Job
from planner.saved import CRUISE_REQUEST_JSON
from planner.sentences import N_
from routes.jobs import JobPages, register
from routes.rail.forms.train import answers_of

STEPS = {
    "days": N_("正在看每个城市白天可以游玩什么……"),
    "choose": N_("正在挑停哪些城市，看夜里怎么走……"),
    "others": N_("第一个方案排好了，正在说明为什么没有停别的城市。另外的方案随后就来……"),
}


def register_pages() -> None:
    """Have the jobs of a train and of several trains shown."""
    register("train", JobPages(_train, _to_the_wish, STEPS))
    register("several", JobPages(_several, _to_the_texts))


def _train(train_id: str, _way: str | None) -> str:
    return url_for("rail.train", train_id=train_id)


def _several(several_id: str, _way: str | None) -> str:
    return url_for("rail.several", several_id=several_id)


def _to_the_wish(job: Job, _way: str | None) -> str:
    answers: dict[str, Any] = dict(answers_of(CRUISE_REQUEST_JSON.validate_json(job.payload)))
    return url_for("rail.ask_train", **answers)


def _to_the_texts(job: Job, _way: str | None) -> str:
    typed: dict[str, Any] = dict(SEVERAL_WISH_JSON.validate_json(job.payload).texts)
    return url_for("rail.ask_several", **typed)
