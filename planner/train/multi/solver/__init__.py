"""Several new trains as numbers: a CP-SAT model begun with one train after another."""

from planner.train.multi.solver.problem import UNPLACED_S, Flexible, SeveralPlan, SeveralProblem, shifted, with_paths
from planner.train.multi.solver.solve import solve_several

__all__ = ["UNPLACED_S", "Flexible", "SeveralPlan", "SeveralProblem", "shifted", "solve_several", "with_paths"]
