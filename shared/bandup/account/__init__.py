"""Limits of a user's account: quotas, and the tombstone of a deleted account."""
