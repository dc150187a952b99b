"""Facts: tables, loading and validating data/, and the reads the rest needs."""
