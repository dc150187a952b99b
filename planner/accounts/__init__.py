"""Who may change facts, and the secrets by which browsers own what they saved."""

from planner.accounts.operators import operator_names, operator_of_session, operator_with, remove_operator, set_operator
from planner.accounts.owners import new_secret, secret_hash

__all__ = [
    "new_secret",
    "operator_names",
    "operator_of_session",
    "operator_with",
    "remove_operator",
    "secret_hash",
    "set_operator",
]
