"""One trip: its page, changes to it, the trip on paper and in a calendar, replanned on the way, an enquiry about it."""

from routes.seniors.trip import change, enquire, page, paper, underway
