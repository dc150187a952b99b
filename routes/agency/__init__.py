"""For travel agencies: a trip, priced for a group."""

from flask import Blueprint

from routes.agency import choose, enquiries, package

bp = Blueprint("agency", __name__, url_prefix="/agency")
bp.add_url_rule("/", "choose", choose.choose)
bp.add_url_rule("/trips/<trip_id>", "package", package.package)
bp.add_url_rule("/trips/<trip_id>/costing.csv", "costing", package.costing)
bp.add_url_rule("/enquiries", "enquiries", enquiries.enquiries)
bp.add_url_rule("/enquiries/<enquiry_id>/forget", "forget", enquiries.forget, methods=["POST"])
