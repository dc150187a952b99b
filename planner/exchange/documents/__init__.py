"""What people take with them: large-type PDF, calendar files, the time-distance diagram as SVG."""

from planner.exchange.documents.diagram_svg import diagram_file, diagram_svg
from planner.exchange.documents.ics import Appointment, calendar_file
from planner.exchange.documents.pdf import SIZES, DaySheet, EmergencyCard, Entry, Paper, PaperSection, qr_svg, trip_pdf

__all__ = [
    "SIZES",
    "Appointment",
    "DaySheet",
    "EmergencyCard",
    "Entry",
    "Paper",
    "PaperSection",
    "calendar_file",
    "diagram_file",
    "diagram_svg",
    "qr_svg",
    "trip_pdf",
]
