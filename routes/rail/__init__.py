"""For railway planners: a timetable, checked against the real traffic."""

from flask import Blueprint

from routes.rail import (
    compare,
    conflicts,
    delays,
    diagram,
    download,
    drawing,
    enter,
    insert,
    job_pages,
    mending,
    product,
    scenarios,
    several,
    together,
    traffic,
    trains,
    workbench,
)
from routes.rail.insert import StationRow
from routes.rail.save_scenario import Saving

__all__ = ["Saving", "StationRow", "bp"]

bp = Blueprint("rail", __name__, url_prefix="/rail")
bp.add_app_template_filter(drawing.drawn)
bp.add_url_rule("/", "enter", enter.enter)
bp.add_url_rule("/trains", "ask_train", trains.ask)
bp.add_url_rule("/trains", "submit_train", trains.submit_wish, methods=["POST"])
bp.add_url_rule("/trains/<train_id>", "train", trains.show)
bp.add_url_rule("/trains/<train_id>/others", "find_alternatives", trains.find_alternatives, methods=["POST"])
bp.add_url_rule("/trains/<train_id>/delays", "delays", delays.show)
bp.add_url_rule("/trains/<train_id>/<format_>", "download", download.download)
bp.add_url_rule("/traffic", "traffic", traffic.show)
bp.add_url_rule("/clashes", "conflicts", conflicts.show)
bp.add_url_rule("/diagram", "diagram", diagram.show)
bp.add_url_rule("/diagram.<format_>", "diagram_file", diagram.download)
bp.add_url_rule("/insert", "insert", insert.ask)
bp.add_url_rule("/insert", "find", insert.find, methods=["POST"])
bp.add_url_rule("/several", "ask_several", several.ask)
bp.add_url_rule("/several", "submit_several", several.submit_wish, methods=["POST"])
bp.add_url_rule("/several/<several_id>", "several", several.show)
bp.add_url_rule("/", "check", enter.check, methods=["POST"])
bp.add_url_rule("/together", "ask_together", together.ask)
bp.add_url_rule("/together", "together", together.check, methods=["POST"])
bp.add_url_rule("/mend", "mend", mending.clear_conflicts, methods=["POST"])
bp.url_value_preprocessor(enter.room_for_files)
bp.add_url_rule("/file", "from_file", enter.from_file, methods=["POST"])
bp.add_url_rule("/scenarios", "scenarios", scenarios.listed)
bp.add_url_rule("/scenarios", "save_scenario", scenarios.save, methods=["POST"])
bp.add_url_rule("/scenarios/compare", "compare", compare.show)
bp.add_url_rule("/scenarios/<scenario_id>", "scenario", scenarios.open_scenario)
bp.add_url_rule("/scenarios/<scenario_id>/copy", "copy_scenario", scenarios.copy, methods=["POST"])
bp.add_url_rule("/scenarios/<scenario_id>/name", "rename_scenario", scenarios.rename, methods=["POST"])
bp.add_url_rule("/scenarios/<scenario_id>/remove", "remove_scenario", scenarios.remove, methods=["POST"])
bp.add_url_rule("/scenarios/<scenario_id>/restore", "restore_scenario", scenarios.restore, methods=["POST"])
workbench.register(bp)
product.register(bp)
job_pages.register_pages()
