"""An agency's departures over the API: opened, filled in step by step, priced, quoted, sold, manned."""

from routes.api.departures import bookings, enquiries, listed, money, packages, papers, people, published, steps
