"""The workbench of railway planners: a project drawn, changed, checked and mended on one page."""

from flask import Blueprint

from routes.rail.workbench import (
    card,
    comparing,
    editing,
    inserting,
    listing,
    mending,
    page,
    panels,
    papers,
    steps,
    sweeping,
    trying,
)
from routes.rail.workbench.opening import Opened, opened
from routes.rail.workbench.words import minute_words

__all__ = ["Opened", "minute_words", "opened", "register"]


def register(bp: Blueprint) -> None:
    """The addresses of the workbench: what is looked at, and what each form of the page changes."""
    bp.add_url_rule("/workbench", "workbenches", listing.listed)
    bp.add_url_rule("/workbench", "new_workbench", listing.create, methods=["POST"])
    bp.add_url_rule("/workbench/file", "bring_workbench", listing.bring, methods=["POST"])
    bp.add_url_rule("/workbench/<project_id>", "workbench", page.show)
    bp.add_url_rule("/workbench/<project_id>/file", "export_workbench", listing.give)
    bp.add_url_rule("/workbench/<project_id>/compare", "compare_workbench", comparing.show)
    bp.add_url_rule("/workbench/<project_id>/sweep", "ask_sweep", sweeping.ask)
    bp.add_url_rule("/workbench/<project_id>/sweep", "submit_sweep", sweeping.submit_wish, methods=["POST"])
    bp.add_url_rule("/workbench/<project_id>/diagram.<kind>", "diagram_of_workbench", papers.diagram_file)
    bp.add_url_rule("/workbench/<project_id>/timetable.<kind>", "timetable_of_workbench", papers.timetable_file)
    bp.add_url_rule("/sweeps/<sweep_id>", "sweep", sweeping.show)
    sweeping.register_pages()
    for name, view in {
        "cells": editing.change_cells,
        "paste": editing.paste,
        "move": editing.move,
        "move_possession": editing.move_possession,
        "copy_train": card.copy_train,
        "add_train": editing.add_train,
        "change_train": editing.change_train,
        "remove_train": editing.remove_train,
        "conditions": editing.change_conditions,
        "assume": panels.assume,
        "mend": mending.mend_all,
        "take": inserting.take,
        "try": trying.try_move,
        "undo": steps.undo,
        "redo": steps.redo,
        "version": steps.version,
        "restore": steps.restore,
        "rename": steps.rename,
        "copy": steps.copy,
        "remove": steps.remove,
        "bring_back": steps.bring_back,
    }.items():
        address = f"/workbench/<project_id>/{name.replace('_', '-')}"
        bp.add_url_rule(address, f"{name}_workbench", view, methods=["POST"])
