"""Accepts jobs, follows them, gives back their results, and sweeps up what no message will finish."""
