"""For any WSGI server: `wsgi:app`, with jobs run beside it. Any number of processes may share one database."""

from planner.settings import Settings
from routes.serve import prepared

app, runner = prepared(Settings())
