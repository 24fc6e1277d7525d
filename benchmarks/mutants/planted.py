"""The faults that `make mutants` plants."""

from .plants import Plant

PLANTS: tuple[Plant, ...] = ()
