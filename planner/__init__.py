"""The domain and the optimisation of Silverway; usable from a notebook, knows nothing of the web."""
