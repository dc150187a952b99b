"""For any WSGI server: `wsgi:app`."""

from routes import create_app

app = create_app()
