"""What people take with them: large-type PDF, calendar files, the time-distance diagram as SVG, PDF and PNG."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.exchange.documents.diagram_svg import diagram_svg

if TYPE_CHECKING:
    from planner.exchange.documents.diagram_paper import DIAGRAM_WRITERS, DiagramSheets
    from planner.exchange.documents.ics import Appointment, calendar_file
    from planner.exchange.documents.pdf import (
        SIZES,
        DaySheet,
        EmergencyCard,
        Entry,
        Paper,
        PaperPhoto,
        PaperSection,
        qr_svg,
        trial_pdf,
        trip_pdf,
    )
    from planner.exchange.documents.people_paper import PeoplePaper, PersonCard, SheetPart, people_pdf
    from planner.exchange.documents.quote_paper import QuotePaper, QuoteSection, quote_pdf
    from planner.exchange.documents.share import SIZES_PX, Shape, ShareCard, poster_pdf, share_png
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "DIAGRAM_WRITERS",
    "SIZES",
    "SIZES_PX",
    "Appointment",
    "DaySheet",
    "DiagramSheets",
    "EmergencyCard",
    "Entry",
    "Paper",
    "PaperPhoto",
    "PaperSection",
    "PeoplePaper",
    "PersonCard",
    "QuotePaper",
    "QuoteSection",
    "Shape",
    "ShareCard",
    "SheetPart",
    "calendar_file",
    "diagram_svg",
    "people_pdf",
    "poster_pdf",
    "qr_svg",
    "quote_pdf",
    "share_png",
    "trial_pdf",
    "trip_pdf",
]
