"""What routes collect at most, and routes that do: exact labels for one, a linear program priced by them for more."""

from planner.orienteering.proofs.columns import better_by, pack_columns
from planner.orienteering.proofs.exact import find, prove

__all__ = ["better_by", "find", "pack_columns", "prove"]
