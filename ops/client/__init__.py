"""The public API as a learner's program calls it."""
