"""Eight questions, one a page, and the plans that answer them."""

from routes.seniors.arrange import views
from routes.seniors.arrange.views import WAY, keep_remedied

__all__ = ["WAY", "keep_remedied"]
