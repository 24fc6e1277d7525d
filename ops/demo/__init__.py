"""The demo: every kind of work, by the public API of the local stage."""
