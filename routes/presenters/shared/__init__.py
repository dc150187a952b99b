"""A trip as others see it who are sent its link: a card with a picture, data for search machines. Nothing personal."""

from routes.presenters.shared.card import LinkCard, link_card, share_card
from routes.presenters.shared.tourist_trip import tourist_trip

__all__ = ["LinkCard", "link_card", "share_card", "tourist_trip"]
