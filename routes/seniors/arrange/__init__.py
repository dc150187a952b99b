"""Eight questions, one a page, and the plans that answer them."""

from routes.seniors.arrange import views  # noqa: F401  # views register themselves
