"""Accepts jobs, shows them and their results, sweeps open jobs that no message will finish, and deletes accounts."""
