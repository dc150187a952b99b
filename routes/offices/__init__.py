"""Offices: their members log in, invite others, hand over links; the site's operators do so for every office."""

from routes.offices import audit, entrance, every, invitations, members, own, queue, second_factor, tokens, webhooks
from routes.offices.blueprint import bp
from routes.offices.entrance import logins

__all__ = ["bp", "logins"]
