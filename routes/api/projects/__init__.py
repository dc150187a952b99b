"""A railway office's projects over the API: trains of its own, checked, mended, published for agencies."""

from routes.api.projects import changing, listed, publishing, versions
