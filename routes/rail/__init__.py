"""For railway planners: a timetable, checked against the real traffic."""

from flask import Blueprint

from routes.rail import delays, download, enter, traffic

bp = Blueprint("rail", __name__, url_prefix="/rail")
bp.add_url_rule("/", "enter", enter.enter)
bp.add_url_rule("/trains/<train_id>/delays", "delays", delays.show)
bp.add_url_rule("/trains/<train_id>/<format_>", "download", download.download)
bp.add_url_rule("/traffic", "traffic", traffic.show)
bp.add_url_rule("/", "check", enter.check, methods=["POST"])
