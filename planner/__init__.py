"""The domain and the optimisation of Silverway; usable from a notebook, knows nothing of the web."""

import os

__version__ = "0.1.0"  # the one place; pyproject.toml and `silverway --version` read it

# Matrices here are small: threads of the linear algebra would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
