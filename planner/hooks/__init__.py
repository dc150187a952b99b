"""Webhooks: an office's other programs are told of what happened, signed, until they answer."""

from planner.hooks.records import (
    EVENTS,
    GIVEN_UP_AFTER,
    MOST_WEBHOOKS,
    Delivery,
    Webhook,
    add_webhook,
    deliveries_of,
    drop_webhook,
    forget_deliveries,
    keep_attempt,
    load_webhook,
    note_event,
    ping,
    send_again,
    take_due,
    webhooks_of,
)
from planner.hooks.sending import Attempt, Message, send, signature
from planner.hooks.targets import check_target

__all__ = [
    "EVENTS",
    "GIVEN_UP_AFTER",
    "MOST_WEBHOOKS",
    "Attempt",
    "Delivery",
    "Message",
    "Webhook",
    "add_webhook",
    "check_target",
    "deliveries_of",
    "drop_webhook",
    "forget_deliveries",
    "keep_attempt",
    "load_webhook",
    "note_event",
    "ping",
    "send",
    "send_again",
    "signature",
    "take_due",
    "webhooks_of",
]
