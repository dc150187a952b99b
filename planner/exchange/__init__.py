"""Facts from and to other formats, one module each. Imports only propose; `planner.catalog` checks and applies."""
