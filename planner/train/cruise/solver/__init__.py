"""The choice of calls as numbers (CP-SAT)."""

from planner.train.cruise.solver.call_selection import NO_CHOICE, CruiseChoice, CruiseProblem, choose_calls

__all__ = ["NO_CHOICE", "CruiseChoice", "CruiseProblem", "choose_calls"]
