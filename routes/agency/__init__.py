"""For travel agencies: departures from a trip or an enquiry to a quote."""

from flask import Blueprint

from routes.agency import (
    change,
    choose,
    departures,
    enquiries,
    figures,
    group,
    packages,
    quote,
    quote_page,
    sale,
    suppliers,
    tour,
    train,
)

bp = Blueprint("agency", __name__, url_prefix="/agency")
bp.add_url_rule("/", "choose", choose.choose)
bp.add_url_rule("/departures", "open_departure", departures.open_departure, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>", "departure", departures.departure)
bp.add_url_rule("/departures/<departure_id>/history", "history", departures.history, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/remove", "remove", departures.remove, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/group/list", "bring_list", group.bring, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/group/keep", "keep_list_until", group.keep_until, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/group/people/<key>", "person", group.person, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/group/people/<key>.json", "person_file", group.hand_out)
bp.add_url_rule("/departures/<departure_id>/group/people/<key>/erase", "erase_person", group.erase, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/group/replan", "replan_group", group.replan_trip, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/packages/find", "find_packages", packages.find_packages, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/change", "change_trip", change.change_trip, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/delay", "delayed", tour.delayed, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/train-berths", "change_train", train.change_train, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/guide.html", "phone_sheet", tour.phone_sheet)
bp.add_url_rule("/departures/<departure_id>/papers/<paper>.<kind>", "people_paper", group.people_paper)
bp.add_url_rule("/departures/<departure_id>/dates", "other_date", sale.other_date, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/bookings/add", "add_booking", sale.add_booking, methods=["POST"])
bp.add_url_rule(
    "/departures/<departure_id>/bookings/<booking_id>", "change_booking", sale.change_booking, methods=["POST"]
)
bp.add_url_rule("/departures/<departure_id>/bookings/<booking_id>/pay", "pay", sale.pay, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/<name>", "step", departures.step)
bp.add_url_rule("/departures/<departure_id>/<name>", "save", departures.save, methods=["POST"])
bp.add_url_rule("/departures/<departure_id>/quote/<int:version>.xlsx", "workbook", quote.workbook)
bp.add_url_rule("/quotes/<token>", "quote_page", quote_page.quote_page)
bp.add_url_rule("/quotes/<token>/paper.pdf", "quote_paper", quote_page.quote_paper)
bp.add_url_rule("/trains", "trains", train.trains)
bp.add_url_rule("/trains/<published_id>", "take_train", train.take_train, methods=["POST"])
bp.add_url_rule("/figures", "figures", figures.figures)
bp.add_url_rule("/figures.csv", "figures_file", figures.figures_file)
bp.add_url_rule("/suppliers", "suppliers", suppliers.suppliers)
bp.add_url_rule("/suppliers", "drop_term", suppliers.drop_term, methods=["POST"])
bp.add_url_rule("/enquiries", "enquiries", enquiries.enquiries)
bp.add_url_rule("/enquiries/<enquiry_id>/note", "note", enquiries.note, methods=["POST"])
bp.add_url_rule("/enquiries/<enquiry_id>/pass", "pass_on", enquiries.pass_on, methods=["POST"])
bp.add_url_rule("/enquiries/<enquiry_id>/forget", "forget", enquiries.forget, methods=["POST"])
packages.register_pages()
