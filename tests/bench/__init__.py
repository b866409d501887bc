"""Measurements, not tests: `make bench`. Figures are ratios and shares of one run, on whatever machine it is."""
