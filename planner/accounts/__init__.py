"""Who may change facts, and the secrets by which browsers own what they saved."""

from planner.accounts.operators import operator_names, operator_with, remove_operator, set_operator
from planner.accounts.owners import new_secret, secret_hash
from planner.accounts.sessions import (
    OperatorSession,
    begin_session,
    end_session,
    open_session,
    open_sessions,
    operator_of_session,
)

__all__ = [
    "OperatorSession",
    "begin_session",
    "end_session",
    "new_secret",
    "open_session",
    "open_sessions",
    "operator_names",
    "operator_of_session",
    "operator_with",
    "remove_operator",
    "secret_hash",
    "set_operator",
]
