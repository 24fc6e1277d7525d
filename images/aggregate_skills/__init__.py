"""Sums up skills over the practice interviews of a user, with their trend."""
