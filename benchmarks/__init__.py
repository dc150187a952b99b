"""Figures anyone can reproduce: `make bench`. Ours and what one would do instead, in one run on one machine."""
