"""One trip: its cover, its days, what is always at hand, the rest a page each; changed, replanned, asked about."""

from routes.seniors.trip import aid, change, cover, days, enquire, more, paper, share, underway
from routes.seniors.trip.enquire import enquiry_form, read_enquiry

__all__ = [
    "aid",
    "change",
    "cover",
    "days",
    "enquire",
    "enquiry_form",
    "more",
    "paper",
    "read_enquiry",
    "share",
    "underway",
]
