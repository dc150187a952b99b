"""The step of a departure for its costs."""

from routes.agency.cost.step import COST, ledger_on

__all__ = ["COST", "ledger_on"]
