"""The faults that `make mutants` plants."""

from mutants.plants import Plant

from .accounts import ACCOUNTS
from .interviews import INTERVIEWS
from .stores import STORES
from .workers import WORKERS

PLANTS: tuple[Plant, ...] = (*WORKERS, *STORES, *ACCOUNTS, *INTERVIEWS)
